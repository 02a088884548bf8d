/** Numbers that this kiosk holds in advance, to give them while the server is away. No DOM, no network, no store. */

/** @typedef {{block: number, day: string, series: string, first: number, last: number, leased_at: string,
 *   next: number, epoch: string, device: number}} Block
 * next is the number that the next visitor gets; past last the block is used up */
/** @typedef {{epoch: string, device: number}} Source where a block is from: the server's database, and the device that we
 * were; to another of either it means nothing. Not the token, which is another every week */
/** @typedef {{block: number, day: string, series: string, first: number, last: number, leased_at: string}} Leased
 * as the server answers */

/** Today and so many days more: a server that broke down on Friday evening is missed on Monday too. */
export const DAYS_AHEAD = 3;
/** With fewer than this left for a day, the kiosk asks for more. */
export const LEAST = 10;
const DAY_MS = 24 * 3600 * 1000;

/** The days for which this kiosk is to hold numbers, today first.
 * @param {string} today business day, "2026-11-22"
 * @returns {string[]} */
export function daysAhead(today) {
  const first = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: DAYS_AHEAD + 1 }, (_, more) => new Date(first + more * DAY_MS).toISOString().slice(0, 10));
}

/** The first day with too few numbers, or null when there are enough for all.
 * @param {Block[]} blocks
 * @param {string} today
 * @param {Source} source as it is now
 * @param {Set<string>} [without] days for which there are none to be had
 * @returns {string | null} */
export function dayToLease(blocks, today, source, without = new Set()) {
  return daysAhead(today).find((day) => !without.has(day) && left(blocks, day, source) < LEAST) ?? null;
}

/** How many numbers there still are for *day*.
 * @param {Block[]} blocks
 * @param {string} day
 * @param {Source} source
 * @returns {number} */
export function left(blocks, day, source) {
  return fitting(blocks, day, source).reduce((sum, { next, last }) => sum + last - next + 1, 0);
}

/** The block that the next number of *day* comes from: the one that was leased first.
 * @param {Block[]} blocks
 * @param {string} day
 * @param {Source} source
 * @returns {Block | null} */
export function blockFor(blocks, day, source) {
  return fitting(blocks, day, source).sort((one, other) => one.first - other.first)[0] ?? null;
}

/** A block as the server leased it, with its first number next.
 * @param {Leased} leased
 * @param {Source} source
 * @returns {Block} */
export function untouched({ block, day, series, first, last, leased_at }, { epoch, device }) {
  return { block, day, series, first, last, leased_at, next: first, epoch, device };
}

/** The number as it is called, "Z07": the same form as the server's own.
 * @param {string} series
 * @param {number} number */
export function labelOf(series, number) {
  return `${series}${String(number).padStart(2, "0")}`;
}

/** Blocks of that day and source with numbers left.
 * @param {Block[]} blocks
 * @param {string} day
 * @param {Source} source */
function fitting(blocks, day, { epoch, device }) {
  const own = blocks.filter((block) => block.epoch === epoch && block.device === device);
  return own.filter((block) => block.day === day && block.next <= block.last);
}
