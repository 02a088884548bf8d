/** Whether numbers may be given while the server is away: what it said last, and the hours it told in advance.
 * No DOM, no network, no clock. */

/** @typedef {import("./screen.js").View} View */
/** @typedef {{day: string, begins_at: string, ends_at: string, spans: [string, string][]}} Day
 * a business day; in its spans numbers are given, by the opening hours alone */
/** @typedef {{view: View & {day: string}, at: number}} Known the last view, and when it was true, ms */
/** @typedef {{day: string | null, open: boolean, opensAt: string | null}} Door
 * day is null when nobody knows what day it is at the location */

/** The door at *now*, by the server's clock as far as known.
 * @param {Known} known
 * @param {Day[]} days
 * @param {number} now ms
 * @returns {Door} */
export function doorAt(known, days, now) {
  const today = days.find(({ begins_at, ends_at }) => Date.parse(begins_at) <= now && now < Date.parse(ends_at));
  if (!today) return withoutDays(known.view, now);
  const opensAt = nextOpening(days, now);
  const open = today.day === known.view.day ? isOpenToday(known, today, now) : isIn(today, now) && !isDecided(known.view, now);
  return { day: today.day, open, opensAt: open ? null : opensAt };
}

/** The view as the kiosk shows it while the server is away: nobody knows how many wait.
 * @param {View & {day: string}} view
 * @param {Door} door
 * @returns {View & {day: string}} */
export function viewAway(view, { day, open, opensAt }) {
  const same = day === view.day;
  const kept = same ? {} : { full: false, closing: null, notices: [] };
  return { ...view, ...kept, day: day ?? view.day, open, door: open ? "open" : "closed", opens_at: opensAt, away_until: null };
}

/** With no hours known in advance, what the view itself says counts, until the door closes.
 * @param {View & {day: string}} view
 * @param {number} now
 * @returns {Door} */
function withoutDays(view, now) {
  const open = view.open && view.closes_at !== null && now < Date.parse(view.closes_at);
  return { day: open ? view.day : null, open, opensAt: null };
}

/** On the day of the last view its decisions count: closed early, or opened outside the hours.
 * @param {Known} known
 * @param {Day} today
 * @param {number} now */
function isOpenToday({ view, at }, today, now) {
  if (isDecided(view, now)) return false;
  if (isIn(today, now)) return true;
  const openedOutside = view.open && !isIn(today, at);
  return openedOutside && view.closes_at !== null && now < Date.parse(view.closes_at);
}

/** @param {Day} day
 * @param {number} now */
function isIn({ spans }, now) {
  return spans.some(([from, to]) => Date.parse(from) <= now && now < Date.parse(to));
}

/** Whether somebody closed the door until later than *now*.
 * @param {View} view
 * @param {number} now */
function isDecided({ closing }, now) {
  return closing !== null && now < Date.parse(closing.until);
}

/** @param {Day[]} days
 * @param {number} now */
function nextOpening(days, now) {
  const openings = days.flatMap(({ spans }) => spans.map(([from]) => from));
  return openings.filter((from) => Date.parse(from) > now).sort()[0] ?? null;
}
