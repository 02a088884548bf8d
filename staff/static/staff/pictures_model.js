/**
 * The pictures of a location as cards and forms, in plain data. No DOM, no network; the time is handed in.
 *
 * @typedef {{id: number, hash: string, describes: string, until: string | null, width: number, height: number}} Picture
 * @typedef {{rev: number, pictures: Picture[]}} Board
 * @typedef {import("./page_desk.js").Errors} Errors
 * @typedef {import("./shape.js").Values} Values
 */
import { calendar, fill } from "../js/words.js";
import { text } from "./values.js";

/** Bytes of a file that the server takes, and pictures of a location. */
export const LARGEST = 8 * 1024 * 1024;
export const MOST = 12;

/** @param {Board} board @param {string} location @param {Record<string, any>} texts @param {string} language @param {Date} now */
export function cards({ pictures }, location, texts, language, now) {
  return pictures.map(({ id, hash, describes, until, width, height }, place) => ({
    id, describes, width: String(width), height: String(height),
    source: `/display/${location}/picture/${id}-${hash}`,
    over: until !== null && Date.parse(until) <= now.getTime(),
    until: untilText(until, texts, language, now),
    first: place === 0, last: place === pictures.length - 1,
  }));
}

/** @param {string | null} until @param {Record<string, any>} texts @param {string} language @param {Date} now */
function untilText(until, texts, language, now) {
  if (until === null) return texts.until_removed;
  const [year, month, date] = lastDay(until).split("-").map(Number);
  const day = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(Date.UTC(year, month - 1, date));
  return fill(Date.parse(until) <= now.getTime() ? texts.until_over : texts.until_day, { day });
}

/** The last local day before a moment, as a field of dates wants it. @param {string} until */
const lastDay = (until) => calendar(new Date(Date.parse(until) - 1)).day;

/** What stands in a form. @param {Picture | null} picture null for a new one */
export const formOf = (picture) => ({ describes: picture?.describes ?? "", lastDay: picture?.until ? lastDay(picture.until) : "" });

/** What a form asks of the server, or what is wrong in it. @param {Values} values @param {Record<string, any>} texts */
export function bodyOf(values, texts) {
  const body = { describes: text(values, "describes"), last_day: text(values, "last_day") || null };
  /** @type {Errors} */
  const errors = body.describes ? {} : { describes: said(texts.missing_description) };
  return { body, errors };
}

/** The same picture, elsewhere in the order. @param {Board} board @param {number} id @param {number} by */
export function moved(board, id, by) {
  const place = board.pictures.findIndex((picture) => picture.id === id);
  const { describes, lastDay: day } = formOf(board.pictures[place]);
  return { describes, last_day: day || null, place: place + 1 + by };
}

/** Which field the server found wrong. @param {{code?: string, errors?: {place?: string}[]} | null} problem @param {Record<string, any>} texts @returns {Errors} */
export function fieldErrors(problem, texts) {
  if (problem?.code === "no_picture" || problem?.code === "too_large") return { image: said(texts.bad_picture) };
  const places = (problem?.errors ?? []).map(({ place }) => place);
  return {
    ...(places.includes("describes") && { describes: said(texts.missing_description) }),
    ...(places.includes("last_day") && { last_day: said(texts.bad_day) }),
    ...(places.includes("image") && { image: said(texts.bad_picture) }),
  };
}

/** @param {string} sentence */
export const said = (sentence) => ({ text: sentence, detail: "" });
