/**
 * Giving a number to somebody who does not use the kiosk: a language, a way, a question. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {import("./fields.js").Option} Option
 * @typedef {Pressing & {questions: Option[], languages: Option[], ways: Option[], issued: Issued | null}} IssueModel
 * @typedef {{id: number, label: string, question: string, language: string, icon: string, colour: string, ahead: string | null}} Issued
 */
import { h, icon, number } from "./dom.js";
import { radios } from "./fields.js";
import { action, coloured, form, opener, questionMark } from "./parts.js";

/** The whole panel of a host. @param {IssueModel} model @returns {Child[]} */
export function issuePanel(model) {
  return [h("h2.primary__title", { tabindex: "-1" }, model.texts.give_number), ...issueFields(model)];
}

/** @param {IssueModel} model @returns {Child[]} */
export function issueFields(model) {
  const { issued, languages, ways, questions, texts } = model;
  if (issued) return [given(issued, model)];
  return [form(
    "issue",
    radios("language", texts.visitor_speaks, languages, languages[0]?.value),
    ways.length > 0 && radios("desk", texts.where_to, ways, ""),
    h("h3.legend", { id: "which" }, texts.press_question),
    h("div.tiles", { role: "group", "aria-labelledby": "which" }, ...questions.map((question) => tile(question, model))),
  )];
}

/** @param {Option} question @param {IssueModel} model */
function tile({ value, text, icon: sign = "message-question", colour = "" }, { disabled, busy }) {
  const button = h(
    "button.button.tile", { type: "button", "data-press": `issue/${value}`, disabled, "aria-busy": busy === `issue/${value}` && "true" },
    questionMark({ icon: sign, colour }), h("span", {}, text),
  );
  return coloured(button, colour);
}

/** The number, large enough to show to the visitor, and what can be checked and told. @param {Issued} issued @param {IssueModel} model */
function given({ id, label, question, language, icon: sign, colour, ahead }, model) {
  const { texts } = model;
  return h("div.given", {},
    h("p.given__said", {}, icon("printer"), texts.number_given),
    number(label, ".given__number"),
    ahead && h("p.given__ahead", {}, ahead),
    h("p.given__what", {}, questionMark({ icon: sign, colour }), h("span", {}, question), h("span.soft", {}, language)),
    opener("issued/close", "plus", texts.another_number, ".button--main.main-action"),
    action(model, `fetch/${id}`, "walk", texts.do_fetch),
    h("div.pairs", {}, action(model, `reprint/${id}`, "printer", texts.reprint), action(model, `cancel/${id}`, "x", texts.not_after_all)));
}
