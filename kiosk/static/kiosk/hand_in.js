/** Hands numbers in that were given while the server was away: in order, one at a time, until the server has them.
 * No DOM; network, store and clock are handed in. */

import { STUCK_MS, backOff, nextToHandIn, outcome } from "./outbox.js";

/** @typedef {import("./outbox.js").Entry} Entry */
/** @typedef {import("../js/api.js").Answer} Answer */
/**
 * @typedef {object} Means
 * @property {() => Promise<Entry[]>} entries
 * @property {(entry: Entry) => Promise<void>} settle notes what became of an entry
 * @property {(entry: Entry) => Promise<Answer>} send
 * @property {() => number} now ms of a clock that never jumps
 * @property {(work: () => void, ms: number) => unknown} later
 */

export class HandIn {
  /** @param {Means} means */
  constructor(means) {
    this.means = means;
    this.attempts = 0;
    this.running = false;
    /** A time-out is set that will go on. @type {boolean} */
    this.resting = false;
    /** How many pauses began; only the last one goes on. */
    this.pauses = 0;
    /** Entries of which it is not yet certain that their visitor sees the number. @type {Set<number>} */
    this.held = new Set();
    /** When an entry was last refused for good. @type {Map<number, number>} */
    this.refused = new Map();
  }

  /** Begin at once: the server is back, or a number was given. */
  wake() {
    this.attempts = 0;
    return this.#run();
  }

  /** Go on, unless a pause is being kept. */
  goOn() {
    return this.resting ? Promise.resolve() : this.#run();
  }

  async #run() {
    if (this.running) return;
    this.running = true;
    try {
      while (await this.#step());
    } catch {
      this.#rest(); // the store did not answer; the entries are still in it
    } finally {
      this.running = false;
    }
  }

  /** One entry. @returns {Promise<boolean>} whether to go on at once */
  async #step() {
    const { entries, settle, send, now } = this.means;
    const mayAgain = (/** @type {number} */ seq) => now() - (this.refused.get(seq) ?? -Infinity) >= STUCK_MS;
    const entry = nextToHandIn(await entries(), mayAgain, (seq) => this.held.has(seq));
    if (!entry) return false;
    const answer = await send(entry);
    const came = outcome(answer);
    if (came === "again") {
      this.#rest();
      return false;
    }
    this.attempts = 0;
    if (came === "stuck") this.refused.set(/** @type {number} */ (entry.seq), now());
    await settle({ ...entry, state: came, code: came === "stuck" ? (answer.problem?.code ?? String(answer.status)) : null });
    return true;
  }

  #rest() {
    this.attempts += 1;
    this.resting = true;
    this.pauses += 1;
    const mine = this.pauses;
    this.means.later(() => {
      if (mine !== this.pauses) return;
      this.resting = false;
      void this.#run();
    }, backOff(this.attempts));
  }
}
