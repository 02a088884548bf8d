/**
 * What is open on the page of the printers and what a press on it does. No DOM and no network: both are handed in.
 *
 * @typedef {import("./printers_model.js").Board} Board
 * @typedef {import("./printers_model.js").Body} Body
 * @typedef {import("./printers_model.js").Fault} Fault
 * @typedef {import("./printers_model.js").Found} Found
 * @typedef {import("./shape.js").Values} Values
 * @typedef {import("./page_desk.js").Answer} Answer
 * @typedef {import("./page_desk.js").PageWorld & {filled: (form: string, name: string, value: string) => void}} World
 */
import { fill } from "../js/words.js";
import { PageDesk } from "./page_desk.js";
import { bodyOf, fieldErrors, settingOf } from "./printers_model.js";

/** @extends {PageDesk<Board>} */
export class Desk extends PageDesk {
  /** @param {World} world */
  constructor(world) {
    super(world, `/api/v1/locations/${world.location}/printers`);
    this.filled = world.filled;
    /** @type {Record<string, "fresh" | "look" | "tips">} how far the test of a printer is */
    this.tests = {};
    /** @type {Record<string, Fault[] | null>} what happened, of those whose list is open; null: it did not come */
    this.histories = {};
    /** @type {{found: Found[], trouble: string | null} | "looking" | "failed" | null} */
    this.found = null;
    /** @type {Body | null} the printer that can be brought back */
    this.removed = null;
  }

  /** @param {Board | null} before */
  async fetched(before) {
    for (const id of Object.keys(this.histories)) if (signOf(before, id) !== signOf(this.board, id)) await this.history(id);
  }

  /** Somebody opened the list of what happened. @param {string} id */
  async history(id) {
    const answer = await this.world.get(`${this.base}/${id}/faults`);
    this.histories[id] = answer.ok ? answer.data.faults : null;
    this.world.show();
  }

  /** Somebody shut it. @param {string} id */
  forget(id) {
    delete this.histories[id];
  }

  /** @param {string} name what stands on the button @param {Values} [values] of its form */
  async press(name, values = {}) {
    if (this.busy !== null) return;
    const [verb, ...rest] = name.split("/");
    const id = rest.join("/");
    if (verb === "open" || verb === "shut") this.turn(verb === "open" ? id : null);
    else if (verb === "good") this.#good(id);
    else if (verb === "bad") this.tests[id] = "tips";
    else if (verb === "use") this.filled(`set/${this.open}`, "address", id);
    else if (verb === "test") await this.#test(id);
    else if (verb === "set") await this.#set(id, values);
    else if (verb === "remove") await this.#remove(id);
    else if (verb === "undo") await this.#putBack();
    else if (verb === "look") await this.#look();
    this.world.show();
  }

  /** @param {string | null} id */
  turn(id) {
    super.turn(id);
    this.found = null;
  }

  /** @param {string} id */
  #good(id) {
    delete this.tests[id];
    this.world.tell(fill(this.world.texts.tested_good, { printer: this.#name(id) }));
  }

  /** @param {string} id */
  async #test(id) {
    const answer = await this.post(`test/${id}`, `${this.base}/${id}/test`, {});
    if (!answer.ok) return this.refused(answer);
    const away = answer.data.paper === "away";
    if (!away) this.tests[id] = "look";
    this.world.tell(fill(away ? this.world.texts.tested_away : this.world.texts.tested, { printer: this.#name(id) }), away);
  }

  /** @param {string} id @param {Values} values */
  async #set(id, values) {
    const { texts } = this.world;
    const body = bodyOf(id, values);
    this.errors = body.name ? {} : { name: { text: texts.missing_name, detail: "" } };
    if (!body.name) return;
    const answer = await this.post(`set/${id}`, this.base, body);
    if (!answer.ok) {
      this.errors = fieldErrors(answer.problem, texts);
      if (Object.keys(this.errors).length === 0) this.refused(answer);
      return;
    }
    const elsewhere = this.board?.printers.every((item) => item.id !== answer.data.id || item.address !== body.address || item.width !== body.width);
    if (elsewhere) this.tests[answer.data.id] = "fresh";
    this.turn(null);
    await this.fetch();
    this.world.tell(fill(id === "new" ? texts.done_added : texts.done_changed, { printer: body.name }));
  }

  /** @param {string} id */
  async #remove(id) {
    const printer = this.board?.printers.find((item) => item.id === id);
    if (!printer) return;
    const answer = await this.post(`remove/${id}`, `${this.base}/${id}/remove`, {});
    if (!answer.ok) return this.refused(answer);
    this.removed = settingOf(printer);
    this.turn(null);
    delete this.tests[id];
    this.world.tell(fill(this.world.texts.done_removed, { printer: printer.name }));
    await this.fetch();
  }

  async #putBack() {
    const { removed } = this;
    if (!removed) return;
    const answer = await this.post("undo", this.base, removed);
    this.removed = null;
    if (!answer.ok) return this.refused(answer);
    this.world.tell(fill(this.world.texts.done_restored, { printer: removed.name }));
    await this.fetch();
  }

  async #look() {
    this.found = "looking";
    this.world.show();
    const answer = await this.world.get("/api/v1/printers/found");
    this.found = answer.ok ? answer.data : "failed";
  }

  /** @param {string} name @param {string} url @param {object} body @returns {Promise<Answer>} */
  post(name, url, body) {
    if (name !== "undo") this.removed = null;
    return super.post(name, url, body);
  }

  /** @param {string} id */
  #name(id) {
    return this.board?.printers.find((item) => item.id === id)?.name ?? id;
  }
}

/** What changes when something happened to a printer. @param {Board | null} board @param {string} id */
function signOf(board, id) {
  const printer = board?.printers.find((item) => item.id === id);
  return printer && JSON.stringify([printer.state, printer.why, printer.since, printer.low, printer.jobs.unknown]);
}
