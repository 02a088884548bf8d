/** One press: a number from the server, or from the block when the server lets the visitor wait. Never both.
 * No DOM; network, store and clock are handed in. */

/** After this a visitor gets a number from the block, ms from the press. */
export const PATIENCE_MS = 4000;

/** What the server answers when its disk takes nothing: nothing was done, and asking again changes nothing soon. */
export const NOT_WRITABLE = "not_writable";

/** @typedef {{kind: "issued", ticket: any} | {kind: "refused", code: string} | {kind: "unanswered"}} Answered */
/** @typedef {{kind: "given", entry: import("./outbox.js").Entry}} Given */
/**
 * @typedef {object} Means
 * @property {() => Promise<Answered>} issue asks the server, with the key of the press
 * @property {(replaces: string | null) => Promise<Given | null>} give takes a number from the block; null when there is none
 * @property {() => boolean} isAway whether the server is known to be away
 * @property {(ms: number) => Promise<void>} wait
 */

export class Presses {
  constructor() {
    /** Presses that were sent: the server may have answered them where nobody heard it. @type {Set<string>} */
    this.sent = new Set();
  }

  /** What comes of one attempt at a press.
   *
   * Once the block was asked, an answer of the server that comes after all is not shown: handing in settles it.
   * @param {string} key
   * @param {number} waited ms since the press
   * @param {Means} means
   * @returns {Promise<Answered | Given>} */
  async attempt(key, waited, { issue, give, isAway, wait }) {
    if (isAway()) {
      const given = await give(this.sent.has(key) ? key : null);
      if (given) return given;
    }
    this.sent.add(key);
    const answer = issue();
    const patience = wait(Math.max(0, PATIENCE_MS - waited)).then(() => null);
    const first = await Promise.race([answer, patience]);
    if (first && isLast(first)) return first;
    if (first?.kind === "unanswered" && !isAway()) return first;
    return (await give(key)) ?? answer;
  }

  /** The visitor has a number, or went away.
   * @param {string} key */
  over(key) {
    this.sent.delete(key);
  }
}

/** Whether the server's own word is all there is to say.
 * @param {Answered} answer */
function isLast(answer) {
  return answer.kind === "issued" || (answer.kind === "refused" && answer.code !== NOT_WRITABLE);
}
