/** The page of the printers: asks how they are, listens to presses, and draws what comes of it. */
import { newKey, send } from "../js/api.js";
import { page } from "../js/page.js";
import { clock, fill } from "../js/words.js";
import { draw, h, icon } from "./dom.js";
import { valuesOf } from "./input.js";
import { opener } from "./parts.js";
import { printerCard } from "./printers_card.js";
import { Desk } from "./printers_desk.js";
import { printerForm } from "./printers_form.js";
import { card, formModel, foundRows, history } from "./printers_model.js";

const ASK_EVERY = 2_000;
const TOLD_FOR = 60_000;

const facts = page();
const { texts, csrf, language } = facts;
const desk = new Desk({
  location: facts.location.id, texts, tell, show, post, get: (url) => send("GET", url), leave: () => location.reload(), filled,
});
let heard = new Date();
let toldAt = -Infinity;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** A lost answer is asked for once more with the same key, and the server answers as it did. @param {string} url @param {object} body */
async function post(url, body) {
  const options = { body, csrf, key: newKey() };
  const answer = await send("POST", url, options);
  return answer.status === 0 ? send("POST", url, options) : answer;
}

/** @param {string} sentence @param {boolean} [wrong] */
function tell(sentence, wrong = false) {
  const told = part("told");
  told.textContent = sentence;
  told.dataset.wrong = String(wrong);
  toldAt = performance.now();
}

/** A found address goes into the form. @param {string} form @param {string} name @param {string} value */
function filled(form, name, value) {
  const field = document.querySelector(`form[data-form="${CSS.escape(form)}"] [name="${name}"]`);
  if (!(field instanceof HTMLInputElement)) return;
  field.value = value;
  field.focus();
}

function show() {
  const { board, busy } = desk;
  if (performance.now() - toldAt > TOLD_FOR) {
    desk.removed = null;
    if (part("told").textContent) tell("");
  }
  part("tell").hidden = !part("told").textContent;
  draw(part("undo"), { can: desk.removed !== null, texts }, ({ can }) => [can && opener("undo", "arrow-back-up", texts.put_back)]);
  if (board === null) return;
  const pressing = { disabled: busy !== null, busy, armed: null, texts };
  const now = new Date();
  const found = desk.found !== null && typeof desk.found === "object" ? { rows: foundRows(desk.found.found, board, texts), trouble: desk.found.trouble } : desk.found;
  const formOf = (/** @type {import("./printers_model.js").FullPrinter | null} */ printer) => ({ ...pressing, form: formModel(printer, board, texts), errors: desk.errors, found });
  draw(part("cards"), board.printers.map((printer) => ({
    ...pressing, card: card(printer, board, texts, language, now), test: desk.tests[printer.id] ?? null, maySet: facts.may_set,
    history: historyOf(printer.id, now), picture: `/staff/${facts.location.id}/printers/${printer.id}/test.png`,
    form: desk.open === printer.id ? formOf(printer) : null,
  })), (cards) => (cards.length > 0 ? cards.map(printerCard) : [h("p.empty", {}, icon("printer-off"), texts.no_printers)]));
  draw(part("more"), { ...pressing, form: desk.open === "new" ? formOf(null) : null }, ({ form }) => {
    if (!facts.may_set) return [];
    return form ? [h("section.printer", {}, h("h2.printer__name", {}, icon("plus"), texts.add), printerForm(form))] : [opener("open/new", "plus", texts.add)];
  });
  if (busy === null) pointAtWrong();
}

/** @type {object | null} */
let pointedAt = null;

/** What is wrong is shown to whoever sent the form, once. */
function pointAtWrong() {
  const field = document.querySelector("[aria-invalid='true']");
  if (pointedAt === desk.errors || !(field instanceof HTMLElement)) return;
  pointedAt = desk.errors;
  field.focus();
}

/** @param {string} id @param {Date} now @returns {import("./printers_card.js").CardModel["history"]} */
function historyOf(id, now) {
  if (!(id in desk.histories)) return null;
  const faults = desk.histories[id];
  return faults === null ? "failed" : history(faults, texts, language, now);
}

async function ask() {
  if (document.hidden) return;
  const came = await desk.fetch();
  if (came) heard = new Date();
  part("stale").hidden = came;
  part("stale-text").textContent = came ? "" : fill(texts.stale, { time: clock(heard, language) });
}

/** One question after the other, also over a slow line. */
async function askOn() {
  await ask();
  setTimeout(askOn, ASK_EVERY);
}

document.addEventListener("click", ({ target, detail }) => {
  const button = target instanceof Element ? target.closest("[data-press]") : null;
  if (!(button instanceof HTMLButtonElement) || button.type === "submit" || detail > 1) return;
  void desk.press(button.dataset.press ?? "");
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.form) return;
  event.preventDefault();
  void desk.press(form.dataset.form, valuesOf(form));
});
document.addEventListener("toggle", ({ target }) => {
  const id = target instanceof HTMLDetailsElement ? target.dataset.history : undefined;
  if (!id || !(target instanceof HTMLDetailsElement)) return;
  if (!target.open) desk.forget(id);
  else if (!(id in desk.histories)) void desk.history(id);
}, true);
document.addEventListener("visibilitychange", () => void ask());
void askOn();
