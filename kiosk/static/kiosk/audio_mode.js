/** The kiosk without sight: choose a language by voice, then explore what is on the screen. Decides only; no DOM, no
 * sound, no clock. Each event gives a new state and what is to be done, in order. */

/** @typedef {"off" | "language" | "explore"} Phase */
/**
 * @typedef {object} Mode
 * @property {Phase} phase
 * @property {string[]} languages in the order in which they are asked
 * @property {number} asked which of them is being asked
 * @property {number} round how often all of them were asked before
 * @property {number} cursor the thing that was spoken last, by index; -1 before the first
 * @property {boolean} sought whether the visitor asked for that thing, and the voice did not just come to it
 */
/** @typedef {{kind: "toggle" | "screen" | "said" | "waited" | "repeat" | "act" | "reset"}
 *   | {kind: "next" | "previous", count: number}
 *   | {kind: "reading", index: number}
 *   | {kind: "tap", index: number}
 *   | {kind: "double", index: number}} Event
 * toggle: the long press or the key; screen: another one is shown; count: the things on it; said: the voice has finished; reading: the voice
 * has come to a thing by itself; tap and double: -1 beside every thing */
/** @typedef {{do: "ask", language: string} | {do: "choose", language: string} | {do: "say", index: number}
 *   | {do: "act", index: number} | {do: "wait" | "read" | "explain" | "goodbye"}} Deed
 * ask: speak the question in that language; wait: leave time to press, then tell it waited; read: the whole screen */

/** A visitor has so long to press after a language was asked. */
export const WAIT_MS = 2500;
/** Nobody pressed so often: nobody is there. */
export const ROUNDS = 3;

/** @param {string[]} languages
 * @returns {Mode} */
export function begin(languages) {
  return { phase: "off", languages, asked: 0, round: 0, cursor: -1, sought: false };
}

/** What follows from *event*.
 * @param {Mode} mode
 * @param {Event} event
 * @returns {{mode: Mode, deeds: Deed[]}} */
export function step(mode, event) {
  if (event.kind === "reset") return { mode: begin(mode.languages), deeds: [] };
  if (event.kind === "screen") return atScreen(mode);
  if (event.kind === "toggle") return toggle(mode);
  if (mode.phase === "language") return asking(mode, event);
  return mode.phase === "explore" ? exploring(mode, event) : { mode, deeds: [] };
}

/** @param {Mode} mode
 * @returns {{mode: Mode, deeds: Deed[]}} */
function toggle(mode) {
  if (mode.phase !== "off") return { mode: begin(mode.languages), deeds: [{ do: "goodbye" }] };
  const one = mode.languages.length < 2;
  if (one) return { mode: { ...mode, phase: "explore", cursor: -1, sought: false }, deeds: [{ do: "explain" }, { do: "read" }] };
  return { mode: { ...mode, phase: "language", asked: 0, round: 0 }, deeds: [{ do: "ask", language: mode.languages[0] }] };
}

/** A new screen is read, unless the language is still being asked: then it waits for that.
 * @param {Mode} mode
 * @returns {{mode: Mode, deeds: Deed[]}} */
function atScreen(mode) {
  return { mode: { ...mode, cursor: -1, sought: false }, deeds: mode.phase === "explore" ? [{ do: "read" }] : [] };
}

/** @param {Mode} mode
 * @param {Event} event
 * @returns {{mode: Mode, deeds: Deed[]}} */
function asking(mode, event) {
  const language = mode.languages[mode.asked];
  switch (event.kind) {
    case "said":
      return { mode, deeds: [{ do: "wait" }] };
    case "waited":
    case "next":
      return askAnother(mode, 1);
    case "previous":
      return askAnother(mode, mode.languages.length - 1);
    case "repeat":
      return { mode, deeds: [{ do: "ask", language }] };
    case "tap":
    case "double":
    case "act":
      return {
        mode: { ...mode, phase: "explore", cursor: -1, sought: false },
        deeds: [{ do: "choose", language }, { do: "explain" }, { do: "read" }],
      };
    default:
      return { mode, deeds: [] };
  }
}

/** @param {Mode} mode
 * @param {number} by
 * @returns {{mode: Mode, deeds: Deed[]}} */
function askAnother(mode, by) {
  const asked = (mode.asked + by) % mode.languages.length;
  const round = asked === 0 ? mode.round + 1 : mode.round;
  if (round >= ROUNDS) return { mode: begin(mode.languages), deeds: [{ do: "goodbye" }] };
  return { mode: { ...mode, asked, round }, deeds: [{ do: "ask", language: mode.languages[asked] }] };
}

/** @param {Mode} mode
 * @param {Event} event
 * @returns {{mode: Mode, deeds: Deed[]}} */
function exploring(mode, event) {
  const { cursor } = mode;
  switch (event.kind) {
    case "reading":
      return { mode: { ...mode, cursor: event.index, sought: false }, deeds: [] };
    case "tap":
      if (event.index < 0) return { mode, deeds: [] };
      return event.index === cursor && mode.sought ? actOn(mode, cursor) : sayThing(mode, event.index);
    case "double":
      return actOn(mode, cursor < 0 ? event.index : cursor);
    case "next":
      return event.count ? sayThing(mode, Math.min(cursor + 1, event.count - 1)) : { mode, deeds: [] };
    case "previous":
      return event.count ? sayThing(mode, Math.max(cursor - 1, 0)) : { mode, deeds: [] };
    case "repeat":
      return { mode, deeds: [cursor < 0 ? { do: "read" } : { do: "say", index: cursor }] };
    case "act":
      return actOn(mode, cursor);
    default:
      return { mode, deeds: [] };
  }
}

/** @param {Mode} mode
 * @param {number} index
 * @returns {{mode: Mode, deeds: Deed[]}} */
function sayThing(mode, index) {
  return { mode: { ...mode, cursor: index, sought: true }, deeds: [{ do: "say", index }] };
}

/** @param {Mode} mode
 * @param {number} index
 * @returns {{mode: Mode, deeds: Deed[]}} */
function actOn(mode, index) {
  return { mode, deeds: index < 0 ? [{ do: "read" }] : [{ do: "act", index }] };
}
