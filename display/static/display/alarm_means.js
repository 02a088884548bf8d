/** The sound, the vibration and the lit screen of a phone. Knows no ticket.
 *
 * Written with the names that browsers of ten years ago know; a browser allows sound only after a touch. */

import { promise } from "./alarm.js";

const TONES = [784, 659, 784, 1047];
const APART = 0.22;
const LENGTH = 0.5;
const LOUD = 0.9;
const MIDDLE = 0.5;
const SOFT = 0.25;
const SHAKES = [400, 150, 400, 150, 400];

/** What this browser has; whether it lets us use it turns out when it is touched.
 * @returns {import("./alarm.js").Means} */
export function known() {
  const vibration = typeof navigator.vibrate === "function" && navigator.maxTouchPoints > 0;
  return { sound: Boolean(contextKind()), vibration };
}

/** @returns {typeof AudioContext | undefined} */
function contextKind() {
  return window.AudioContext || /** @type {any} */ (window).webkitAudioContext;
}

export class AlarmMeans {
  /** @param {() => void} onChange what the phone can do has changed */
  constructor(onChange) {
    this.onChange = onChange;
    /** @type {AudioContext | null} */
    this.context = null;
    this.vibration = false;
    this.touched = false;
    /** @type {any} */
    this.lock = null;
  }

  /** What the phone does at a call, as far as it has shown.
   * @returns {import("./alarm.js").Means} */
  get means() {
    return { sound: this.context !== null && this.context.state === "running", vibration: this.vibration };
  }

  /** The name of the sentence that says so. */
  get promise() {
    return promise(this.means);
  }

  /** Ask for everything, and give a soft sample of it; only while the visitor touches the page. */
  async wake() {
    this.touched = true;
    this.vibration = known().vibration && navigator.vibrate(120);
    await this.startSound();
    this.play(SOFT);
    await this.keepLit();
    this.onChange();
  }

  async startSound() {
    const Kind = contextKind();
    if (!Kind) return;
    if (!this.context) {
      this.context = new Kind();
      this.context.addEventListener("statechange", () => this.onChange());
    }
    // Without an answer the browser does not allow it; then the page says that it makes no sound.
    if (this.context.state !== "running") await Promise.race([this.context.resume(), soon()]);
  }

  /** One call: a figure of tones, and shakes. */
  ring() {
    this.play(LOUD);
    if (this.vibration) navigator.vibrate(SHAKES);
  }

  /** Once, and less loud: the turn comes next. */
  nudge() {
    this.play(MIDDLE);
    if (this.vibration) navigator.vibrate(SHAKES[0]);
  }

  hush() {
    if (this.vibration) navigator.vibrate(0);
  }

  /** @param {number} loudness 0 to 1 */
  play(loudness) {
    const context = this.context;
    if (!context || context.state !== "running") return;
    TONES.forEach((tone, index) => strike(context, tone, context.currentTime + index * APART, loudness));
  }

  /** A screen that goes dark sleeps, and hears nothing; the browser forgets our wish with each turn of its back. */
  async keepLit() {
    const wakeLock = /** @type {any} */ (navigator).wakeLock;
    if (!this.touched || !wakeLock || document.hidden) return;
    try {
      this.lock = await wakeLock.request("screen");
    } catch {
      this.lock = null;
    }
  }
}

/** One tone that rings out like a bell.
 * @param {AudioContext} context
 * @param {number} tone hertz
 * @param {number} start seconds
 * @param {number} loudness */
function strike(context, tone, start, loudness) {
  const source = context.createOscillator();
  const level = context.createGain();
  source.frequency.value = tone;
  source.type = "triangle";
  level.gain.setValueAtTime(0.0001, start);
  level.gain.exponentialRampToValueAtTime(loudness, start + 0.02);
  level.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
  source.connect(level);
  level.connect(context.destination);
  source.start(start);
  source.stop(start + LENGTH);
}

/** @returns {Promise<void>} */
function soon() {
  return new Promise((resolve) => setTimeout(resolve, 500));
}
