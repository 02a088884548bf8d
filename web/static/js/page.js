/** What the server wrote into the page. Reads it once. */

import { useZone } from "./words.js";

/** @typedef {import("./words.js").Forms} Forms */
/** @typedef {Record<string, string | Forms>} Texts */
/** @typedef {{id: string, letter: string, icon: string, colour: string,
 *   names: Record<string, string>, hints: Record<string, string>}} QuestionType */
/** @typedef {{code: string, name: string, rtl: boolean}} Language */
/** @typedef {{
 *   location: {id: string, name: string, kind: string, training: boolean},
 *   region: {id: string, name: string},
 *   timezone: string,
 *   languages: Language[],
 *   language: string,
 *   question_types: QuestionType[],
 *   desks: {id: string, name: string}[],
 *   epoch: string,
 *   config_rev: number,
 *   base_url: string,
 *   token?: string,
 *   csrf?: string,
 *   texts: any,
 * }} Page texts is a Texts, or at the kiosk one for each language; a face may add facts of its own */

/** @type {any} */
let data;

/** The page's data; each face names the shape it put there.
 * @returns {any} a Page at least */
export function page() {
  if (!data) {
    const written = document.getElementById("page");
    data = JSON.parse((written && written.textContent) || "{}");
    useZone(data.timezone || "UTC");
  }
  return data;
}
