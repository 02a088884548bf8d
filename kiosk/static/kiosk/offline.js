/** The kiosk while the server is away: whether it may give numbers, and giving and handing them in.
 * Binds the store, the server and time to the rules, which are in modules of their own. No DOM. */

import { newKey, send } from "../js/api.js";
import { assumeServerNow, serverNow } from "../js/live.js";
import { left } from "./blocks.js";
import { HandIn } from "./hand_in.js";
import { serverTime } from "./offline_clock.js";
import { doorAt, viewAway } from "./offline_door.js";
import { Preparer } from "./offline_prepare.js";
import { NOT_WRITABLE, Presses } from "./offline_press.js";
import { handedIn, tokenFor, undelivered } from "./outbox.js";
import { KioskStore } from "./store_kiosk.js";

/** @typedef {import("./screen.js").World} World */
/** @typedef {import("./outbox.js").Entry} Entry */
/** @typedef {import("./offline_press.js").Answered} Answered */
/** @typedef {{key: string, question_type: string, language: string, since: number}} Press since: when, ms */
/** @typedef {{location: string, device: number, token: string, changed: () => void}} Options changed: there may be something else to show */

const TICK_MS = 5000;
/** A page that heard nothing for so long asks whether anybody is there. */
const PROBE_MS = 1500;
const PROBE_PATIENCE_MS = 2500;
const PATIENCE_MS = 8000;
/** A server that could not write is asked again after this, when nothing else was heard of its disk. */
const UNWRITABLE_MS = 60_000;

export class Offline {
  /** @param {Options} options */
  constructor({ location, device, token, changed }) {
    this.api = `/api/v1/locations/${location}`;
    this.device = device;
    this.token = token;
    this.changed = changed;
    this.store = new KioskStore(location);
    this.preparer = new Preparer(this.store, { device, token }, (answer) => this.learn(answer));
    this.presses = new Presses();
    this.handIn = new HandIn({
      entries: () => this.store.entries(),
      settle: (entry) => this.store.settle(entry),
      send: async (entry) =>
        this.learn(await this.#send("POST", "/tickets/given", PATIENCE_MS, handedIn(entry), entry.key, tokenFor(entry, this))),
      now: () => performance.now(),
      later: (work, ms) => setTimeout(work, ms),
    });
    this.fresh = /** @type {boolean | null} */ (null);
    /** Whether the server did not answer a page that just began. */
    this.silent = false;
    /** When the server last said that it can write nothing, ms. */
    this.unwritableAt = -Infinity;
    /** @type {import("./offline_prepare.js").Known | null} */
    this.known = null;
    /** @type {import("./blocks.js").Block[]} */
    this.blocks = [];
    /** How many numbers visitors hold of which the server will not hear. */
    this.undelivered = 0;
  }

  /** Remember what was known before this page began, and look after it from now on. */
  async start() {
    setInterval(() => void this.#tick(), TICK_MS);
    setTimeout(() => void this.#probe(), PROBE_MS);
    const facts = await this.store.facts().catch(() => /** @type {Record<string, any>} */ ({}));
    if (facts.clock) assumeServerNow(serverTime(facts.clock, Date.now()));
    this.known ??= facts.view ?? null;
    if (this.preparer.days.length === 0) this.preparer.days = facts.days ?? [];
    await this.#look();
    this.changed();
  }

  /** The server's view has come.
   * @param {string} epoch
   * @param {any} view */
  hear(epoch, view) {
    this.known = { view, at: serverNow().getTime(), epoch };
  }

  /** Whether the server is heard.
   * @param {boolean} fresh */
  turn(fresh) {
    this.fresh = fresh;
    this.silent &&= !fresh;
    if (!fresh) return;
    void this.handIn.wake();
    void this.#tick();
  }

  /** What an answer of the server, to whatever was to be written, says of its disk.
   * @param {import("../js/api.js").Answer} answer
   * @returns {import("../js/api.js").Answer} the same */
  learn(answer) {
    if (answer.problem?.code === NOT_WRITABLE) this.unwritableAt = performance.now();
    else if (answer.ok || answer.status === 409) this.unwritableAt = -Infinity;
    return answer;
  }

  /** Whether the server is known to be away, or there in vain: it can write nothing. */
  isAway() {
    const isThereInVain = performance.now() - this.unwritableAt < UNWRITABLE_MS;
    return isThereInVain || this.fresh === false || (this.fresh === null && this.silent);
  }

  /** What the screen is to show: while the server is away and numbers can be given, what was known last.
   * @param {World} world
   * @returns {World} */
  world(world) {
    if (!this.isAway()) return world;
    const door = this.#door();
    if (!this.known || !door || door.day === null) return { view: null, fresh: false };
    if (door.open && left(this.blocks, door.day, this.#source(this.known)) === 0) return { view: null, fresh: false };
    // Not "stale": everything that a visitor needs is there. How many wait nobody knows, so it is not said.
    return { view: viewAway(this.known.view, door), fresh: null };
  }

  /** What comes of a press: an answer of the server, or a number from the block that is on the disk already.
   * @param {Press} press
   * @param {() => Promise<Answered>} issue asks the server
   * @returns {Promise<Answered | import("./offline_press.js").Given>} */
  number(press, issue) {
    return this.presses.attempt(press.key, performance.now() - press.since, {
      issue,
      give: (replaces) => this.#give(press, replaces),
      isAway: () => this.isAway(),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
  }

  /** A number from the block counts from when it is on the screen; a visitor who went away before has none.
   * @param {Entry} entry
   * @param {boolean} isSeen */
  async settle({ press, seq = 0 }, isSeen) {
    this.presses.over(press);
    if (!isSeen) await this.store.forget(seq).catch(() => undefined);
    this.handIn.held.delete(seq);
    await this.handIn.goOn();
  }

  /** @param {Press} press
   * @param {string | null} replaces */
  async #give({ key, question_type, language }, replaces) {
    const door = this.#door();
    if (!this.known || !door?.open || door.day === null) return null;
    try {
      const wish = { press: key, key: newKey(), question_type, language, replaces };
      const moment = { day: door.day, now: serverNow().getTime(), source: this.#source(this.known) };
      const entry = await this.store.take(wish, moment);
      if (entry?.seq !== undefined) this.handIn.held.add(entry.seq);
      void this.#look();
      return entry && { kind: /** @type {const} */ ("given"), entry };
    } catch {
      this.blocks = []; // this browser keeps nothing, so it can promise nothing
      return null;
    }
  }

  /** @param {{epoch: string}} known */
  #source({ epoch }) {
    return { epoch, device: this.device, token: this.token };
  }

  #door() {
    return this.known && doorAt(this.known, this.preparer.days, serverNow().getTime());
  }

  async #probe() {
    if (this.fresh !== null) return;
    const { status } = await this.#send("GET", "/kiosk", PROBE_PATIENCE_MS);
    this.silent = status === 0 || status >= 500;
    this.changed();
  }

  async #tick() {
    try {
      if (this.fresh && this.known) await this.preparer.prepare(this.known);
    } catch {
      this.blocks = [];
    }
    await this.handIn.goOn();
    await this.#look();
  }

  /** Read how many numbers there are, here and from other tabs of this kiosk. */
  async #look() {
    const none = /** @type {[import("./blocks.js").Block[], Entry[]]} */ ([[], []]);
    const [blocks, entries] = await Promise.all([this.store.blocks(), this.store.entries()]).catch(() => none);
    this.blocks = blocks;
    this.undelivered = undelivered(entries);
  }

  /** @param {string} method
   * @param {string} path
   * @param {number} timeout
   * @param {unknown} [body]
   * @param {string} [key]
   * @param {string} [token] of the device that we were, when that is not what we are */
  #send(method, path, timeout, body, key, token = this.token) {
    return send(method, this.api + path, { body, token, key, timeout });
  }
}
