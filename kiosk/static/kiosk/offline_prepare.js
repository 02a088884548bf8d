/** What a kiosk does for the time without a server while the server is there: remember, and hold enough numbers. */

import { newKey, send } from "../js/api.js";
import { serverNow } from "../js/live.js";
import { compare } from "./offline_clock.js";
import { Leaser } from "./offline_lease.js";

/** @typedef {import("./offline_door.js").Day} Day */
/** @typedef {{view: any, at: number, epoch: string}} Known the last view, when it was true, and of which database */

const PATIENCE_MS = 8000;
const CLOCK_MS = 15_000;
const DAYS_MS = 3600_000;

export class Preparer {
  /** @param {import("./store_kiosk.js").KioskStore} store
   * @param {{device: number, token: string}} we
   * @param {(answer: import("../js/api.js").Answer) => import("../js/api.js").Answer} learn looks at each answer to a write */
  constructor(store, { device, token }, learn) {
    this.store = store;
    this.device = device;
    /** @type {Day[]} */
    this.days = [];
    this.learnt = { of: "", at: -Infinity };
    this.saved = { view: "", day: "", clock: -Infinity };
    const blocks = `/api/v1/locations/${store.location}/blocks`;
    this.leaser = new Leaser({
      store,
      newKey,
      send: async (body, key) => learn(await send("POST", blocks, { body, token, key, timeout: PATIENCE_MS })),
    });
  }

  /** Remember what the server said, and have enough numbers.
   * @param {Known} known
   * @returns {Promise<void>} rejected when this browser keeps nothing */
  async prepare(known) {
    const { view, epoch } = known;
    const at = performance.now();
    await this.#saveWhatChanged(known, at);
    await this.#learnDays(`${view.day} ${view.config_rev}`, at);
    await this.leaser.fill(view.day, { epoch, device: this.device });
  }

  /** @param {Known} known
   * @param {number} at */
  async #saveWhatChanged(known, at) {
    const { view } = known;
    const { store, saved } = this;
    const text = JSON.stringify(view);
    if (text !== saved.view) await store.note("view", known);
    if (view.day !== saved.day) await store.tidy(view.day);
    const isDue = at - saved.clock >= CLOCK_MS;
    if (isDue) await store.note("clock", compare(serverNow().getTime(), Date.now()));
    this.saved = { view: text, day: view.day, clock: isDue ? at : saved.clock };
  }

  /** @param {string} of the day and configuration that the days are asked for
   * @param {number} at */
  async #learnDays(of, at) {
    if (of === this.learnt.of && at - this.learnt.at < DAYS_MS) return;
    const answer = await send("GET", `/kiosk/${this.store.location}/days`, { timeout: PATIENCE_MS });
    if (!answer.ok) return;
    this.days = answer.data.days;
    this.learnt = { of, at };
    await this.store.note("days", this.days);
  }
}
