/** The server's side of the ticket's layout. Never throws: a refusal and a dead line are answers too. */
import { newKey, send } from "../js/api.js";

/**
 * @typedef {import("./layout_model.js").Layout} Layout
 * @typedef {import("./layout_preview.js").Shown} Shown
 * @typedef {{layout: Layout, language: string, width: number, location: string, long: boolean}} Wish width in dots
 */
const URL_OF = "/api/v1/ticket-layout";
const PATIENCE_MS = 10_000;

/** The layout in force, the one that Inloop begins with, and the languages of the region. */
export const fetchLayout = () => send("GET", URL_OF);

/** Make a layout the region's; a lost answer is asked for once more with the same key. @param {Layout} layout @param {string} csrf */
export async function saveLayout(layout, csrf) {
  const options = { body: { layout }, csrf, key: newKey() };
  const answer = await send("POST", URL_OF, options);
  return answer.status === 0 ? send("POST", URL_OF, options) : answer;
}

/** The paper as a picture. @param {Wish} wish @param {string} csrf @returns {Promise<Shown>} */
export async function fetchPicture(wish, csrf) {
  try {
    const answer = await fetch(`${URL_OF}/preview`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf, "Idempotency-Key": newKey() },
      body: JSON.stringify(wish),
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) return { picture: await answer.blob(), status: answer.status, errors: [] };
    const problem = await answer.json();
    return { picture: null, status: answer.status, code: problem.code, errors: problem.errors ?? [{ place: "layout", message: problem.detail ?? "" }] };
  } catch {
    return { picture: null, status: 0, errors: [] };
  }
}
