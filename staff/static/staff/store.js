/**
 * The console's one truth: the newest view of the server, and on top of it the one command under way.
 *
 * Optimistic and honest: what a button promises shows at once, and is gone when the server refuses. No DOM.
 *
 * @typedef {import("./shape.js").QueueState} QueueState
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").View} View
 */
import { place } from "./queue.js";

export class Store {
  constructor() {
    /** @type {QueueState | null} */
    this.state = null;
    /** @type {Ticket | null} a ticket as it will be, or as the server said it is in a state we have not seen yet */
    this.ahead = null;
    this.confirmed = false;
    this.busy = false;
    /** @type {Set<number>} papers that somebody here has said about whether they came out */
    this.settled = new Set();
    /** @type {number | null} the one of the command under way */
    this.paper = null;
  }

  /** @param {QueueState} state a view that is not older than the one before */
  receive(state) {
    this.state = state;
    const asked = (state.view.doubts ?? []).map(({ job }) => job);
    if (!this.busy) this.settled = new Set(asked.filter((job) => this.settled.has(job)));
    if (this.confirmed && this.ahead && state.rev >= this.ahead.rev) this.#settle();
  }

  /** A command goes out. @param {Ticket | null} ticket as it will be @param {number | null} [paper] the job that it settles */
  expect(ticket, paper = null) {
    this.busy = true;
    this.paper = paper;
    if (paper !== null) this.settled.add(paper);
    this.ahead = ticket;
    this.confirmed = false;
  }

  /** The server agreed. @param {Ticket | null} ticket as it is now; null when nothing was to be moved */
  confirm(ticket) {
    this.busy = false;
    this.ahead = ticket;
    this.confirmed = true;
    if (ticket === null || (this.state && this.state.rev >= ticket.rev)) this.#settle();
  }

  /** The server refused, or did not answer: what was promised is taken back. */
  refuse() {
    this.busy = false;
    if (this.paper !== null) this.settled.delete(this.paper);
    this.#settle();
  }

  /** What to show. @returns {View | null} */
  get view() {
    if (this.state === null) return null;
    const { view } = this.state;
    const known = this.settled.size > 0 ? { ...view, doubts: view.doubts?.filter(({ job }) => !this.settled.has(job)) } : view;
    return this.ahead === null ? known : place(known, this.ahead);
  }

  #settle() {
    this.ahead = null;
    this.confirmed = false;
  }
}
