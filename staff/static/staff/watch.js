/**
 * What others changed about my visitor, my desk and who is next for me. No DOM; the clock is handed in.
 *
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {{kind: "taken_over" | "not_with_you" | "desk_taken", guide: string, label: string, desk: string}} Change
 * @typedef {Change & {id: number, at: number}} News
 */
import { everybody, standing } from "./queue.js";

/** How long it is told, in milliseconds. */
const TOLD_FOR = 30_000;

/** How long the call button rests after a change that somebody else made, in milliseconds. */
export const REST = 1000;

/** How long what I did may take to be seen, in milliseconds. */
const MINE_FOR = 5_000;

/** By these I let go of a visitor myself. */
const LETS_GO = ["return", "transfer", "no-show", "finish", "cancel", "merge", "undo"];
const MOVES_ME = ["desk", "leave"];

export class Watch {
  /** @param {string} me the guide's name */
  constructor(me) {
    this.me = me;
    /** @type {View | null} */
    this.before = null;
    /** @type {News[]} */
    this.rows = [];
    this.count = 0;
    this.changedAt = -Infinity;
    this.acted = { verb: "", ticket: /** @type {number | null} */ (null), at: -Infinity };
  }

  /** I do something. @param {string} verb @param {number | null} ticket about whom @param {number} at */
  act(verb, ticket, at) {
    this.acted = { verb, ticket, at };
  }

  /** @param {View} view as the server tells it @param {number} at */
  see(view, at) {
    const { before, me } = this;
    this.before = view;
    if (before === null) return;
    const own = at - this.acted.at < MINE_FOR;
    if (!own && callOf(before, me) !== callOf(view, me)) this.changedAt = at;
    const news = [...this.#visitors(before, view, own), ...this.#desk(before, view, own)];
    for (const item of news) this.rows.push({ id: ++this.count, at, ...item });
    this.rows = this.told(at);
  }

  /** What is still told. @param {number} at */
  told(at) {
    return this.rows.filter((row) => at - row.at < TOLD_FOR);
  }

  /** @param {number} id */
  dismiss(id) {
    this.rows = this.rows.filter((row) => row.id !== id);
  }

  /** Whether what the call button says is too new to be pressed. @param {number} at */
  holds(at) {
    return at - this.changedAt < REST;
  }

  /** @param {View} before @param {View} view @param {boolean} own @returns {Change[]} */
  #visitors(before, view, own) {
    return mineOf(before, this.me).flatMap(/** @param {Ticket} ticket @returns {Change[]} */ (ticket) => {
      const now = everybody(view).find(({ id }) => id === ticket.id) ?? null;
      const guide = now?.guide ?? "";
      if (guide === this.me || (own && this.acted.ticket === ticket.id && LETS_GO.includes(this.acted.verb))) return [];
      const over = ticket.state === "on_hold" && !guide;
      return over ? [] : [{ kind: guide ? "taken_over" : "not_with_you", guide, label: ticket.label, desk: "" }];
    });
  }

  /** @param {View} before @param {View} view @param {boolean} own @returns {Change[]} */
  #desk(before, view, own) {
    const { desk: had } = standing(before, this.me);
    if (had === null || standing(view, this.me).desk !== null || (own && MOVES_ME.includes(this.acted.verb))) return [];
    const guide = view.desks.find(({ id }) => id === had.id)?.guide ?? null;
    return guide === null ? [] : [{ kind: "desk_taken", guide, label: "", desk: had.name }];
  }
}

/** @param {View} view @param {string} me */
const mineOf = (view, me) => [...view.called, ...view.in_conversation, ...view.on_hold].filter(({ guide }) => guide === me);

/** What a press on the large button would do now. @param {View} view @param {string} me */
function callOf(view, me) {
  const { phase, next } = standing(view, me);
  return phase === "available" ? `call ${next?.id}` : phase;
}
