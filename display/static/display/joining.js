/** Takes a number once, however often the line breaks or the button is pressed. No DOM.
 * Written, like all that a visitor's phone needs, for the phones that docs/phone.md names. */

import { newKey, send } from "../js/api.js";

/** @typedef {{question_type: string, language: string}} Choice */
/** @typedef {{key: string, choice: Choice, day: string}} Press one that has no answer yet, and of which day */
/** @typedef {{token: string, label: string, day: string}} Mine the number that this phone took, on which day */
/** @typedef {{said: "" | "failed" | "changed", ticket: {token: string, label: string} | null}} Outcome
 * changed: the server said no; the page, fetched anew, says why */
/** @typedef {{getItem: (name: string) => string | null, setItem: (name: string, value: string) => void,
 *   removeItem: (name: string) => void}} Memory of this page's visit */

const PATIENCE_MS = 8000;
const AGAIN_AFTER_MS = 1500;
const HELD_BACK_MS = 8000;
const ATTEMPTS = 4;
const HELD_BACK_ATTEMPTS = 12;

export class Joining {
  /** @param {{location: {id: string, day: string}, key: string}} place key: of the poster
   * @param {{send: typeof send, pause: (ms: number) => Promise<void>, memory: Memory | null}} means
   * @param {(said: "making" | "too_many") => void} onWait */
  constructor({ location, key }, means, onWait) {
    this.url = `/api/v1/locations/${location.id}/join`;
    this.poster = key;
    this.day = location.day;
    this.names = { press: `inloop-join-press-${location.id}`, mine: `inloop-join-mine-${location.id}` };
    this.means = means;
    this.onWait = onWait;
    this.busy = false;
  }

  /** The number that this phone took here today; null for none.
   * @returns {Mine | null} */
  get mine() {
    return this.recall(this.names.mine);
  }

  /** Another number is wanted as well. */
  forget() {
    this.keep(this.names.mine, null);
  }

  /** Take a number; null when one is being taken already.
   * @param {Choice} choice
   * @returns {Promise<Outcome | null>} */
  async take(choice) {
    if (this.busy) return null;
    this.busy = true;
    const open = this.recall(this.names.press);
    /** @type {Press} */
    const press = { key: open ? open.key : newKey(), choice, day: this.day };
    let answer = await this.ask(press);
    // The press before was answered, only the answer was lost: it is that number.
    if (open && isCode(answer, "key_reused")) answer = await this.ask(open);
    this.busy = false;
    return this.decided(answer);
  }

  /** @param {Press} press
   * @returns {Promise<import("../js/api.js").Answer>} */
  async ask(press) {
    this.keep(this.names.press, press);
    let held = 0;
    for (let attempt = 1; ; attempt += 1) {
      this.onWait(held ? "too_many" : "making");
      const body = { key: this.poster, question_type: press.choice.question_type, language: press.choice.language };
      const answer = await this.means.send("POST", this.url, { body, key: press.key, timeout: PATIENCE_MS });
      const isHeld = answer.status === 429;
      if (isHeld) held += 1;
      const isDecided = answer.ok || (answer.status >= 400 && answer.status < 500 && !isHeld);
      if (isDecided || attempt - held >= ATTEMPTS || held >= HELD_BACK_ATTEMPTS) return answer;
      await this.means.pause(isHeld ? HELD_BACK_MS : AGAIN_AFTER_MS);
    }
  }

  /** @param {import("../js/api.js").Answer} answer
   * @returns {Outcome} */
  decided(answer) {
    if (answer.ok) {
      const { token, label } = answer.data;
      this.keep(this.names.press, null);
      this.keep(this.names.mine, { token, label, day: this.day });
      return { said: "", ticket: { token, label } };
    }
    if (answer.status === 0 || answer.status >= 500 || answer.status === 429) return { said: "failed", ticket: null };
    this.keep(this.names.press, null);
    return { said: "changed", ticket: null };
  }

  /** What is kept, if it is of today: yesterday's press would give yesterday's number.
   * @param {string} name
   * @returns {any} */
  recall(name) {
    try {
      const kept = JSON.parse((this.means.memory && this.means.memory.getItem(name)) || "null");
      return kept && kept.day === this.day ? kept : null;
    } catch {
      return null;
    }
  }

  /** @param {string} name
   * @param {object | null} value */
  keep(name, value) {
    const { memory } = this.means;
    if (!memory) return;
    try {
      if (value) memory.setItem(name, JSON.stringify(value));
      else memory.removeItem(name);
    } catch {
      // A browser that keeps nothing still takes numbers.
    }
  }
}

/** @param {import("../js/api.js").Answer} answer
 * @param {string} code */
const isCode = ({ problem }, code) => Boolean(problem) && /** @type {any} */ (problem).code === code;
