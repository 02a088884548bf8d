/**
 * What somebody filled in, as the API wants it. No DOM.
 *
 * @typedef {import("./shape.js").Values} Values
 */

/** The words in a field, without spaces around. @param {Values} values @param {string} name */
export function text(values, name) {
  const value = values[name];
  return typeof value === "string" ? value.trim() : "";
}

/** A whole number as a field of a body, and nothing when there is none. @param {Values} values @param {string} name @returns {Record<string, number>} */
export function whole(values, name) {
  const value = text(values, name);
  return /^\d{1,9}$/.test(value) ? { [name]: Number(value) } : {};
}

/** All that was chosen. @param {Values} values @param {string} name */
export function many(values, name) {
  const value = values[name] ?? [];
  return (Array.isArray(value) ? value : [value]).filter((item) => item !== "");
}

/** The same as a field of a body, and nothing when nothing was chosen. @param {Values} values @param {string} name @returns {Record<string, string[]>} */
export function list(values, name) {
  const chosen = many(values, name);
  return chosen.length > 0 ? { [name]: chosen } : {};
}

/** Without the fields that say nothing. @param {Record<string, string>} fields @returns {Record<string, string>} */
export const filled = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));

/**
 * The next moment at which the location's clock shows a time.
 *
 * @param {string} time "14:05"; anything else is no moment
 * @param {Date} now
 * @param {(at: Date) => string} clock tells the time at the location, as "14:05"
 * @returns {string | null} RFC 3339
 */
export function momentOf(time, now, clock) {
  const wanted = minutesOf(time);
  const shown = minutesOf(clock(now));
  if (wanted === null || shown === null) return null;
  const ahead = (wanted - shown + 1440) % 1440;
  const moment = new Date(now.getTime() + ahead * 60_000);
  moment.setUTCSeconds(0, 0);
  return moment.toISOString();
}

/** @param {string} time */
function minutesOf(time) {
  const found = /^(\d\d):(\d\d)$/.exec(time);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}
