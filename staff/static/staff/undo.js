/**
 * The one step that can still be taken back. No DOM; the clock is handed in.
 *
 * @typedef {{id: number, label: string}} Step
 */

export class Undo {
  /** @param {number} lasts how long a step can be taken back, in milliseconds */
  constructor(lasts) {
    this.lasts = lasts;
    /** @type {Step | null} */
    this.last = null;
    this.since = -Infinity;
  }

  /** @param {Step} step the visitor whom the step was about @param {number} at */
  offer({ id, label }, at) {
    this.last = { id, label };
    this.since = at;
  }

  forget() {
    this.last = null;
  }

  /** The step, as long as there is time. @param {number} at @returns {Step | null} */
  step(at) {
    return this.left(at) > 0 ? this.last : null;
  }

  /** Whole seconds that are left. @param {number} at */
  left(at) {
    return this.last === null ? 0 : Math.max(0, Math.ceil((this.lasts - (at - this.since)) / 1000));
  }
}
