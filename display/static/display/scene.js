/**
 * What the board says besides the calls: welcome, closed, how many wait. No DOM, no network.
 *
 * @typedef {import("./announcer.js").Call} Call
 * @typedef {{open: boolean, door: string, opens_at: string | null, calls: Call[], waiting: number,
 *   notices: string[]}} Board
 */
import { clock, daysUntil, fill, plural } from "../js/words.js";

/** Desk names up to these lengths keep their full size; longer ones step down. */
const FITS = { short: 7, medium: 13 };

/**
 * Which of its pictures the board shows.
 *
 * Closed is only said when the last visitor is through: who sits there must not think that the day is over for them.
 *
 * @param {Board} board
 * @returns {"calls" | "empty" | "closed"}
 */
export function sceneOf({ door, calls, waiting }) {
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
  return `${word} ${figures}`;
}

/** @param {string} name @returns {"short" | "medium" | "long"} */
export function lengthOf(name) {
  if (name.length <= FITS.short) return "short";
  return name.length <= FITS.medium ? "medium" : "long";
}
