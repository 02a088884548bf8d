/** Decides whether a screen shows the newest state, when it must ask, and when it must say that it is out of date.
 * No DOM, no socket, no clock: every time is handed in, in ms of a clock that never jumps. */

/** A screen that did not learn for so long that it shows the newest state says that it is out of date, by a tick that
 * may come half a second later. What it shows is never wrong for more than eight seconds without a word: the last
 * second is for a word that was long on its way. The server beats every 3 s. */
export const SILENCE_MS = 6500;
/** Nothing pushed for so long, a beat and a half, and the screen asks: with a socket that is blocked it has its answers
 * before it would have to say anything. */
export const QUIET_MS = 4500;
/** While it is behind, the screen asks this often. */
export const ASK_MS = 4000;
/** And this often while nothing is pushed, answered or not: with an answer at hand, and ticks of half a second, a screen
 * is right within two seconds of its server's return, and stays so until its socket is back too. */
export const ASK_SILENT_MS = 1000;

/** @typedef {{epoch: string, rev: number}} Point */
/** @typedef {"show" | "ask" | "reconnect" | "fresh" | "stale"} Action */
/**
 * @typedef {object} Memory
 * @property {Point | null} have what is shown
 * @property {number} heard last sign of life
 * @property {number} pushed last sign of life that was not asked for
 * @property {number} sure when it last showed the newest state as far as anybody knew
 * @property {boolean} behind whether we know of a newer state than the one shown
 * @property {number} asked when we last asked
 * @property {boolean} asking whether an answer is awaited
 * @property {number} reconnected when we last reconnected
 * @property {boolean | null} fresh what the screen was last told; null before the first word
 */
/** @typedef {{kind: "state" | "beat" | "answer", epoch: string, rev: number, at: number}} News */
/** @typedef {News | {kind: "failed", at: number} | {kind: "tick", at: number}} Event
 * state is pushed, answer is what came back when we asked, failed is when nothing came back */

/** @param {number} at
 * @returns {Memory} */
export function begin(at) {
  return { have: null, heard: at, pushed: at, sure: at, behind: false, asked: -Infinity, asking: false, reconnected: at, fresh: null };
}

/** What follows from *event*. The memory handed in stays as it is.
 * @param {Memory} memory
 * @param {Event} event
 * @returns {{memory: Memory, actions: Action[]}} */
export function step(memory, event) {
  const next = { ...memory };
  /** @type {Action[]} */
  const actions = [];
  if (event.kind === "tick") tick(next, event.at, actions);
  else if (event.kind === "failed") next.asking = false;
  else hear(next, event, actions);
  return { memory: next, actions };
}

/** Whether *got* may replace *have*: a newer or equal revision, or another epoch, whose revisions count anew.
 * @param {Point | null} have
 * @param {Point} got */
export function replaces(have, got) {
  return have === null || have.epoch !== got.epoch || got.rev >= have.rev;
}

/** @param {Memory} next
 * @param {News} news
 * @param {Action[]} actions */
function hear(next, { kind, epoch, rev, at }, actions) {
  next.heard = at;
  if (kind === "answer") next.asking = false;
  else next.pushed = at;
  if (kind !== "beat" && !replaces(next.have, { epoch, rev })) return;
  if (kind === "beat") next.behind = next.have === null || next.have.epoch !== epoch || rev > next.have.rev;
  else {
    next.have = { epoch, rev };
    next.behind = false;
    actions.push("show");
  }
  if (next.behind) return ask(next, at, actions);
  // An answer may have been long on its way; it tells what was so after it was asked for.
  next.sure = Math.max(next.sure, kind === "answer" ? next.asked : at);
  if (at - next.sure < SILENCE_MS) tell(next, true, actions);
}

/** @param {Memory} next
 * @param {number} at
 * @param {Action[]} actions */
function tick(next, at, actions) {
  const quiet = at - next.pushed;
  if (quiet >= SILENCE_MS && at - next.reconnected >= SILENCE_MS) {
    next.reconnected = at;
    actions.push("reconnect");
  }
  if (at - next.sure >= SILENCE_MS) tell(next, false, actions);
  if (quiet >= QUIET_MS) ask(next, at, actions, ASK_SILENT_MS);
  else if (next.behind) ask(next, at, actions);
}

/** @param {Memory} next
 * @param {number} at
 * @param {Action[]} actions
 * @param {number} [every] ms */
function ask(next, at, actions, every = ASK_MS) {
  if (next.asking || at - next.asked < every) return;
  next.asking = true;
  next.asked = at;
  actions.push("ask");
}

/** @param {Memory} next
 * @param {boolean} fresh
 * @param {Action[]} actions */
function tell(next, fresh, actions) {
  if (next.fresh === fresh) return;
  next.fresh = fresh;
  actions.push(fresh ? "fresh" : "stale");
}
