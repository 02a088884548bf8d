/**
 * What is open on the page of the screens and what a press on it does. No DOM and no network: both are handed in.
 *
 * @typedef {import("./devices_model.js").Board} Board
 * @typedef {import("./page_desk.js").Answer} Answer
 * @typedef {import("./page_desk.js").PageWorld} PageWorld
 * @typedef {import("./shape.js").Values} Values
 * @typedef {{code: string, kind: string | null}} New the screen that is being paired; its kind once it was found
 */
import { fill } from "../js/words.js";
import { asShown, bodyOf, fieldErrors } from "./devices_model.js";
import { PageDesk } from "./page_desk.js";

/** @extends {PageDesk<Board>} */
export class Desk extends PageDesk {
  /** @param {PageWorld} world @param {number} codeLength */
  constructor(world, codeLength) {
    const place = `/api/v1/locations/${world.location}`;
    super(world, `${place}/devices`);
    this.codes = `${place}/pairings`;
    this.codeLength = codeLength;
    /** @type {New | null} */
    this.fresh = null;
    /** @type {number | null} the screen that somebody may take out of use */
    this.asked = null;
  }

  /** @param {string} name what stands on the button @param {Values} [values] of its form */
  async press(name, values = {}) {
    if (this.busy !== null) return;
    const [verb, id = ""] = name.split("/");
    if (verb === "pair") this.#begin();
    else if (verb === "find") await this.find(String(values.code ?? ""));
    else if (verb === "confirm") await this.#confirm(values);
    else if (verb === "open") this.turn(id);
    else if (verb === "shut") this.turn(null);
    else if (verb === "set") await this.#set(Number(id), values);
    else if (verb === "renew") await this.#renew(Number(id));
    else if (verb === "ask") this.#ask(Number(id));
    else if (verb === "revoke") await this.#revoke(Number(id));
    this.world.show();
  }

  /** @param {string | null} id */
  turn(id) {
    super.turn(id);
    this.fresh = null;
    this.asked = null;
  }

  #begin() {
    this.turn(null);
    this.fresh = { code: "", kind: null };
  }

  /** @param {number} id */
  #ask(id) {
    this.turn(null);
    this.asked = id;
  }

  /** Look which screen shows a code. @param {string} typed */
  async find(typed) {
    const { texts } = this.world;
    const code = asShown(typed);
    this.fresh = { code, kind: null };
    this.errors = code.length === this.codeLength ? {} : { code: { text: texts.code_short, detail: "" } };
    if (code.length !== this.codeLength) return;
    this.busy = "find";
    this.world.tell("");
    this.world.show();
    const answer = await this.world.get(`${this.codes}/${code}`);
    this.busy = null;
    if (answer.ok) this.fresh = { code, kind: answer.data.kind };
    else this.#notFound(answer);
    this.world.show();
  }

  /** @param {Values} values */
  async #confirm(values) {
    const { texts } = this.world;
    const { code = "", kind = null } = this.fresh ?? {};
    if (kind === null) return;
    const { body, errors } = bodyOf(values, kind, texts);
    this.errors = errors;
    if (Object.keys(errors).length > 0) return;
    const answer = await this.post("confirm", `${this.codes}/${code}`, body);
    if (!answer.ok) {
      this.errors = fieldErrors(answer.problem, kind, texts);
      if (Object.keys(this.errors).length === 0) this.#notFound(answer);
      return;
    }
    this.turn(null);
    await this.fetch();
    this.world.tell(fill(texts.done_paired, { name: body.name }));
  }

  /** No screen shows the code any more, or a colleague was first. @param {Answer} answer */
  #notFound(answer) {
    const { texts } = this.world;
    const code = answer.problem?.code;
    if (code === "already_paired") {
      this.turn(null);
      this.world.tell(texts.done_by_other, true);
      void this.fetch();
    } else if (code === "unknown_pairing" || code === "too_many") {
      this.fresh = { code: this.fresh?.code ?? "", kind: null };
      this.errors = { code: { text: code === "too_many" ? texts.refusals.too_many : texts.code_unknown, detail: "" } };
    } else this.refused(answer);
  }

  /** @param {number} id @param {Values} values */
  async #set(id, values) {
    const { texts } = this.world;
    const kind = this.device(id)?.kind ?? "kiosk";
    const { body, errors } = bodyOf(values, kind, texts);
    this.errors = errors;
    if (Object.keys(errors).length > 0) return;
    const answer = await this.post(`set/${id}`, `${this.base}/${id}`, body);
    if (!answer.ok) {
      this.errors = fieldErrors(answer.problem, kind, texts);
      if (Object.keys(this.errors).length === 0) this.refused(answer);
      return;
    }
    this.turn(null);
    await this.fetch();
    this.world.tell(fill(texts.done_changed, { name: body.name }));
  }

  /** @param {number} id */
  async #renew(id) {
    const name = this.device(id)?.name ?? "";
    const answer = await this.post(`renew/${id}`, `${this.base}/${id}/renew`, {});
    if (!answer.ok) return this.refused(answer);
    await this.fetch();
    this.world.tell(fill(this.world.texts.done_renewed, { name }));
  }

  /** @param {number} id */
  async #revoke(id) {
    const name = this.device(id)?.name ?? "";
    const answer = await this.post(`revoke/${id}`, `${this.base}/${id}/revoke`, {});
    this.turn(null);
    if (!answer.ok) return this.refused(answer);
    await this.fetch();
    this.world.tell(fill(this.world.texts.done_revoked, { name }));
  }

  /** @param {number} id */
  device(id) {
    return this.board?.devices.find((item) => item.id === id);
  }
}
