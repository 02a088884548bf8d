/** One switch, bound to the screen: lights up what can be pressed, one after the other, and presses it. What lights
 * up next is decided in switch_model.js. */

import { hush, isSpeaking, sayThings } from "./access_voice.js";
import { place, things } from "./say.js";
import { STEP_MS, lit, moveOn, press, scan } from "./switch_model.js";

/** @typedef {import("./say.js").Thing} Thing */

let on = false;
let heard = false;
let timer = 0;
/** Rises with all that is lit or put out, so that a voice that was meant for earlier things moves nothing on. */
let turn = 0;
/** @type {Thing[]} */
let list = [];
let state = scan([]);

export const isScanning = () => on;

/** Begin at the first thing of this screen, or begin anew there.
 * @param {boolean} aloud whether what lights up is spoken; then it waits for the voice */
export function startScan(aloud) {
  on = true;
  heard = aloud;
  list = things(place()).filter(({ button }) => button && !button.disabled);
  const size = list[0]?.node.getBoundingClientRect().height ?? 1;
  state = scan(list.map(({ node }) => ({ row: Math.round((2 * node.getBoundingClientRect().top) / size) })));
  show();
}

export function stopScan() {
  on = false;
  turn += 1;
  clearTimeout(timer);
  light([]);
}

/** The switch is pressed.
 * @returns {boolean} whether something was chosen, and not only a row entered */
export function pressSwitch() {
  const { state: next, act } = press(state);
  state = next;
  clearTimeout(timer);
  if (act === null) {
    show();
    return false;
  }
  hush();
  list[act]?.button?.click();
  return true;
}

function show() {
  turn += 1;
  const mine = turn;
  clearTimeout(timer);
  const here = lit(state).map((index) => list[index]);
  light(here.map(({ node }) => node));
  here[0]?.node.scrollIntoView({ block: "nearest" });
  const wait = () => {
    if (mine !== turn) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (heard && isSpeaking()) return wait(); // what somebody wanted to hear comes to its end
      state = moveOn(state);
      show();
    }, STEP_MS);
  };
  // A touch that breaks the voice off does not end the scanning.
  if (heard) sayThings(here, { done: wait, broken: wait, quiet: true });
  else wait();
}

/** @param {HTMLElement[]} nodes */
function light(nodes) {
  for (const node of document.querySelectorAll("[data-lit]")) node.removeAttribute("data-lit");
  for (const node of nodes) node.setAttribute("data-lit", "");
}
