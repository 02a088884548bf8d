/** Keeps enough numbers in advance while the server is there. No DOM; network and store are handed in. */

import { dayToLease } from "./blocks.js";

/** @typedef {{day: string, key: string}} Lease one that was asked for; kept so that a crash does not ask twice */
/**
 * @typedef {object} Means
 * @property {import("./store_kiosk.js").KioskStore} store
 * @property {(body: {day: string}, key: string) => Promise<import("../js/api.js").Answer>} send
 * @property {() => string} newKey
 */

export class Leaser {
  /** @param {Means} means */
  constructor(means) {
    this.means = means;
    this.running = false;
    /** Days that the server has no numbers for. @type {Set<string>} */
    this.impossible = new Set();
  }

  /** Ask for numbers until there are enough, or the server does not answer.
   * @param {string} today
   * @param {import("./blocks.js").Source} source
   * @returns {Promise<void>} rejected when this browser keeps nothing */
  async fill(today, source) {
    if (this.running) return;
    this.running = true;
    try {
      while (await this.#one(today, source));
    } finally {
      this.running = false;
    }
  }

  /** @param {string} today
   * @param {import("./blocks.js").Source} source
   * @returns {Promise<boolean>} whether to look again */
  async #one(today, source) {
    const { store, send, newKey } = this.means;
    const day = dayToLease(await store.blocks(), today, source, this.impossible);
    if (day === null) return false;
    const { lease } = await store.facts();
    const key = lease?.day === day ? lease.key : newKey();
    await store.note("lease", { day, key });
    const answer = await send({ day }, key);
    if (answer.ok) await store.addBlock(answer.data, source);
    else if (answer.status === 401 || answer.status === 403) await store.dropBlocks();
    else if (answer.status === 422) this.impossible.add(day);
    return answer.ok || answer.status === 422;
  }
}
