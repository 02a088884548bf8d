/**
 * What a press means now, and the one command under way. No DOM and no network: both are handed in.
 *
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").Values} Values
 * @typedef {import("./intent.js").Intent} Intent
 * @typedef {import("./store.js").Store} Store
 * @typedef {{ok: boolean, status: number, data: any, problem: {code: string} | null}} Answer
 * @typedef {object} World
 * @property {string} me the guide's name
 * @property {string} location
 * @property {Record<string, any>} texts
 * @property {number} undoSeconds how long a step can be taken back
 * @property {(url: string, body: object) => Promise<Answer>} post
 * @property {(url: string) => Promise<Answer>} get
 * @property {() => void} ask fetch the newest state
 * @property {(sentence: string, wrong?: boolean) => void} tell
 * @property {() => void} show
 * @property {(name: string) => void} sent a form went through
 * @property {() => void} leave the session is over: fetch the page again
 * @property {() => number} at a clock that never jumps, in milliseconds
 * @property {() => Date} now the server's time
 */
import { fill } from "../js/words.js";
import { intentOf } from "./intent.js";
import { Lists } from "./lists.js";
import { Arm } from "./press.js";
import { standing, ticketOf } from "./queue.js";
import { mustSignIn, sentenceOf } from "./refused.js";
import { Screen } from "./state.js";
import { Undo } from "./undo.js";

/** Buttons that act on their second press only. */
const TWICE = ["no-show", "help", "help-end", "cancel", "take-over"];

export class Control {
  /** @param {Store} store @param {World} world */
  constructor(store, world) {
    this.store = store;
    this.world = world;
    this.arm = new Arm();
    this.screen = new Screen();
    this.undo = new Undo(world.undoSeconds * 1000);
    this.lists = new Lists(world.location, world.get);
    this.fresh = false;
    this.busy = /** @type {string | null} */ (null);
  }

  /** Where the guide stands; null before the first view. */
  get standing() {
    return this.store.view && standing(this.store.view, this.world.me);
  }

  /** The button that a second press would carry out; null for none. */
  get armed() {
    const name = this.arm.name?.split("@")[0] ?? null;
    return name !== null && this.arm.isArmed(this.#subject(name), this.world.at()) ? name : null;
  }

  /** A new view is there: what was asked about a visitor who is gone goes too. */
  follow() {
    const { view } = this.store;
    if (view) this.screen.follow(view, this.world.me, this.lists);
    void this.#fetch();
  }

  /** @param {string} name what stands on the button: `start`, `finish/referred`, `desk/2` @param {Values} [values] of the form around it */
  press(name, values = {}) {
    if (this.#twice(name) && !this.arm.press(this.#subject(name), this.world.at())) return this.world.show();
    this.arm.disarm();
    if (name === "undo") void this.#takeBack();
    else if (!this.screen.press(name)) this.#send(name, values);
    void this.#fetch();
    this.world.show();
  }

  /** @param {string} name @param {Values} values */
  #send(name, values) {
    const { view } = this.store;
    if (!view || this.#blocked()) return;
    const { me, location, now, texts, tell } = this.world;
    const find = (/** @type {number} */ id) => ticketOf(view, id) ?? this.lists.find(id);
    const intent = intentOf(name, values, { view, me, location, now: now(), find });
    if (intent === null) return;
    if ("missing" in intent) tell(texts[intent.missing], true);
    else void this.#run(name, intent);
  }

  /** Show what will be, and take it back when the server refuses. @param {string} name @param {Intent} intent */
  async #run(name, intent) {
    const { sheet } = this.screen;
    const answer = await this.#post(name, intent.url, intent.body, intent.expected);
    if (!answer.ok) return;
    const ticket = answer.data?.id && answer.data?.label ? /** @type {Ticket} */ (answer.data) : null;
    if (ticket && intent.undo) this.undo.offer(ticket, this.world.at());
    else this.undo.forget();
    if (intent.action === "issue" && ticket) this.screen.issued = ticket;
    this.screen.done(name, sheet);
    this.world.sent(name);
    this.#tellDone(intent, answer, ticket);
    if (!ticket) this.world.ask();
    this.lists.forget();
    this.world.show();
  }

  /** @param {Intent} intent @param {Answer} answer @param {Ticket | null} ticket */
  #tellDone({ action, told }, { status }, ticket) {
    const { texts, tell } = this.world;
    if (status === 204 && action === "call-next") return tell(texts.nobody_now);
    const sentence = texts[`done_${action}`];
    tell(sentence ? fill(sentence, { ...told, ...(ticket && { label: ticket.label }) }) : "");
  }

  async #takeBack() {
    const step = this.undo.step(this.world.at());
    if (!step || this.#blocked()) return;
    const answer = await this.#post("undo", `/api/v1/visits/${step.id}/undo`, {}, null);
    this.undo.forget();
    if (answer.ok) this.world.tell(fill(this.world.texts.done_undo, { label: step.label }));
    this.world.show();
  }

  /** @param {string} name @param {string} url @param {object} body @param {Ticket | null} expected @returns {Promise<Answer>} */
  async #post(name, url, body, expected) {
    this.busy = name;
    this.store.expect(expected);
    this.world.tell("");
    this.world.show();
    const answer = await this.world.post(url, body);
    this.busy = null;
    if (answer.ok) this.store.confirm(answer.data?.id && answer.data?.state ? answer.data : null);
    else this.#refused({ status: answer.status, code: answer.problem?.code });
    return answer;
  }

  /** @param {{status: number, code?: string}} refused */
  #refused(refused) {
    this.store.refuse();
    if (mustSignIn(refused)) this.world.leave();
    this.world.tell(sentenceOf(refused, this.world.texts.refusals), true);
    this.world.ask();
    this.world.show();
  }

  /** What the open sheet shows beside the view, such as who is closed already. */
  async #fetch() {
    const { sheet, tab } = this.screen;
    const rev = this.store.state?.rev ?? 0;
    if (await this.lists.fetch(sheet?.kind ?? tab, rev)) this.world.show();
  }

  #blocked() {
    return this.store.busy || !this.fresh;
  }

  /** @param {string} name */
  #twice(name) {
    const [verb, rest] = name.split("/");
    const guide = this.store.view?.desks.find((desk) => desk.id === rest)?.guide ?? null;
    return TWICE.includes(verb) || (verb === "desk" && guide !== null && guide !== this.world.me);
  }

  /** A first press about one visitor says nothing about another. @param {string} name */
  #subject(name) {
    return `${name}@${this.standing?.ticket?.id}`;
  }
}
