/**
 * Of which printers somebody has read that the roll is nearly used up, so that it is told once for each roll. No DOM;
 * where it is remembered and the clock are handed in.
 *
 * @typedef {import("./shape.js").Printer} Printer
 * @typedef {Pick<Storage, "getItem" | "setItem">} Memory
 */

const KEY = "inloop.rolls";

/** A roll that is still nearly used up by then is told of again, in milliseconds. */
const REMEMBERED = 12 * 3600 * 1000;

export class Rolls {
  /** @param {Memory | null} [memory] @param {() => number} [now] the time in milliseconds */
  constructor(memory = null, now = Date.now) {
    this.memory = memory;
    this.now = now;
    /** @type {Map<string, number>} when each was read */
    this.read = new Map(remembered(memory));
  }

  /** Somebody has read it. @param {string} printer its id, and that of its location before it */
  close(printer) {
    this.read.set(printer, this.now());
    this.#remember();
  }

  /**
   * The printers whose roll is to be told of; one that has a new roll will be told of once more.
   *
   * @param {Printer[]} printers @param {string} location @returns {Printer[]}
   */
  told(printers, location) {
    const fresh = printers.filter(({ id, low }) => !low && this.read.delete(key(location, id)));
    if (fresh.length > 0) this.#remember();
    return printers.filter(({ id, low }) => low && this.now() - (this.read.get(key(location, id)) ?? -Infinity) >= REMEMBERED);
  }

  #remember() {
    try {
      this.memory?.setItem(KEY, JSON.stringify([...this.read]));
    } catch {
      // A browser that keeps nothing tells it again after a reload.
    }
  }
}

/** What a notice is closed by. @param {string} location @param {string} id of the printer */
export const key = (location, id) => `${location}:${id}`;

/** @param {Memory | null} memory @returns {[string, number][]} */
function remembered(memory) {
  try {
    const kept = JSON.parse(memory?.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
