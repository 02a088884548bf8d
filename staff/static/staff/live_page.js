/** What the pages of the printers and of the screens do alike: ask how things are, take presses, tell what came of them. */
import { newKey, send } from "../js/api.js";
import { page } from "../js/page.js";
import { clock, fill } from "../js/words.js";
import { valuesOf } from "./input.js";

const TOLD_FOR = 60_000;

let toldAt = -Infinity;
let heard = new Date();
/** @type {object | null} */
let pointedAt = null;

/** @param {string} id */
export const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} url */
export const get = (url) => send("GET", url);

/** A lost answer is asked for once more with the same key, and the server answers as it did. @param {string} url @param {object} body */
export async function post(url, body) {
  const options = { body, csrf: page().csrf, key: newKey() };
  const answer = await send("POST", url, options);
  return answer.status === 0 ? send("POST", url, options) : answer;
}

/** @param {string} sentence @param {boolean} [wrong] */
export function tell(sentence, wrong = false) {
  const told = part("told");
  told.textContent = sentence;
  told.dataset.wrong = String(wrong);
  toldAt = performance.now();
}

/** Put away what was told long ago. @returns {boolean} whether it is so long ago that nobody wants to undo it */
export function settleTold() {
  const old = performance.now() - toldAt > TOLD_FOR;
  if (old && part("told").textContent) tell("");
  part("tell").hidden = !part("told").textContent;
  return old;
}

/** What is wrong is shown to whoever sent the form, once. @param {object} errors */
export function pointAtWrong(errors) {
  const field = document.querySelector("[aria-invalid='true']");
  if (pointedAt === errors || !(field instanceof HTMLElement)) return;
  pointedAt = errors;
  field.focus();
}

/** Presses of buttons and sent forms. @param {(name: string, values?: import("./shape.js").Values) => unknown} press */
export function listen(press) {
  document.addEventListener("click", ({ target, detail }) => {
    const button = target instanceof Element ? target.closest("[data-press]") : null;
    if (!(button instanceof HTMLButtonElement) || button.type === "submit" || detail > 1) return;
    void press(button.dataset.press ?? "");
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.form) return;
    event.preventDefault();
    void press(form.dataset.form, valuesOf(form));
  });
}

/**
 * Ask how things are again and again, one question after the other, also over a slow line.
 *
 * @param {() => Promise<boolean>} fetch whether the newest came
 * @param {number} every milliseconds in between
 */
export function keepAsking(fetch, every) {
  const { texts, language } = page();
  async function ask() {
    if (document.hidden) return;
    const came = await fetch();
    if (came) heard = new Date();
    part("stale").hidden = came;
    part("stale-text").textContent = came ? "" : fill(texts.stale, { time: clock(heard, language) });
  }
  async function askOn() {
    await ask();
    setTimeout(askOn, every);
  }
  document.addEventListener("visibilitychange", () => void ask());
  void askOn();
}
