/** What the kiosk keeps through a crash and a power cut: its numbers, those it gave, and what it last knew.
 *
 * Every change is one transaction of IndexedDB, so that two tabs of one kiosk never take the same number. Decides nothing. */

import { untouched } from "./blocks.js";
import { drawNumber, isOver } from "./outbox.js";
import { openDatabase, readAll, together, writing } from "./store_open.js";

/** @typedef {import("./blocks.js").Block} Block */
/** @typedef {import("./outbox.js").Entry} Entry */
/** @typedef {"clock" | "days" | "last" | "lease" | "view"} Fact */

export class KioskStore {
  /** @param {string} location */
  constructor(location) {
    this.location = location;
    /** @type {Promise<IDBDatabase> | null} */
    this.opened = null;
  }

  /** Take the next number and note for whom, in one transaction; the same number for the same press.
   * @param {import("./outbox.js").Wish} wish
   * @param {import("./outbox.js").Moment} moment
   * @returns {Promise<Entry | null>} null when no number is left; rejected when this browser cannot keep one */
  async take(wish, moment) {
    return writing(await this.#database(), ["blocks", "entries", "facts"], (transaction, done) => {
      const [blocks, entries, facts] = ["blocks", "entries", "facts"].map((name) => transaction.objectStore(name));
      const asked = [entries.index("press").get(wish.press), blocks.getAll(), facts.get("last")];
      together(asked, ([before, held, last]) => {
        if (before) return done(before);
        const drawn = drawNumber({ blocks: held, last: last?.value ?? 0 }, wish, moment);
        if (!drawn) return done(null);
        blocks.put(drawn.block);
        facts.put({ name: "last", value: drawn.last });
        const added = entries.add(drawn.entry);
        added.onsuccess = () => done({ ...drawn.entry, seq: Number(added.result) });
      });
    });
  }

  /** Keep a block that the server leased, unless it is here already; its lease is settled.
   * @param {import("./blocks.js").Leased} leased
   * @param {import("./blocks.js").Source} source
   * @returns {Promise<void>} */
  async addBlock(leased, source) {
    return writing(await this.#database(), ["blocks", "facts"], (transaction, done) => {
      const blocks = transaction.objectStore("blocks");
      const known = blocks.get(leased.block);
      known.onsuccess = () => {
        if (known.result?.epoch !== source.epoch) blocks.put(untouched(leased, source));
      };
      transaction.objectStore("facts").delete("lease");
      done(undefined);
    });
  }

  /** Give all numbers up that nobody has yet: this kiosk may not give them any more.
   * @returns {Promise<void>} */
  async dropBlocks() {
    return writing(await this.#database(), ["blocks"], (transaction, done) => {
      transaction.objectStore("blocks").clear();
      done(undefined);
    });
  }

  /** Note what became of an entry.
   * @param {Entry} entry
   * @returns {Promise<void>} */
  async settle(entry) {
    return writing(await this.#database(), ["entries"], (transaction, done) => {
      transaction.objectStore("entries").put(entry);
      done(undefined);
    });
  }

  /** Forget an entry whose number nobody saw. The number is not given again.
   * @param {number} seq
   * @returns {Promise<void>} */
  async forget(seq) {
    return writing(await this.#database(), ["entries"], (transaction, done) => {
      transaction.objectStore("entries").delete(seq);
      done(undefined);
    });
  }

  /** Drop what a new day needs no more: entries that were handed in, and blocks of days that are over.
   * @param {string} today
   * @returns {Promise<void>} */
  async tidy(today) {
    const [entries, blocks] = await Promise.all([this.entries(), this.blocks()]);
    return writing(await this.#database(), ["blocks", "entries"], (transaction, done) => {
      const over = entries.filter((entry) => isOver(entry, today));
      for (const { seq } of over) transaction.objectStore("entries").delete(/** @type {number} */ (seq));
      for (const { block, day } of blocks) if (day < today) transaction.objectStore("blocks").delete(block);
      done(undefined);
    });
  }

  /** @returns {Promise<Entry[]>} */
  async entries() {
    return readAll(await this.#database(), "entries");
  }

  /** @returns {Promise<Block[]>} */
  async blocks() {
    return readAll(await this.#database(), "blocks");
  }

  /** @returns {Promise<Partial<Record<Fact, any>>>} */
  async facts() {
    const rows = await readAll(await this.#database(), "facts");
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  }

  /** @param {Fact} name
   * @param {unknown} value
   * @returns {Promise<void>} */
  async note(name, value) {
    const put = (/** @type {IDBTransaction} */ transaction, /** @type {(none: undefined) => void} */ done) => {
      transaction.objectStore("facts").put({ name, value });
      done(undefined);
    };
    return writing(await this.#database(), ["facts"], put, name === "view" ? "relaxed" : "strict");
  }

  /** The database; opened again after the browser closed it, or after it could not be opened.
   * @returns {Promise<IDBDatabase>} */
  #database() {
    this.opened ??= openDatabase(this.location).then(
      (database) => {
        database.onclose = () => (this.opened = null);
        database.onversionchange = () => database.close();
        return database;
      },
      (reason) => {
        this.opened = null;
        throw reason;
      },
    );
    return this.opened;
  }
}
