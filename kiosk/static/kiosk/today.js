/** What the first screen tells while nobody is busy: until when it is open, how many wait and how long, a notice.
 * No DOM. */

import { waitText } from "../js/wait.js";
import { clock, fill, plural } from "../js/words.js";

/** @typedef {{open: string, waiting: string, wait: string, notice: string}} Today "" for what is not known */

/** Each notice stands for so long; then the next one is there, without motion. */
export const NOTICE_MS = 12_000;

/** @param {import("./screen.js").View | null} view
 * @param {any} texts of the visitor's language
 * @param {string} language
 * @param {{at: number, quiet: boolean, live: boolean}} moment at in ms of a clock that never jumps; quiet: nobody is busy
 *   here; live: the server is heard, else nobody knows how many wait
 * @returns {Today | null} null when it is not open */
export function todayOf(view, texts, language, { at, quiet, live }) {
  if (!view?.open) return null;
  const { closes_at: closes, waiting, wait, notices } = view;
  return {
    open: closes ? fill(texts.open_until, { time: clock(closes, language) }) : texts.open_now,
    waiting: live ? waitingText(waiting, texts, language) : "",
    wait: live && wait ? waitText(wait, texts) : "",
    notice: quiet ? noticeNow(notices ?? [], at) : "",
  };
}

/** @param {number} waiting
 * @param {any} texts
 * @param {string} language */
function waitingText(waiting, texts, language) {
  return waiting ? plural(texts.waiting, waiting, language) : texts.nobody_waiting;
}

/** @param {string[]} notices
 * @param {number} at */
export function noticeNow(notices, at) {
  return notices[Math.floor(at / NOTICE_MS) % notices.length] ?? "";
}
