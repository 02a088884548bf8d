/** What the kiosk says when there is nothing to choose: a picture, a sentence, what happens next. No DOM. */

import { opening } from "../js/opening.js";
import { clock, fill } from "../js/words.js";

/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {{reason: string | null, helping: boolean, until: string}} Closing as the server tells an unexpected one */
/** @typedef {{icon: string, title: string, why?: string, label?: string, big?: string, text?: string}} Notice */

/** @type {Partial<Record<Screen, {icon: string, title: string, text?: string}>>} */
const NOTICES = {
  loading: { icon: "hourglass", title: "loading" },
  waiting: { icon: "ticket", title: "loading", text: "making" },
  slow: { icon: "hourglass", title: "slow", text: "slow_help" },
  closed: { icon: "door", title: "closed", text: "other_ways" },
  last: { icon: "clock", title: "last", text: "last_help" },
  full: { icon: "users-group", title: "full", text: "full_help" },
  away: { icon: "wifi-off", title: "away", text: "away_help" },
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
  const told = { icon: notice.icon, title: texts[notice.title], text: notice.text && texts[notice.text] };
  if (screen !== "closed") return told;
  const again = opensAt ? { label: texts.open_again, big: opening(opensAt, now, texts, language) } : {};
  return { ...told, ...again, ...(closing && unplanned(closing, texts)) };
}

/** What is said of a closing that nobody could expect: why, and what it means for who has a number.
 * @param {Closing} closing
 * @param {any} texts */
function unplanned({ reason, helping }, texts) {
  return {
    icon: reason === "emergency" ? "alert-triangle" : "door",
    title: texts.closed_early,
    why: texts[`why_${reason}`] ?? texts.why_other,
    text: helping ? texts.last_help : texts.not_helping,
  };
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
