/** Numbers that were given while the server was away, until it has them. No DOM, no network, no store, no clock. */

import { blockFor, labelOf } from "./blocks.js";

/** @typedef {import("./blocks.js").Block} Block */
/** @typedef {"waiting" | "done" | "stuck"} EntryState stuck: the server refuses it for good, so somebody must know */
/** @typedef {{seq?: number, press: string, key: string, replaces: string | null, block: number, number: number,
 *   label: string, day: string, question_type: string, language: string, given_at: string, state: EntryState,
 *   code: string | null, device?: number, token: string}} Entry
 * seq gives the order and comes from the store; press is the key of the press that it answers, key that of handing in;
 * device gave it, with the token that it had then; entries of an older version do not tell which */
/** @typedef {{press: string, key: string, question_type: string, language: string, replaces: string | null}} Wish
 * replaces: the press, when it was sent and got no answer */
/** @typedef {{blocks: Block[], last: number}} Held what the store holds; last: when the latest number was given, ms */
/** @typedef {import("./blocks.js").Source & {token: string}} Giver */
/** @typedef {{day: string, now: number, source: Giver}} Moment business day; now: the server's time as far as known, ms */
/** @typedef {{block: Block, entry: Entry, last: number}} Drawn what the store has to write, all of it or nothing */

const FIRST_MS = 1000;
const LONGEST_MS = 30_000;
/** What the server refused for good is offered again after so long: it may have been mended. */
export const STUCK_MS = 600_000;

/** Take the next number for a visitor.
 * @param {Held} held
 * @param {Wish} wish
 * @param {Moment} moment
 * @returns {Drawn | null} null when there is no number left for that day */
export function drawNumber({ blocks, last }, wish, { day, now, source }) {
  const block = blockFor(blocks, day, source);
  if (!block) return null;
  // Never before the lease, and each later than the one before: a clock that is wrong cannot turn the order over.
  const at = Math.max(Math.round(now), Date.parse(block.leased_at), last + 1);
  const entry = {
    ...wish,
    block: block.block,
    number: block.next,
    label: labelOf(block.series, block.next),
    day,
    given_at: new Date(at).toISOString(),
    state: /** @type {EntryState} */ ("waiting"),
    code: null,
    device: source.device,
    token: source.token,
  };
  return { block: { ...block, next: block.next + 1 }, entry, last: at };
}

/** What the server is told of an entry.
 * @param {Entry} entry */
export function handedIn({ block, number, question_type, language, given_at, replaces }) {
  return { block, number, question_type, language, given_at, ...(replaces ? { replaces } : {}) };
}

/** The token to hand an entry in with: ours, unless we were another device when we gave it.
 * @param {Entry} entry
 * @param {{device: number, token: string}} we */
export function tokenFor(entry, we) {
  return entry.device === we.device ? we.token : entry.token;
}

/** What an answer means for the entry. A device that is not known now may be paired again, so that is no end either.
 * @param {{ok: boolean, status: number, problem: {code: string} | null}} answer
 * @returns {"done" | "again" | "stuck"} */
export function outcome({ ok, status, problem }) {
  if (ok || (status === 409 && problem?.code === "already_given")) return "done";
  return status === 0 || status >= 500 || status === 408 || status === 425 || status === 429 ? "again" : "stuck";
}

/** How long to wait after so many answers that did not come, ms.
 * @param {number} attempts from 1 */
export function backOff(attempts) {
  return Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS);
}

/** The entry to hand in next: in the order in which they were given; what is stuck comes last, and seldom.
 * @param {Entry[]} entries
 * @param {(seq: number) => boolean} mayAgain whether an entry that is stuck may be offered again
 * @param {(seq: number) => boolean} isHeld whether it is not yet certain that its visitor sees it
 * @returns {Entry | null} */
export function nextToHandIn(entries, mayAgain, isHeld) {
  const inOrder = entries.filter(({ seq = 0 }) => !isHeld(seq)).sort((one, other) => (one.seq ?? 0) - (other.seq ?? 0));
  const stuck = (/** @type {Entry} */ { state, seq = 0 }) => state === "stuck" && mayAgain(seq);
  return inOrder.find(({ state }) => state === "waiting") ?? inOrder.find(stuck) ?? null;
}

/** How many numbers somebody holds of which the server will not hear.
 * @param {Entry[]} entries */
export function undelivered(entries) {
  return entries.filter(({ state }) => state === "stuck").length;
}

/** Whether nobody needs the entry any more: handed in, on a day that is over.
 * @param {Entry} entry
 * @param {string} today */
export function isOver({ state, day }, today) {
  return state === "done" && day < today;
}
