/** The page from the poster: presses of a question become one number, and who has one is not given another unasked. */

import { send } from "../js/api.js";
import { page } from "../js/page.js";
import { Joining } from "./joining.js";

const data = page();
const { texts } = data;
const joining = new Joining(data, { send, pause, memory: memory() }, (said) => say(texts[said]));

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} sentence */
function say(sentence) {
  element("answer").textContent = sentence;
}

/** A browser may forbid to keep anything, and throws then. */
function memory() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** @param {number} ms
 * @returns {Promise<void>} */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Who comes back to this page sees the number that was taken on it. */
function showMine() {
  const { mine } = joining;
  element("have").hidden = !mine;
  element("choose").hidden = Boolean(mine);
  const back = element("back");
  if (back) back.hidden = Boolean(mine);
  if (!mine) return;
  element("have-number").textContent = mine.label;
  element("have-link").setAttribute("href", addressOf(mine.token));
}

/** @param {string} token */
const addressOf = (token) => `/t/${token}?lang=${data.language}`;

/** @param {HTMLButtonElement} button */
async function choose(button) {
  if (joining.busy) return;
  button.setAttribute("aria-busy", "true");
  const outcome = await joining.take({ question_type: button.value, language: data.language });
  if (!outcome) return;
  if (outcome.ticket) location.assign(addressOf(outcome.ticket.token));
  else if (outcome.said === "changed") location.reload();
  else {
    button.removeAttribute("aria-busy");
    say(texts.failed);
  }
}

for (const button of Array.from(document.querySelectorAll("button[name='question_type']"))) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    void choose(/** @type {HTMLButtonElement} */ (button));
  });
}
element("another").addEventListener("click", () => {
  joining.forget();
  showMine();
});
window.addEventListener("pageshow", () => {
  say("");
  for (const button of Array.from(document.querySelectorAll("[aria-busy]"))) button.removeAttribute("aria-busy");
  showMine();
});
