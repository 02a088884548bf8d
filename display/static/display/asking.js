/** Asks the server for what the visitor wants: once, however often the line breaks. No DOM.
 * Written, like all that the phone page needs, for the phones that docs/phone.md names. */

import { newKey, send } from "../js/api.js";

/** @typedef {import("./ticket.js").Ticket} Ticket */
/** @typedef {import("./ticket.js").Wish} Wish */
/** @typedef {{said: "" | "failed" | "refused" | "no_more_laters", ticket: Ticket | null}} Outcome
 * said is the name of the sentence to show, empty when it is done; ticket as it is now, when the server told */

const PATIENCE_MS = 6000;
const AGAIN_AFTER_MS = 1500;
const ATTEMPTS = 3;

/** Wishes that are said otherwise than by the name of their button.
 * @type {Partial<Record<Wish, {name: string, body: object}>>} */
const COMMANDS = {
  fetch: { name: "fetch", body: { wished: true } },
  unfetch: { name: "fetch", body: { wished: false } },
};

export class Asking {
  /** @param {string} token of the ticket
   * @param {{send: typeof send, pause: (ms: number) => Promise<void>}} [means] */
  constructor(token, means = { send, pause }) {
    this.address = `/api/v1/tickets/${token}`;
    this.means = means;
    /** The revision of the ticket that the server last answered with; what is older is out of date. */
    this.seen = 0;
    /** The press that has no answer yet: pressing again is the same press, so that nothing is done twice.
     * @type {{wish: Wish, key: string} | null} */
    this.open = null;
  }

  /** @param {Wish} wish
   * @returns {Promise<Outcome>} */
  async ask(wish) {
    const open = this.open && this.open.wish === wish ? this.open : { wish, key: newKey() };
    this.open = open;
    const { name, body } = COMMANDS[wish] || { name: wish, body: {} };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.means.send("POST", `${this.address}/${name}`, { body, key: open.key, timeout: PATIENCE_MS });
      if (answer.ok || isRefusal(answer.status)) return this.answered(answer);
      if (attempt === ATTEMPTS) return { said: "failed", ticket: null };
      await this.means.pause(AGAIN_AFTER_MS);
    }
  }

  /** @param {import("../js/api.js").Answer} answer
   * @returns {Outcome} */
  answered({ ok, data, problem }) {
    this.open = null;
    const ticket = (ok ? data : problem && problem.ticket) || null;
    if (ticket) this.seen = ticket.rev;
    if (ok) return { said: "", ticket };
    return { said: problem && problem.code === "no_more_laters" ? "no_more_laters" : "refused", ticket };
  }
}

/** Whether the server has decided; anything else may work a moment later.
 * @param {number} status */
function isRefusal(status) {
  return status >= 400 && status < 500 && status !== 429;
}

/** @param {number} ms
 * @returns {Promise<void>} */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
