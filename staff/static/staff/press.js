/**
 * Presses that must not act at once: the first of two, and those that were meant for what stood there before.
 * No DOM; the clock is handed in.
 */

/** How long a first press keeps a button armed, in milliseconds. */
export const ARMED_FOR = 4_000;

/** A second press sooner than this is the same shaky press, in milliseconds. */
export const TOO_SOON = 350;

export class Arm {
  constructor() {
    /** @type {string | null} */
    this.name = null;
    this.since = -Infinity;
  }

  /**
   * @param {string} name which button, and about whom: `no-show/17`
   * @param {number} at a clock that never jumps, in milliseconds
   * @returns {boolean} whether to act now
   */
  press(name, at) {
    if (!this.isArmed(name, at)) {
      this.name = name;
      this.since = at;
      return false;
    }
    if (at - this.since < TOO_SOON) return false;
    this.disarm();
    return true;
  }

  /** @param {string} name @param {number} at */
  isArmed(name, at) {
    return this.name === name && at - this.since < ARMED_FOR;
  }

  disarm() {
    this.name = null;
    this.since = -Infinity;
  }
}

/** Keeps the second half of a double click from hitting the button that has just come under the finger. */
export class Settling {
  constructor() {
    this.what = "";
    this.since = -Infinity;
  }

  /** @param {string} what the buttons that stand there now @param {number} at */
  show(what, at) {
    if (what !== this.what) this.since = at;
    this.what = what;
  }

  /** Whether a press counts. @param {number} at */
  accepts(at) {
    return at - this.since >= TOO_SOON;
  }
}
