/**
 * What a press means now, and the one command under way. No DOM and no network: both are handed in.
 *
 * @typedef {import("./shape.js").Action} Action
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./store.js").Store} Store
 * @typedef {{ok: boolean, status: number, data: any, problem: {code: string} | null}} Answer
 * @typedef {object} World
 * @property {string} me the guide's name
 * @property {string} location
 * @property {Record<string, any>} texts
 * @property {(url: string, body: object) => Promise<Answer>} post
 * @property {() => void} ask fetch the newest state
 * @property {(sentence: string, wrong?: boolean) => void} tell
 * @property {() => void} show
 * @property {() => void} leave the session is over: fetch the page again
 * @property {() => number} at a clock that never jumps, in milliseconds
 * @property {() => Date} now the server's time
 */
import { fill } from "../js/words.js";
import { mustSignIn, requestOf, sentenceOf } from "./command.js";
import { Arm } from "./press.js";
import { moved, standing } from "./queue.js";

export class Control {
  /** @param {Store} store @param {World} world */
  constructor(store, world) {
    this.store = store;
    this.world = world;
    this.arm = new Arm();
    this.fresh = false;
    this.busy = /** @type {string | null} */ (null);
    this.choosing = false;
    this.finishing = false;
  }

  /** Where the guide stands; null before the first view. */
  get standing() {
    return this.store.view && standing(this.store.view, this.world.me);
  }

  /** Whether a second press would say that the visitor did not come. */
  get armed() {
    return this.arm.isArmed(this.#noShow(), this.world.at());
  }

  /** The occupied desk that a second press would take over; null for none. */
  get armedDesk() {
    const { name } = this.arm;
    return name?.startsWith("desk/") && this.arm.isArmed(name, this.world.at()) ? name.slice("desk/".length) : null;
  }

  /** A new view is there: a question about a visitor who is gone goes too. */
  follow() {
    if (this.standing?.ticket?.state !== "in_conversation") this.finishing = false;
  }

  /** @param {string} name what stands on the button: `start`, `finish/referred`, `desk/2` */
  press(name) {
    const [verb, rest] = name.split("/");
    if (verb !== "no-show" && verb !== "desk") this.arm.disarm();
    if (verb === "desk") this.#pressDesk(name, rest);
    else if (verb === "leave") void this.#moveDesk(name, "leave");
    else if (verb === "finish") this.#pressFinish(name, rest);
    else if (verb !== "no-show" || this.arm.press(this.#noShow(), this.world.at())) void this.#act(/** @type {Action} */ (verb), name);
    this.world.show();
  }

  /** @param {string} name @param {string} rest */
  #pressDesk(name, rest) {
    if (rest === "open") this.choosing = !this.choosing;
    else if (rest === "close") this.choosing = false;
    else if (!this.#occupied(rest) || this.arm.press(name, this.world.at())) void this.#moveDesk(name, `${rest}/take`);
  }

  /** Whether a colleague sits there, who would lose the desk. @param {string} id */
  #occupied(id) {
    const guide = this.store.view?.desks.find((desk) => desk.id === id)?.guide ?? null;
    return guide !== null && guide !== this.world.me;
  }

  /** @param {string} name @param {string | undefined} rest an outcome, `back`, or nothing: choose one */
  #pressFinish(name, rest) {
    if (rest === undefined) this.finishing = true;
    else if (rest === "back") this.finishing = false;
    else void this.#act("finish", name, rest);
  }

  /** @param {Action} action @param {string} name @param {string} [outcome] */
  async #act(action, name, outcome) {
    const { desk, ticket, next } = this.standing ?? {};
    const subject = action === "call-next" ? next : ticket;
    if (!desk || !subject || this.#blocked()) return;
    const { me, location, texts, now, tell } = this.world;
    const expected = moved(action, subject, { guide: me, desk: desk.id, now: now().toISOString() });
    const { url, body } = requestOf(action, { location, desk: desk.id, ticket: subject, outcome });
    await this.#run(name, expected, this.world.post(url, body), ({ status, data }) => {
      if (status === 204) tell(texts.nobody_now);
      else tell(fill(texts[`done_${action}`], { label: data.label, desk: desk.name }));
    });
  }

  /** @param {string} name @param {string} path below desks/ */
  async #moveDesk(name, path) {
    if (this.#blocked()) return;
    const url = `/api/v1/locations/${this.world.location}/desks/${path}`;
    await this.#run(name, null, this.world.post(url, {}), () => {
      this.choosing = false;
      this.world.ask();
    });
  }

  /**
   * Show what will be, and take it back when the server refuses.
   *
   * @param {string} name @param {Ticket | null} expected @param {Promise<Answer>} sent @param {(answer: Answer) => void} done
   */
  async #run(name, expected, sent, done) {
    this.busy = name;
    this.store.expect(expected);
    this.world.tell("");
    const answer = await sent;
    this.busy = null;
    if (answer.ok) {
      this.store.confirm(answer.data?.id ? answer.data : null);
      done(answer);
    } else {
      this.#refused({ status: answer.status, code: answer.problem?.code });
    }
    this.world.show();
  }

  /** @param {{status: number, code?: string}} refused */
  #refused(refused) {
    this.store.refuse();
    if (mustSignIn(refused)) this.world.leave();
    this.world.tell(sentenceOf(refused, this.world.texts.refusals), true);
    this.world.ask();
  }

  #blocked() {
    return this.store.busy || !this.fresh;
  }

  #noShow() {
    return `no-show/${this.standing?.ticket?.id}`;
  }
}
