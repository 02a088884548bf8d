/** The page of the printers: asks how they are, listens to presses, and draws what comes of it. */
import { page } from "../js/page.js";
import { draw, h, icon } from "./dom.js";
import { get, keepAsking, listen, part, pointAtWrong, post, settleTold, tell } from "./live_page.js";
import { opener } from "./parts.js";
import { printerCard } from "./printers_card.js";
import { Desk } from "./printers_desk.js";
import { printerForm } from "./printers_form.js";
import { card, formModel, foundRows, history } from "./printers_model.js";

const ASK_EVERY = 2_000;

const facts = page();
const { texts, language } = facts;
const desk = new Desk({
  location: facts.location.id, texts, tell, show, post, get, leave: () => location.reload(), filled,
});

/** A found address goes into the form. @param {string} form @param {string} name @param {string} value */
function filled(form, name, value) {
  const field = document.querySelector(`form[data-form="${CSS.escape(form)}"] [name="${name}"]`);
  if (!(field instanceof HTMLInputElement)) return;
  field.value = value;
  field.focus();
}

function show() {
  const { board, busy } = desk;
  if (settleTold()) desk.removed = null;
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
    return form ? [h("section.machine.printer", {}, h("h2.machine__name", {}, icon("plus"), texts.add), printerForm(form))] : [opener("open/new", "plus", texts.add)];
  });
  if (busy === null) pointAtWrong(desk.errors);
}

/** @param {string} id @param {Date} now @returns {import("./printers_card.js").CardModel["history"]} */
function historyOf(id, now) {
  if (!(id in desk.histories)) return null;
  const faults = desk.histories[id];
  return faults === null ? "failed" : history(faults, texts, language, now);
}

listen((name, values) => desk.press(name, values));
document.addEventListener("toggle", ({ target }) => {
  const id = target instanceof HTMLDetailsElement ? target.dataset.history : undefined;
  if (!id || !(target instanceof HTMLDetailsElement)) return;
  if (!target.open) desk.forget(id);
  else if (!(id in desk.histories)) void desk.history(id);
}, true);
keepAsking(() => desk.fetch(), ASK_EVERY);
