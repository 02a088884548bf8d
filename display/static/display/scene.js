/**
 * What the board says besides the calls: welcome, closed and why, who is away, how many wait. No DOM, no network.
 *
 * @typedef {import("./announcer.js").Call} Call
 * @typedef {{open: boolean, door: string, opens_at: string | null, calls: Call[], waiting: number,
 *   wait: import("../js/wait.js").Wait | null,
 *   notices: string[], closing: Closing | null, away_until: string | null}} Board
 * @typedef {{reason: string | null, helping: boolean, until: string}} Closing one that nobody could expect
 */
import { clock, daysUntil, fill, plural } from "../js/words.js";

/** Desk names up to these lengths keep their full size; longer ones step down. */
const FITS = { short: 7, medium: 13 };

/** More notices than this do not fit on one page, however short. */
const PAGE_NOTICES = 4;

/** So many letters fit under the calls, and under a message above them. */
const PAGE_LETTERS = { alone: 330, beside: 120 };

/** How long each page of notices is to be read, in milliseconds. */
const PAGE_MS = 20_000;

/**
 * Which of its pictures the board shows.
 *
 * Closed is only said when the last visitor is through: who sits there must not think that the day is over for them.
 * When those in line are not helped any more, it is said at once, but not to who is on the way to a desk.
 *
 * @param {Board} board
 * @returns {"calls" | "empty" | "closed"}
 */
export function sceneOf({ door, calls, waiting, closing }) {
  if (closing?.helping === false) return calls.some(({ state }) => state === "called") ? "calls" : "closed";
  const nobodyLeft = waiting === 0 && calls.every(({ state }) => state !== "called" && state !== "in_conversation");
  if (door === "closed" && nobodyLeft) return "closed";
  return calls.length > 0 ? "calls" : "empty";
}

/**
 * When it opens, as people say it; empty when nobody knows.
 *
 * @param {string | null} opensAt RFC 3339
 * @param {Date} now
 * @param {string} language
 * @param {Record<string, any>} texts
 */
export function openingText(opensAt, now, language, texts) {
  if (opensAt === null) return "";
  const days = daysUntil(opensAt, now);
  const time = clock(opensAt, language);
  if (days === 0) return fill(texts.opens_at, { time });
  if (days === 1) return fill(texts.opens_tomorrow, { time });
  const form = /** @type {Intl.DateTimeFormatOptions} */ ({ weekday: "long", ...(days > 6 && { day: "numeric", month: "long" }) });
  const day = new Intl.DateTimeFormat(language, { ...form, timeZone: texts.timezone }).format(new Date(opensAt));
  return fill(texts.opens_on, { day, time });
}

/**
 * What the closed board says: what is the case, why, and what follows.
 *
 * @param {Board} board
 * @param {string} opening when it opens again, as a sentence
 * @param {Record<string, any>} texts
 * @returns {{title: string, why: string, text: string}}
 */
export function closedTexts({ closing }, opening, texts) {
  if (!closing) return { title: texts.closed, why: "", text: opening };
  const why = texts[`why_${closing.reason}`] ?? texts.why_other;
  const text = [closing.helping ? "" : texts.not_helping, opening].filter(Boolean).join(" ");
  return { title: texts.closed_early, why, text };
}

/**
 * What everybody in the room must know now, beside the calls; empty when all goes as planned.
 *
 * @param {Board} board
 * @param {Date} now
 * @param {string} language
 * @param {Record<string, any>} texts
 */
export function bandText({ closing, away_until: away }, now, language, texts) {
  if (closing) return closing.helping ? texts.helping : texts.not_helping;
  if (!away || Date.parse(away) <= now.getTime()) return "";
  return fill(texts.guide_away, { time: clock(away, language) });
}

/**
 * The notices to show now: all that fit, else page after page. None while the board is out of date, for words of
 * then may be wrong by now.
 *
 * @param {string[]} notices
 * @param {{band: boolean, stale: boolean}} above
 * @param {Date} now
 */
export function noticesNow(notices, { band, stale }, now) {
  if (stale) return [];
  const most = band ? PAGE_LETTERS.beside : PAGE_LETTERS.alone;
  /** @type {string[][]} */
  const pages = [[]];
  for (const notice of notices) {
    const page = pages[pages.length - 1];
    const fits = page.length < PAGE_NOTICES && [...page, notice].join("").length <= most;
    if (page.length > 0 && !fits) pages.push([notice]);
    else page.push(notice);
  }
  return pages[Math.floor(now.getTime() / PAGE_MS) % pages.length];
}

/** @param {string[]} notices @returns {"large" | "small"} the size in which they fit */
export function sizeOf(notices) {
  return notices.length > 1 ? "small" : "large";
}

/**
 * How many earlier calls fit; two always, for another guide may just have called.
 *
 * @param {{band: boolean, stale: boolean}} above
 * @param {string[]} notices those that are shown
 */
export function recentBeside({ band, stale }, notices) {
  const others = Number(band) + Number(stale) + notices.length;
  return others > 1 || sizeOf(notices) === "small" ? 2 : 4;
}

/** @param {number} waiting @param {string} language @param {Record<string, any>} texts */
export function waitingText(waiting, language, texts) {
  return waiting === 0 ? texts.nobody_waiting : plural(texts.waiting, waiting, language);
}

/**
 * The desk in the language of who is called, as a second line; empty when the first line says it already.
 *
 * @param {Call} call
 * @param {Record<string, string>} desks the word for a desk in each language
 * @param {string} language the board's own
 */
export function ownWords(call, desks, language) {
  const word = desks[call.language];
  const figures = call.desk_name.match(/\d+/)?.[0];
  if (word === undefined || figures === undefined || call.language === language) return "";
  const own = `${word} ${figures}`;
  return own === call.desk_name ? "" : own;
}

/** @param {string} name @returns {"short" | "medium" | "long"} */
export function lengthOf(name) {
  if (name.length <= FITS.short) return "short";
  return name.length <= FITS.medium ? "medium" : "long";
}
