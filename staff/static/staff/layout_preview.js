/**
 * The picture of the paper that follows what is changed: one question at a time, and the newest wish wins. No DOM; the
 * server and the clock are handed in.
 *
 * @typedef {{picture: Blob | null, status: number, code?: string, errors: {place: string, message: string}[]}} Shown status 0: nobody answered
 * @typedef {"coming" | "fresh" | "wrong" | "away"} State
 */

/** How long nothing may have changed before a picture is asked for, in milliseconds. */
export const CALM = 300;
/** When to ask again after no answer, in milliseconds. */
export const AGAIN = 3_000;

/** @template W */
export class Preview {
  /**
   * @param {(wish: W) => Promise<Shown>} ask
   * @param {(state: State, wish: W, answer: Shown | null) => void} tell
   * @param {(act: () => void, ms: number) => any} [later]
   * @param {(timer: any) => void} [forget]
   */
  constructor(ask, tell, later = setTimeout, forget = clearTimeout) {
    this.ask = ask;
    this.tell = tell;
    this.later = (/** @type {() => void} */ act, /** @type {number} */ ms) => later(act, ms);
    this.forget = (/** @type {any} */ timer) => forget(timer);
    this.wish = /** @type {W | null} */ (null);
    this.asking = false;
    this.timer = /** @type {any} */ (null);
  }

  /** Show this, as soon as nothing changes any more. @param {W} wish */
  want(wish) {
    const first = this.wish === null;
    this.wish = wish;
    this.tell("coming", wish, null);
    this.#after(first ? 0 : CALM);
  }

  /** Ask for nothing more until the next wish: what is wanted now cannot be drawn. */
  rest() {
    this.forget(this.timer);
    this.wish = null;
  }

  /** @param {number} ms */
  #after(ms) {
    this.forget(this.timer);
    this.timer = this.later(() => void this.#go(), ms);
  }

  async #go() {
    const wish = this.wish;
    if (this.asking || wish === null) return;
    this.asking = true;
    const answer = await this.ask(wish);
    this.asking = false;
    if (wish !== this.wish) {
      // Somebody who types on sees at least how it was a moment ago.
      if (this.wish !== null && answer.picture) this.tell("coming", wish, answer);
      if (this.wish !== null) this.#after(0);
      return;
    }
    if (answer.picture) this.tell("fresh", wish, answer);
    else if (answer.status === 422) this.tell("wrong", wish, answer);
    else {
      this.tell("away", wish, answer);
      this.#after(AGAIN);
    }
  }
}
