/** A button that acts on its second press: the first one arms it. No DOM; the clock is handed in. */

/** How long a first press keeps a button armed, in milliseconds. */
export const ARMED_FOR = 4_000;

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
