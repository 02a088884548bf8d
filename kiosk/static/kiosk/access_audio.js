/** The kiosk without sight, bound to hand, keys and voice. What follows from what is decided in audio_mode.js. */

import { page } from "../js/page.js";
import { DOUBLE_MS, LONG_MS, down, held, late, mayBeLong, rest, up } from "./access_gesture.js";
import { read, say, sayThings } from "./access_voice.js";
import { WAIT_MS, begin, step } from "./audio_mode.js";
import { place, text, things } from "./say.js";

/** @typedef {import("./access_gesture.js").Gesture} Gesture */
/** @typedef {import("./access_gesture.js").Point} Point */
/** @typedef {import("./audio_mode.js").Event} AudioEvent */
/** @typedef {import("./audio_mode.js").Deed} Deed */

const data = page();
const names = new Map(data.languages.map((/** @type {{code: string, name: string}} */ { code, name }) => [code, name]));
const root = document.documentElement;
let mode = begin([...names.keys()]);
let hand = rest();
/** Paths that go before the next reading. @type {string[]} */
let before = [];
let reading = false;
let swallow = false;
let waiting = 0;
let pressing = 0;

export const phase = () => mode.phase;

/** Take in what happened, and do what follows.
 * @param {AudioEvent} event */
export function tell(event) {
  const was = mode.phase;
  const result = step(mode, event);
  mode = result.mode;
  if (mode.phase !== was) turn();
  result.deeds.forEach(carryOut);
}

/** The mode begins, ends, or goes from the languages to the screen. */
function turn() {
  root.toggleAttribute("data-audio", mode.phase !== "off");
  /** @type {HTMLElement} */ (document.getElementById("ask")).hidden = mode.phase !== "language";
  if (mode.phase !== "off") document.dispatchEvent(new CustomEvent("kiosk:changed"));
  document.dispatchEvent(new CustomEvent("kiosk:voice"));
}

/** @param {Deed} deed */
function carryOut(deed) {
  clearTimeout(waiting);
  switch (deed.do) {
    case "ask":
      return ask(deed.language);
    case "wait":
      waiting = window.setTimeout(() => tell({ kind: "waited" }), WAIT_MS);
      return;
    case "choose":
      return choose(deed.language);
    case "explain":
      before = ["text/audio_how"];
      return;
    case "read":
      return readSoon();
    case "say":
      return sayThings(things(place()).slice(deed.index, deed.index + 1));
    case "act":
      return act(deed.index);
    case "goodbye":
      return say([text("text/audio_end")]);
  }
}

/** @param {string} language */
function ask(language) {
  const box = /** @type {HTMLElement} */ (document.getElementById("ask"));
  box.lang = language;
  box.dir = data.languages.find((/** @type {{code: string}} */ { code }) => code === language)?.rtl ? "rtl" : "ltr";
  /** @type {HTMLElement} */ (document.getElementById("ask-name")).textContent = names.get(language) ?? "";
  /** @type {HTMLElement} */ (document.getElementById("ask-now")).textContent = data.texts[language].press_now;
  const phrases = [text(`language/${language}`, null, language), text("text/press_now", null, language)];
  say(phrases, { done: () => tell({ kind: "said" }) });
}

/** By the ordinary buttons, as a hand would.
 * @param {string} language */
function choose(language) {
  /** @param {string} selector */
  const press = (selector) => {
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(selector));
    const there = Boolean(button?.checkVisibility() && !button.disabled);
    if (there) button?.click();
    return there;
  };
  const name = `[data-press="language"][data-language="${language}"]`;
  const known = root.lang === language && !document.querySelector(name)?.checkVisibility();
  if (!known && !press(name) && press('[data-press="languages"]')) press(name);
}

/** Once for all that asked for it; the thing that is read lies under the finger. */
function readSoon() {
  if (reading) return;
  reading = true;
  queueMicrotask(() => {
    reading = false;
    if (mode.phase !== "explore") return;
    const list = things(place());
    read(before, { began: ({ node }) => tell({ kind: "reading", index: list.findIndex((thing) => thing.node === node) }) });
    before = [];
  });
}

/** @param {number} index */
function act(index) {
  const thing = things(place())[index];
  if (!thing?.button || thing.button.disabled) return sayThings(thing ? [thing] : []);
  const stays = thing.button.hasAttribute("aria-pressed");
  thing.button.click();
  if (stays) sayThings(things(place()).slice(index, index + 1));
}

/** @param {Gesture} gesture
 * @param {Point} point */
function feel(gesture, point) {
  if (gesture === "long") {
    swallow = true;
    tell({ kind: "toggle" });
    return;
  }
  if (mode.phase === "off") return;
  const asked = place();
  document.dispatchEvent(new CustomEvent("kiosk:touch"));
  // It said that somebody is there, and presses nothing behind that question.
  if (place() !== asked) return tell({ kind: "repeat" });
  const onward = root.dir === "rtl" ? "left" : "right";
  if (gesture === "two") tell({ kind: "repeat" });
  else if (gesture === "left" || gesture === "right") move(gesture === onward ? "next" : "previous");
  else tell({ kind: gesture, index: under(point) });
}

/** @param {"next" | "previous"} kind */
export function move(kind) {
  tell({ kind, count: things(place()).length });
}

/** The thing at a point; -1 beside every one.
 * @param {Point} point */
function under({ x, y }) {
  const found = document.elementFromPoint(x, y);
  return things(place()).findIndex(({ node }) => node.contains(found));
}

/** @param {PointerEvent} event
 * @returns {Point} */
const pointOf = ({ pointerId, clientX, clientY, timeStamp }) => ({ id: pointerId, x: clientX, y: clientY, at: timeStamp });
const mm = () => Number.parseFloat(getComputedStyle(root).getPropertyValue("--mm")) || 4;

/** @param {PointerEvent} event */
function touched(event) {
  const point = pointOf(event);
  swallow = false;
  clearTimeout(waiting);
  clearTimeout(pressing);
  hand = down(hand, point);
  if (event.button === 0) pressing = window.setTimeout(() => told(held(hand), point), LONG_MS);
}

/** @param {{hand: import("./access_gesture.js").Hand, gesture: Gesture | null}} result
 * @param {Point} point */
function told(result, point) {
  hand = result.hand;
  if (result.gesture) feel(result.gesture, point);
}

/** @param {PointerEvent} event */
function lifted(event) {
  const point = pointOf(event);
  clearTimeout(pressing);
  const result = event.type === "pointercancel" ? { hand: rest(), gesture: null } : up(hand, point, mm());
  const nothing = !result.gesture && !result.hand.tapped && result.hand.down.length === 0;
  told(result, point);
  if (hand.tapped) pressing = window.setTimeout(() => told(late(hand), point), DOUBLE_MS);
  else if (nothing && mode.phase === "language" && !swallow) tell({ kind: "repeat" });
}

/** @param {MouseEvent} event a press of ours is not trusted by the browser, and passes */
function clicked(event) {
  if (!event.isTrusted || (mode.phase === "off" && !swallow)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Listen to the hand; before anything else does, for a touch that explores presses nothing. */
export function startAudio() {
  document.addEventListener("pointerdown", touched, true);
  document.addEventListener("pointermove", (event) => mayBeLong(hand, pointOf(event), mm()) || clearTimeout(pressing), true);
  document.addEventListener("pointerup", lifted, true);
  document.addEventListener("pointercancel", lifted, true);
  document.addEventListener("click", clicked, true);
}
