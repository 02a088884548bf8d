/**
 * The sheet of one visitor: who it is, and what can be done. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./person.js").Person} Person
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {Pressing & {id: string, person: Person | null, actions: string[], callReasons: string[]}} VisitorModel
 */
import { h, icon } from "./dom.js";
import { words } from "./fields.js";
import { waitOf } from "./panel_line.js";
import { action, coloured, form, languageOf, noteList, opener, questionMark, sheetHead, submit, tagList, waitBadge } from "./parts.js";

const REASON_MOST = 160;

/** @type {Record<string, [string, string]>} pictogram, and whether a press opens a further sheet or acts */
const SIGNS = {
  resume: ["player-play", "act"], "take-over": ["hand-stop", "act"], later: ["clock-pause", "act"], back: ["player-play", "act"],
  change: ["pencil", "sheet"], merge: ["copy", "sheet"], note: ["file-text", "sheet"], reprint: ["printer", "act"],
  fetch: ["walk", "act"], unfetch: ["walk", "act"], cancel: ["user-off", "act"], reinstate: ["arrow-back-up", "act"],
};

/** @param {VisitorModel} model @returns {Child[]} */
export function visitorSheet(model) {
  const { person, actions, texts } = model;
  if (!person) return [sheetHead(texts.visitor, texts)];
  return [
    sheetHead(person.question, texts, person.label),
    about(person, texts),
    actions.includes("call") && callForm(model),
    h("div.stack.stack--pairs", {}, ...actions.filter((name) => name !== "call").map((name) => button(name, model))),
  ];
}

/** @param {Person} person @param {Record<string, string>} texts */
function about(person, texts) {
  return coloured(h("div.about", {},
    h("p.about__facts", {}, questionMark(person), languageOf(person), person.waited && waitBadge(waitOf(person, texts))),
    tagList(person.tags),
    noteList(person.notes, 5)), person.colour);
}

/** Out of turn: with a reason, quickly chosen or in own words. @param {VisitorModel} model */
function callForm(model) {
  const { id, callReasons, disabled, texts } = model;
  const quick = callReasons.map((reason) => h("button.button", { type: "submit", name: "reason", value: reason, disabled }, icon("speakerphone"), h("span", {}, reason)));
  return form(
    `call/${id}`,
    h("h3.stack__title", {}, texts.call_because),
    h("div.stack", {}, ...quick),
    h("details.more", { id: "call-other" }, h("summary", {}, texts.other_reason),
      words("other", texts.other_reason_label, REASON_MOST, "", texts.no_names),
      submit(model, `call/${id}`, "speakerphone", texts.call_now)),
  );
}

/** @param {string} name @param {VisitorModel} model */
function button(name, model) {
  const { id, texts } = model;
  const [sign, way] = SIGNS[name];
  const text = texts[`do_${name.replace("-", "_")}`];
  if (way === "sheet") return opener(`sheet/${name}/${id}`, sign, text);
  return action(model, `${name}/${id}`, sign, text, { kind: name === "resume" || name === "reinstate" ? ".button--main" : "" });
}
