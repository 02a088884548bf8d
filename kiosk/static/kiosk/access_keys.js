/** The kiosk by keys: a keyboard, a keypad beside the screen, or one or two switches. Every key does what the finger
 * could do; nothing is done twice, for Enter and the space bar press on release, once it is known how long they were held. */

import { move, phase, tell } from "./access_audio.js";
import { place, things } from "./say.js";
import { isScanning, pressSwitch } from "./switch.js";
import { HOLD_MS } from "./switch_model.js";

/** @typedef {{toggleScan: () => void, scanned: () => void}} Doings scanned: after a thing was chosen */

const FIELDS = "input, textarea, select, [contenteditable]";
/** Keys of the bar. */
const BAR = new Map([
  ["Escape", "back"],
  ["Home", "restart"],
  ["?", "help"],
  ["F1", "help"],
]);
/** Keys that move on, and back, where lines are read from left to right. */
const ONWARD = ["ArrowRight", "ArrowDown"];
const BACKWARD = ["ArrowLeft", "ArrowUp"];
/** A keypad has figures where a keyboard has arrows. */
const KEYPAD = new Map([
  ["2", "ArrowDown"],
  ["4", "ArrowLeft"],
  ["6", "ArrowRight"],
  ["8", "ArrowUp"],
  ["5", "Enter"],
]);

/** @type {Doings} */
let doings;
let holding = 0;
/** @type {HTMLElement | null} where the visitor was when the key came down */
let began = null;
let isHeld = false;
let isLong = false;

/** @param {Doings} given */
export function startKeys(given) {
  doings = given;
  document.addEventListener("keydown", pressed);
  document.addEventListener("keyup", released);
  document.addEventListener("focusin", focused);
}

/** @param {KeyboardEvent} event */
function keyOf(event) {
  return KEYPAD.get(event.key) ?? event.key;
}

/** @param {KeyboardEvent} event */
const isOurs = (event) => !event.ctrlKey && !event.altKey && !event.metaKey && !(/** @type {Element} */ (event.target).closest?.(FIELDS));

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (!isOurs(event)) return;
  const key = keyOf(event);
  if (key === "Enter" || key === " ") hold(event);
  else if (key === "*") tell({ kind: "toggle" });
  else if (key === "0" && phase() !== "off") tell({ kind: "repeat" });
  else if (ONWARD.includes(key) || BACKWARD.includes(key)) arrow(key);
  else if (key === "Home" || (BAR.has(key) && !document.querySelector("dialog[open]"))) bar(key);
  else return;
  if (key !== "Escape") event.preventDefault();
}

/** @param {KeyboardEvent} event */
function hold(event) {
  if (event.repeat || isHeld) return;
  isHeld = true;
  isLong = false;
  began = place();
  holding = window.setTimeout(() => {
    isLong = true;
    doings.toggleScan();
  }, HOLD_MS);
}

/** @param {KeyboardEvent} event */
function released(event) {
  const key = keyOf(event);
  if (!isHeld || (key !== "Enter" && key !== " ")) return;
  event.preventDefault();
  clearTimeout(holding);
  isHeld = false;
  if (isLong) return;
  if (place() !== began) tell({ kind: "repeat" }); // it said that somebody is there, and presses nothing behind that question
  else if (phase() === "language") tell({ kind: "act" });
  else if (isScanning()) {
    if (pressSwitch()) doings.scanned();
  } else if (phase() === "explore") tell({ kind: "act" });
  else if (document.activeElement instanceof HTMLButtonElement) document.activeElement.click();
}

/** @param {string} key */
function arrow(key) {
  const across = key === "ArrowRight" || key === "ArrowLeft";
  const turned = across && document.documentElement.dir === "rtl";
  const onward = ONWARD.includes(key) !== turned;
  if (phase() !== "off") move(onward ? "next" : "previous");
  else moveFocus(onward);
}

/** @param {boolean} onward */
function moveFocus(onward) {
  const buttons = things(place()).flatMap(({ button }) => (button && !button.disabled ? [button] : []));
  const now = document.activeElement;
  const side = onward ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const ahead = buttons.filter((button) => now && now !== document.body && now.compareDocumentPosition(button) & side);
  const first = onward ? ahead[0] : ahead[ahead.length - 1];
  (first ?? buttons[onward ? 0 : buttons.length - 1])?.focus();
}

/** Home leads to the start from wherever it is pressed.
 * @param {string} key */
function bar(key) {
  /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog[open]"))?.close();
  /** @type {HTMLButtonElement | null} */ (document.querySelector(`#bar [data-press="${BAR.get(key)}"]`))?.click();
}

/** Who listens hears where the keys have come to.
 * @param {FocusEvent} event */
function focused({ target }) {
  if (!(target instanceof HTMLButtonElement) || !target.matches(":focus-visible")) return;
  document.dispatchEvent(new CustomEvent("kiosk:focus", { detail: target }));
}
