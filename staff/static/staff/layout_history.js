/**
 * The steps that were made on a draft, so that each can be undone. No DOM, no network.
 *
 * @typedef {import("./layout_model.js").Draft} Draft
 */

const MOST_STEPS = 200;

export class History {
  /** @param {Draft} draft */
  constructor(draft) {
    this.now = draft;
    /** @type {Draft[]} */
    this.past = [];
    this.field = "";
  }

  /**
   * Go on with another draft.
   *
   * @param {Draft} draft
   * @param {string} [field] what is being typed in: its letters are one step, until something else is done
   * @returns {boolean} whether that was a change
   */
  go(draft, field = "") {
    if (draft === this.now) return false;
    if (field === "" || field !== this.field) this.past = [...this.past, this.now].slice(-MOST_STEPS);
    this.field = field;
    this.now = draft;
    return true;
  }

  /** @returns {boolean} whether there was a step to undo */
  undo() {
    const before = this.past.at(-1);
    if (before === undefined) return false;
    this.past = this.past.slice(0, -1);
    this.now = before;
    this.field = "";
    return true;
  }
}
