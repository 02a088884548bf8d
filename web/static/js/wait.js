/** A wait as people say it: "10 tot 20 minuten", never better than it is. The same rule on the server: web/waiting.py.
 * No DOM. */

import { plural } from "./words.js";

const STEP = 5 * 60;
const HOUR = 60;

/** @typedef {{low: number, high: number}} Wait in seconds */

/** Both ends in minutes as they are told: the low one rounded down, the high one up, to five. What is beyond an hour
 * is told alike, and has the same ends.
 * @param {Wait} wait
 * @returns {Wait} in minutes */
export function waitMinutes(wait) {
  const low = Math.min(Math.floor(wait.low / STEP) * 5, HOUR);
  const high = Math.ceil(wait.high / STEP) * 5;
  return { low, high: low <= 0 ? high : Math.min(Math.max(high, low + 5), HOUR + 5) };
}

/** The wait in words.
 * @param {Wait | null} wait null when nobody can tell
 * @param {any} texts with those that web/waiting.py makes */
export function waitText(wait, texts) {
  if (!wait) return texts.wait_unknown;
  if (wait.high <= 0) return texts.wait_now;
  const { low, high } = waitMinutes(wait);
  if (low >= HOUR) return texts.wait_long;
  if (low <= 0) return plural(texts.wait_below, high, texts.wait_language);
  if (high > HOUR) return plural(texts.wait_over, low, texts.wait_language);
  return plural(texts.wait_range, high, texts.wait_language, { low });
}
