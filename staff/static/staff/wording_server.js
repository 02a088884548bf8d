/** The server's side of visitors' texts. Never throws: a refusal and a dead line are answers too. */
import { newKey, send } from "../js/api.js";

/**
 * @typedef {import("./wording_model.js").Change} Change
 * @typedef {import("../js/api.js").Answer} Answer
 */
const URL_OF = "/api/v1/wording";
const PATIENCE_MS = 15_000;
/** The server takes 64 kB; the answer's frame needs a little. */
export const LARGEST_FILE = 59_000;

/** All languages that a region can offer. */
export const fetchLanguages = () => send("GET", URL_OF);

/** Every text in a language. @param {string} language */
export const fetchTexts = (language) => send("GET", `${URL_OF}/${language}`);

/** Where the .po file of a language is. @param {string} language */
export const fileOf = (language) => `${URL_OF}/${language}/file`;

/** What is to be said of a text. @param {string} language @param {string} key @param {string[]} forms @param {string} csrf */
export const check = (language, key, forms, csrf) => send("POST", `${URL_OF}/${language}/check`, { body: { key, forms }, csrf });

/** Let texts count; saving the same twice does no harm, so a lost answer is asked for again. @param {string} language @param {Change[]} texts @param {string} csrf @returns {Promise<Answer>} */
export async function save(language, texts, csrf) {
  const options = { body: { texts }, csrf, key: newKey(), timeout: PATIENCE_MS };
  const answer = await send("POST", `${URL_OF}/${language}`, options);
  return answer.status === 0 ? send("POST", `${URL_OF}/${language}`, options) : answer;
}

/** Let visitors choose a language, or no longer. @param {string} language @param {boolean} offered @param {string} csrf */
export const offer = (language, offered, csrf) => send("POST", `${URL_OF}/${language}/offer`, { body: { offered }, csrf });

/** Hand in a translator's file. @param {string} language @param {string} po @param {string} csrf */
export const takeFile = (language, po, csrf) => send("POST", fileOf(language), { body: { po }, csrf, timeout: PATIENCE_MS });

/** A file without what tools write beside the texts; marks such as `#, fuzzy` stay. @param {string} po */
export const withoutRemarks = (po) => po.split("\n").filter((line) => !line.startsWith("#") || line.startsWith("#,")).join("\n");

/**
 * The ticket with a text in place; null where there is none.
 *
 * @param {{key: string, forms: string[], location: string}} wish
 * @param {string} language
 * @param {string} csrf
 * @returns {Promise<Blob | null>}
 */
export async function fetchPaper(wish, language, csrf) {
  try {
    const answer = await fetch(`${URL_OF}/${language}/paper`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
      body: JSON.stringify({ ...wish, width: 576 }),
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok ? await answer.blob() : null;
  } catch {
    return null;
  }
}
