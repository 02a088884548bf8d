/**
 * What is open on the page of the pictures and what a press on it does. No DOM and no network: both are handed in.
 *
 * @typedef {import("./pictures_model.js").Board} Board
 * @typedef {import("./page_desk.js").Answer} Answer
 * @typedef {import("./shape.js").Values} Values
 * @typedef {{name: string, image: string}} Chosen the file that somebody chose, in base64
 */
import { PageDesk } from "./page_desk.js";
import { LARGEST, bodyOf, fieldErrors, moved, said } from "./pictures_model.js";

/** @extends {PageDesk<Board>} */
export class Desk extends PageDesk {
  /** @param {import("./page_desk.js").PageWorld} world */
  constructor(world) {
    super(world, `/api/v1/locations/${world.location}/pictures`);
    /** @type {Chosen | null} */
    this.chosen = null;
    /** @type {number | null} the picture that somebody may remove */
    this.asked = null;
  }

  /** @param {string} name what stands on the button @param {Values} [values] of its form */
  async press(name, values = {}) {
    if (this.busy !== null) return;
    const [verb, id = "", by = "0"] = name.split("/");
    if (verb === "open") this.turn(id);
    else if (verb === "shut") this.turn(null);
    else if (verb === "add") await this.#add(values);
    else if (verb === "set") await this.#set(Number(id), values);
    else if (verb === "move" && this.board) await this.#do(name, id, moved(this.board, Number(id), Number(by)), "");
    else if (verb === "ask") this.#ask(Number(id));
    else if (verb === "remove") await this.#do(name, `${id}/remove`, {}, this.world.texts.done_removed);
    this.world.show();
  }

  /** @param {string | null} id */
  turn(id) {
    super.turn(id);
    this.chosen = null;
    this.asked = null;
  }

  /** @param {number} id */
  #ask(id) {
    this.turn(null);
    this.asked = id;
  }

  /**
   * Somebody chose a file.
   *
   * @param {{name: string, size: number}} file
   * @param {string | null} image what is in it, in base64; null for what no browser can draw
   */
  choose({ name, size }, image) {
    const good = size <= LARGEST && image !== null;
    this.chosen = good ? { name, image } : null;
    this.errors = good ? {} : { image: said(this.world.texts.bad_picture) };
    this.world.show();
  }

  /** @param {Values} values */
  async #add(values) {
    const { texts } = this.world;
    const { body, errors } = bodyOf(values, texts);
    this.errors = this.chosen ? errors : { image: said(texts.missing_picture), ...errors };
    if (Object.keys(this.errors).length > 0 || !this.chosen) return;
    await this.#send("add", this.base, { ...body, image: this.chosen.image }, texts.done_added);
  }

  /** @param {number} id @param {Values} values */
  async #set(id, values) {
    const { texts } = this.world;
    const { body, errors } = bodyOf(values, texts);
    this.errors = errors;
    if (Object.keys(errors).length === 0) await this.#do(`set/${id}`, String(id), body, texts.done_changed);
  }

  /** @param {string} name @param {string} path @param {object} body @param {string} done */
  #do(name, path, body, done) {
    return this.#send(name, `${this.base}/${path}`, body, done);
  }

  /** @param {string} name @param {string} url @param {object} body @param {string} done what to tell */
  async #send(name, url, body, done) {
    const answer = await this.post(name, url, body);
    if (!answer.ok) {
      this.errors = fieldErrors(answer.problem, this.world.texts);
      if (Object.keys(this.errors).length === 0) this.refused(answer);
      return;
    }
    this.turn(null);
    await this.fetch();
    if (done) this.world.tell(done);
  }
}
