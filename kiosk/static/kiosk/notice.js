/** What the kiosk says when there is nothing to choose: a picture, a sentence, what happens next. No DOM. */

import { opening } from "../js/opening.js";
import { clock, fill } from "../js/words.js";

/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {{reason: string | null, helping: boolean, until: string}} Closing as the server tells an unexpected one */
/** @typedef {{icon: string, title: string, why?: string, label?: string, big?: string, text?: string,
 *   says: Record<string, string>}} Notice says: which part is read out by which clip */

/** @type {Partial<Record<Screen, {icon: string, title: string, text?: string}>>} */
const NOTICES = {
  loading: { icon: "hourglass", title: "loading" },
  waiting: { icon: "ticket", title: "loading", text: "making" },
  slow: { icon: "ask-staff", title: "slow", text: "slow_help" },
  closed: { icon: "door", title: "closed", text: "other_ways" },
  last: { icon: "clock", title: "last", text: "last_help" },
  full: { icon: "users-group", title: "full", text: "full_help" },
  away: { icon: "ask-staff", title: "away", text: "away_help" },
  unknown: { icon: "help-circle", title: "unknown", text: "unknown_help" },
};

/** The words of *screen*, or null when that screen has something to choose.
 * @param {Screen} screen
 * @param {any} texts of one language
 * @param {string} language
 * @param {{opensAt: string | null, closing: Closing | null, now: Date}} door
 * @returns {Notice | null} */
export function noticeOf(screen, texts, language, { opensAt, closing, now }) {
  const notice = NOTICES[screen];
  if (!notice) return null;
  /** @type {Record<string, string>} */
  const keys = { title: notice.title, text: notice.text ?? "" };
  if (screen !== "closed") return said(notice.icon, keys, texts);
  if (opensAt) keys.label = "open_again";
  const icon = closing?.reason === "emergency" ? "alert-triangle" : notice.icon;
  const told = said(icon, { ...keys, ...(closing && unplanned(closing, texts)) }, texts);
  return opensAt ? { ...told, big: opening(opensAt, now, texts, language) } : told;
}

/** @param {string} icon
 * @param {Record<string, string>} keys names of texts, by part
 * @param {any} texts
 * @returns {Notice} */
function said(icon, keys, texts) {
  const parts = Object.entries(keys).filter(([, key]) => key);
  const words = Object.fromEntries(parts.map(([part, key]) => [part, texts[key]]));
  const says = Object.fromEntries(parts.map(([part, key]) => [part, `text/${key}`]));
  return /** @type {Notice} */ ({ icon, ...words, says });
}

/** What is said of a closing that nobody could expect: why, and what it means for who has a number.
 * @param {Closing} closing
 * @param {any} texts
 * @returns {Record<string, string>} */
function unplanned({ reason, helping }, texts) {
  const why = `why_${reason}`;
  return { title: "closed_early", why: why in texts ? why : "why_other", text: helping ? "last_help" : "not_helping" };
}

/** The line above the questions while the guide is away; empty when nobody is, or the moment has passed.
 * @param {string | null} until
 * @param {Date} now
 * @param {any} texts
 * @param {string} language */
export function awayText(until, now, texts, language) {
  if (!until || Date.parse(until) <= now.getTime()) return "";
  return fill(texts.guide_away, { time: clock(until, language) });
}
