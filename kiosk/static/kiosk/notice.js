/** What the kiosk says when there is nothing to choose: a picture, a sentence, what happens next. No DOM. */

import { opening } from "../js/opening.js";

/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {{icon: string, title: string, label?: string, big?: string, text?: string}} Notice */

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
 * @param {{opensAt: string | null, now: Date}} door
 * @returns {Notice | null} */
export function noticeOf(screen, texts, language, { opensAt, now }) {
  const notice = NOTICES[screen];
  if (!notice) return null;
  const told = { icon: notice.icon, title: texts[notice.title], text: notice.text && texts[notice.text] };
  if (screen !== "closed" || !opensAt) return told;
  return { ...told, label: texts.open_again, big: opening(opensAt, now, texts, language) };
}
