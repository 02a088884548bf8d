/**
 * What a press means now, and the one command under way. No DOM and no network: both are handed in.
 *
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Values} Values
 * @typedef {import("./intent.js").Intent} Intent
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./shape.js").Answer} Answer
 * @typedef {import("./shape.js").World} World
 */
import { fill } from "../js/words.js";
import { intentOf } from "./intent.js";
import { Lists } from "./lists.js";
import { doneSentence } from "./paper.js";
import { Arm } from "./press.js";
import { standing, ticketOf } from "./queue.js";
import { mustSignIn, sentenceOf } from "./refused.js";
import { Screen } from "./state.js";
import { Undo } from "./undo.js";
import { Watch } from "./watch.js";

/** Buttons that act on their second press only. */
const TWICE = ["no-show", "help", "help-end", "cancel", "take-over", "merge"];

export class Control {
  /** @param {Store} store @param {World} world */
  constructor(store, world) {
    this.store = store;
    this.world = world;
    this.arm = new Arm();
    this.screen = new Screen(world.rolls);
    this.undo = new Undo(world.undoSeconds * 1000);
    this.lists = new Lists(world.location, world.get);
    this.watch = new Watch(world.me);
    this.fresh = false;
    this.busy = /** @type {string | null} */ (null);
  }

  /** Where the guide stands; null before the first view. */
  get standing() {
    return this.store.view && standing(this.store.view, this.world.me);
  }

  /** The button that a second press would carry out; null for none. */
  get armed() {
    const [name, visitor] = this.arm.name?.split("\n") ?? [];
    const counts = visitor === String(this.standing?.ticket?.id) && this.arm.isArmed(this.arm.name ?? "", this.world.at());
    return counts ? name : null;
  }

  /** The server tells how it is; a visitor whom somebody took from me cannot be called back. @param {View} view */
  see(view) {
    const at = this.world.at();
    const last = this.watch.count;
    this.watch.see(view, at);
    const lost = this.watch.rows.some(({ id, label }) => id > last && label === this.undo.step(at)?.label);
    if (!lost) return;
    this.undo.forget();
    this.world.tell("");
  }

  /** A new view is there: what was asked about a visitor who is gone goes too. */
  follow() {
    const { view } = this.store;
    if (view) this.screen.follow(view, this.world.me, this.lists);
    void this.#fetch();
  }

  /** @param {string} name what stands on the button: `start`, `finish/referred`, `desk/2` @param {Values} [values] of the form around it */
  press(name, values = {}) {
    const lacking = this.#twice(name) && this.#lacks(name, values);
    if (lacking) return this.#missing(lacking);
    if (this.#twice(name) && !this.arm.press(this.#subject(name, values), this.world.at())) return this.world.show();
    this.arm.disarm();
    if (name === "undo") void this.#takeBack();
    else if (name.startsWith("seen/")) this.watch.dismiss(Number(name.slice("seen/".length)));
    else if (!this.screen.press(name)) this.#send(name, values);
    void this.#fetch();
    this.world.show();
  }

  /** @param {string} name @param {Values} values */
  #send(name, values) {
    if (this.#blocked() || (name === "call-next" && this.resting)) return;
    const intent = this.#intent(name, values);
    if (intent === null) return;
    if ("missing" in intent) this.#missing(intent.missing);
    else void this.#run(name, intent);
  }

  /** Whether the call button has only just come to say what it says, by somebody else's doing. */
  get resting() {
    return this.watch.holds(this.world.at());
  }

  /** @param {string} name @param {Values} values */
  #intent(name, values) {
    const { view } = this.store;
    if (!view) return null;
    const { me, location, now } = this.world;
    const find = (/** @type {number} */ id) => ticketOf(view, id) ?? this.lists.find(id);
    return intentOf(name, values, { view, me, location, now: now(), find });
  }

  /** What a form does not say yet. @param {string} name @param {Values} values @returns {string | null} */
  #lacks(name, values) {
    const intent = this.#intent(name, values);
    return intent && "missing" in intent ? intent.missing : null;
  }

  /** Beside what went wrong stands no way back: that would be about another step. @param {string} sentence its key */
  #missing(sentence) {
    this.undo.forget();
    this.world.tell(this.world.texts[sentence], true);
    this.world.show();
  }

  /** Show what will be, and take it back when the server refuses. @param {string} name @param {Intent} intent */
  async #run(name, intent) {
    const { sheet } = this.screen;
    this.watch.act(intent.action, intent.ticket?.id ?? null, this.world.at());
    const answer = await this.#post(name, intent);
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
  #tellDone({ action, told }, { status, data }, ticket) {
    const { texts, tell } = this.world;
    if (status === 204 && action === "call-next") return tell(texts.nobody_now);
    tell(fill(doneSentence(texts, action, data?.paper, this.store.view), { ...told, ...(ticket && { label: ticket.label }) }));
  }

  async #takeBack() {
    const step = this.undo.step(this.world.at());
    if (!step || this.#blocked()) return;
    this.watch.act("undo", step.id, this.world.at());
    const answer = await this.#post("undo", { url: `/api/v1/visits/${step.id}/undo`, body: {}, expected: null });
    this.undo.forget();
    if (answer.ok) this.world.tell(fill(this.world.texts.done_undo, { label: step.label }));
    this.world.show();
  }

  /** @param {string} name @param {Pick<Intent, "url" | "body" | "expected" | "paper">} intent @returns {Promise<Answer>} */
  async #post(name, { url, body, expected, paper }) {
    this.busy = name;
    this.store.expect(expected, paper);
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
    this.undo.forget();
    if (mustSignIn(refused)) this.world.leave();
    this.world.tell(sentenceOf(refused, this.world.texts.refusals), true);
    this.world.ask();
    this.world.show();
  }

  /** What the open sheet shows beside the view, such as who is closed already. */
  async #fetch() {
    const { sheet, tab } = this.screen;
    const { view, rev = 0 } = this.store.state ?? {};
    const farBack = sheet?.kind === "visitor" && view && !ticketOf(view, Number(sheet.id));
    if (await this.lists.fetch(farBack ? "line" : (sheet?.kind ?? tab), rev)) this.world.show();
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

  /** A first press about one visitor, or with one choice, says nothing about another. @param {string} name @param {Values} values */
  #subject(name, values) {
    return [name, String(this.standing?.ticket?.id), values.into ?? ""].join("\n");
  }
}
