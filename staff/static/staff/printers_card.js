/**
 * One printer on its page: how it is, its papers, what happened, a test. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {{when: string, text: string, health: string}} HistoryRow
 * @typedef {Pressing & {card: ReturnType<typeof import("./printers_model.js").card>, test: "fresh" | "look" | "tips" | null,
 *   history: HistoryRow[] | "failed" | null, maySet: boolean, picture: string, texts: Record<string, any>,
 *   form: import("./printers_form.js").FormModel | null}} CardModel
 */
import { h, icon } from "./dom.js";
import { action, opener } from "./parts.js";
import { printerForm } from "./printers_form.js";

/** @type {Record<string, string>} */
const SIGNS = { current: "circle-check", low: "info-circle", unclear: "info-circle", asked: "hourglass", offline: "alert-triangle" };

/** @param {CardModel} model */
export function printerCard(model) {
  const { card, texts } = model;
  return h("section.machine.printer", { "data-health": card.health, "data-printer": card.id, "aria-labelledby": `name-${card.id}` },
    h("h2.machine__name", { id: `name-${card.id}` }, icon(card.icon), card.name),
    h("p.machine__state", {}, icon(SIGNS[card.health]),
      h("span", {}, h("strong", {}, card.state), card.since && " ", card.since && h("span.soft.figures", {}, card.since), card.remedy && h("span.machine__remedy", {}, card.remedy))),
    testing(model),
    h("dl.machine__facts", {},
      fact(texts.prints_for, card.for),
      fact(texts.papers, h("span.papers", {}, ...card.papers.map(({ kind, text }) => h("span.figures", { "data-paper": kind }, text)))),
      fact(texts.width, card.width),
      fact(texts.address, h("code", { dir: "ltr" }, card.address), card.house && h("span.soft", {}, ` (${card.house})`))),
    model.form ? printerForm(model.form) : buttons(model),
    history(model));
}

/** @param {string} name @param {Child[]} values */
const fact = (name, ...values) => h("div", {}, h("dt", {}, name), h("dd", {}, ...values));

/** @param {CardModel} model */
function buttons(model) {
  const { card, test, maySet, texts } = model;
  return h("div.machine__buttons", {},
    test !== "fresh" && action(model, `test/${card.id}`, "printer", texts.test),
    maySet && opener(`open/${card.id}`, "pencil", texts.change),
    maySet && action(model, `remove/${card.id}`, "trash", texts.remove, { kind: ".button--quiet" }));
}

/** A printer that is new is tried first; then a person says whether it is good. @param {CardModel} model @returns {Child} */
function testing(model) {
  const { card, test, texts, picture } = model;
  if (test === "fresh") {
    return h("div.trial", {}, h("p", {}, texts.fresh), action(model, `test/${card.id}`, "printer", texts.test, { kind: ".button--main" }));
  }
  if (test === "look") {
    return h("div.trial.trial--look", {},
      h("img.trial__picture", { src: picture, alt: texts.test_picture, width: "144" }),
      h("div.trial__ask", {}, h("h3", {}, texts.like_this), h("p", {}, texts.like_this_hint),
        h("div.machine__buttons", {}, opener(`good/${card.id}`, "circle-check", texts.like_this_yes, ".button--main"), opener(`bad/${card.id}`, "x", texts.like_this_no))));
  }
  return test === "tips" && h("div.trial", {}, h("h3", {}, texts.tips_title), h("ul.tips", {}, ...texts.tips.map((/** @type {string} */ tip) => h("li", {}, tip))));
}

/** @param {CardModel} model */
function history({ card, history: rows, texts }) {
  const told = rows === null ? h("p.empty", {}, texts.fetching) : rows === "failed" ? h("p.empty", {}, texts.history_failed) : rows.length === 0 ? h("p.empty", {}, texts.history_none)
    : h("ol.happened", {}, ...rows.map(({ when, text, health }) => h("li", { "data-health": health }, h("span.figures.soft", {}, when), icon(SIGNS[health] ?? "info-circle"), h("span", {}, text))));
  return h("details.more", { id: `history-${card.id}`, "data-history": card.id }, h("summary", { "data-press": `history/${card.id}` }, icon("history"), texts.history), told);
}
