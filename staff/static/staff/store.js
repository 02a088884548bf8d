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
  }

  /** @param {QueueState} state a view that is not older than the one before */
  receive(state) {
    this.state = state;
    if (this.confirmed && this.ahead && state.rev >= this.ahead.rev) this.#settle();
  }

  /** A command goes out. @param {Ticket | null} ticket as it will be */
  expect(ticket) {
    this.busy = true;
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
    this.#settle();
  }

  /** What to show. @returns {View | null} */
  get view() {
    if (this.state === null || this.ahead === null) return this.state?.view ?? null;
    return place(this.state.view, this.ahead);
  }

  #settle() {
    this.ahead = null;
    this.confirmed = false;
  }
}
