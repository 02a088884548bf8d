/** What a visitor is told of the paper: it is being printed, take it, or none comes and a picture is as good. No DOM,
 * no network, no clock: times are ms of a clock that never jumps. Paper is a copy of the number: nothing waits for it. */

/** @typedef {"silent" | "printing" | "take" | "doubt" | "away"} Word
 * silent: nobody promised paper; doubt: it may be in the tray or not; away: none comes */
/**
 * @typedef {object} Paper
 * @property {boolean} coming whether paper was promised
 * @property {Word} word what the visitor is told
 * @property {number} since when that word began
 * @property {string | null} state as the server told last; null before it told
 * @property {number} heard when the server told last
 * @property {number} issued when the number arrived
 * @property {number} due when paper must have come, unless it is on its way
 */

/** The visitor knows within 3 s of the press whether paper comes; what is left is for drawing it. */
export const PROMISE_MS = 2500;
/** After a number that was slow itself, the printer still gets so long. */
export const LEAST_MS = 1000;
/** Paper that is on its way is waited for no longer than the number is shown with paper. */
export const SLOWEST_MS = 20_000;
/** The number stays for so long with paper, and without: time to take out a phone, unlock it and aim. */
export const WITH_PAPER_MS = 20_000;
export const WITHOUT_PAPER_MS = 45_000;
/** How often the server is asked, and later on, when what comes is seldom and late. */
export const ASK_MS = 400;
const ASK_LATER_MS = 1000;

const OVER = ["confirmed", "sent", "unknown", "failed", "none"];

/** What is known when the number arrives.
 * @param {string | undefined} told `coming`, `away` or `none`
 * @param {boolean} expected whether there are printers here at all
 * @param {number} pressed when the visitor asked for the number
 * @param {number} at
 * @returns {Paper} */
export function expectPaper(told, expected, pressed, at) {
  const due = Math.max(pressed + PROMISE_MS, at + LEAST_MS);
  const known = { coming: false, since: at, state: null, heard: at, issued: at, due };
  if (told === "coming") return { ...known, coming: true, word: "printing" };
  const missed = told === "away" || (told === "none" && expected);
  return { ...known, word: missed ? "away" : "silent" };
}

/** What follows from an answer of the server.
 * @param {Paper} paper
 * @param {string | null} state null when no answer came
 * @param {number} at
 * @returns {Paper} */
export function hear(paper, state, at) {
  return state === null ? passTime(paper, at) : passTime({ ...paper, state, heard: at }, at);
}

/** What follows from time alone; the same paper when nothing does.
 * @param {Paper} paper
 * @param {number} at
 * @returns {Paper} */
export function passTime(paper, at) {
  const word = wordFor(paper, at);
  return word === paper.word ? paper : { ...paper, word, since: at };
}

/** Whether the server may still have something new to tell.
 * @param {Paper} paper */
export function isOpen({ coming, state }) {
  return coming && (state === null || !OVER.includes(state));
}

/** ms between two questions.
 * @param {Paper} paper
 * @param {number} at */
export function askEvery({ due }, at) {
  return at <= due + PROMISE_MS ? ASK_MS : ASK_LATER_MS;
}

/** How long the number stays after the last touch, or the last word; null while the paper is under way.
 * @param {Paper} paper */
export function stays({ word }) {
  if (word === "printing") return null;
  return word === "doubt" || word === "away" ? WITHOUT_PAPER_MS : WITH_PAPER_MS;
}

/** The word for a state. Who was told that no paper comes is told otherwise only once it is there.
 * @param {Paper} paper
 * @param {number} at
 * @returns {Word} */
function wordFor(paper, at) {
  const { state, word } = paper;
  if (state === "confirmed" || state === "sent") return "take";
  if (state === "failed" || state === "none") return "away";
  if (state === "unknown") return "doubt";
  if (word !== "printing") return word;
  if (state === "sending") return isLost(paper, at) ? "doubt" : word;
  return at >= paper.due ? "away" : word;
}

/** On its way to the printer for longer than a visitor waits, or with nobody left to tell of it.
 * @param {Paper} paper
 * @param {number} at */
function isLost({ issued, heard }, at) {
  return at - issued >= SLOWEST_MS || at - heard >= PROMISE_MS;
}
