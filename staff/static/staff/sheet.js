/**
 * The sheet beside (on a tablet: over) the rest: one thing at a time. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 */
import { fill } from "../js/words.js";
import { h, icon, number } from "./dom.js";
import { radios, select, short, words } from "./fields.js";
import { issueFields } from "./panel_issue.js";
import { lineTable } from "./panel_line.js";
import { action, form, opener, sheetHead, submit } from "./parts.js";
import { visitorSheet } from "./sheet_visitor.js";

const NOTE_MOST = 160;

/** @type {Record<string, (model: any) => Child[]>} */
const SHEETS = {
  visitor: visitorSheet,
  hold: holdSheet,
  transfer: transferSheet,
  service: serviceSheet,
  change: changeSheet,
  merge: mergeSheet,
  note: noteSheet,
  presence: presenceSheet,
  issue: issueSheet,
  closed: closedSheet,
  line: lineSheet,
  place: placeSheet,
};

/** @param {any} model what `sheetModel` made @returns {Child[]} */
export const sheet = (model) => SHEETS[model.kind]?.(model) ?? [];

/** @param {any} model */
function holdSheet(model) {
  const { holds, person, texts, disabled } = model;
  const choices = holds.map((/** @type {number} */ minutes) =>
    h("button.button.big", { type: "submit", name: "minutes", value: String(minutes), disabled }, fill(texts.minutes, { num: minutes })));
  return [
    sheetHead(texts.hold, texts, person?.label),
    form("hold",
      h("p.hint", {}, texts.hold_hint),
      h("div.bigs", {}, ...choices, h("button.button.big.bigs__all", { type: "submit", disabled }, icon("player-pause"), texts.hold_open_choice)),
      words("note", texts.note_optional, NOTE_MOST, "", texts.no_names)),
  ];
}

/** @param {any} model */
function transferSheet(model) {
  const { person, questions, guides, desks, texts } = model;
  const anybody = { value: "", text: texts.no_matter };
  return [
    sheetHead(texts.transfer, texts, person?.label),
    form("transfer",
      h("p.hint", {}, texts.transfer_hint),
      guides.length > 0 && radios("guide", texts.to_guide, [anybody, ...guides]),
      radios("question_type", texts.to_question, [{ value: "", text: texts.same_question }, ...questions.filter((/** @type {any} */ item) => item.value !== model.ticket?.question)]),
      select("desk", texts.to_desk, [anybody, ...desks]),
      words("note", texts.note_optional, NOTE_MOST, "", texts.no_names),
      submit(model, "transfer", "arrows-exchange", texts.transfer)),
  ];
}

/** @param {any} model */
function serviceSheet(model) {
  const { person, questions, outcomes, texts } = model;
  return [
    sheetHead(texts.another_question, texts, person?.label),
    form("service",
      h("p.hint", {}, texts.service_hint),
      radios("question_type", texts.which_question, questions),
      select("outcome", texts.how_ended_first, outcomes),
      submit(model, "service", "plus", texts.go_on)),
  ];
}

/** @param {any} model */
function changeSheet(model) {
  const { id, person, ticket, questions, languages, priorities, texts } = model;
  return [
    sheetHead(texts.change, texts, person?.label),
    form(`change/${id}`,
      select("question_type", texts.question, questions, ticket?.question),
      select("language", texts.language, languages, ticket?.language),
      priorities.length > 1 && radios("priority", texts.priority, priorities, String(ticket?.priority)),
      submit(model, `change/${id}`, "check", texts.save)),
  ];
}

/** @param {any} model */
function mergeSheet(model) {
  const { id, person, others, texts } = model;
  const choice = others.length > 0
    ? [select("into", texts.merge_with, others), submit(model, `merge/${id}`, "copy", texts.merge)]
    : [h("p", {}, texts.nobody_else)];
  return [sheetHead(texts.merge, texts, person?.label), form(`merge/${id}`, h("p.hint", {}, fill(texts.merge_hint, { label: person?.label ?? "" })), ...choice)];
}

/** @param {any} model */
function noteSheet(model) {
  const { id, person, written, texts } = model;
  return [
    sheetHead(texts.note, texts, person?.label),
    form(`note/${id}`, words("text", texts.note_label, NOTE_MOST, written, texts.no_names), submit(model, `note/${id}`, "check", texts.save)),
  ];
}

/** @param {any} model */
function presenceSheet(model) {
  const { texts, desk } = model;
  const reasons = ["lunch", "break", "meeting", "other"];
  return [
    sheetHead(desk?.name ?? texts.presence, texts),
    h("div.stack", {},
      action(model, "presence/available", "circle-check", texts.available, { kind: desk?.state === "available" ? ".button--main" : "" }),
      h("h3.stack__title", {}, texts.pause),
      h("div.pairs", {}, ...reasons.map((why) => action(model, `presence/pause/${why}`, "clock-pause", texts[`pause_${why}`]))),
      h("h3.stack__title", {}, texts.elsewhere),
      action(model, "presence/back_office", "device-desktop", texts.back_office),
      opener("desk/open", "map-pin", texts.other_desk),
      action(model, "leave", "door-exit", texts.leave_desk)),
  ];
}

/** @param {any} model @returns {Child[]} */
function issueSheet(model) {
  return [sheetHead(model.texts.give_number, model.texts), ...issueFields(model)];
}

/** @param {any} model */
function closedSheet(model) {
  const { rows, failed, texts } = model;
  const head = [sheetHead(texts.closed_list, texts), h("p.hint", {}, texts.closed_hint)];
  if (failed || rows === null) return [...head, h("p.empty", {}, failed ? texts.list_failed : texts.fetching)];
  if (rows.length === 0) return [...head, h("p.empty", {}, texts.nobody_closed)];
  return [...head, h("ul.rows", {}, ...rows.map((/** @type {any} */ row) =>
    h("li.row.row--closed", {},
      h("span.row__name", {}, number(row.label, ".row__number"), row.question),
      h("span.row__text.figures", {}, row.ended),
      row.can && h("span.row__end", {}, action(model, `reinstate/${row.id}`, "arrow-back-up", texts.reinstate)))))];
}

/** @param {any} model */
function lineSheet({ people, failed, texts }) {
  const head = sheetHead(texts.whole_line, texts);
  if (failed || people === null) return [head, h("p.empty", {}, failed ? texts.list_failed : texts.fetching)];
  return [head, lineTable(people, texts)];
}

/** What concerns everybody who waits: guides who are away, and the roll of paper numbers. @param {any} model */
function placeSheet(model) {
  const { away, paper, texts } = model;
  return [
    sheetHead(texts.place, texts),
    h("section.block", {}, h("h3", {}, texts.away_title), h("p.hint", {}, texts.away_explained), away ? h("p", {}, fill(texts.away_now, { time: away })) : null,
      away
        ? action(model, "away-end", "check", texts.away_end)
        : form("away", h("div.bigs", {}, ...[10, 20, 30, 60].map((minutes) =>
            h("button.button.big", { type: "submit", name: "minutes", value: String(minutes), disabled: model.disabled }, fill(texts.minutes, { num: minutes })))))),
    h("section.block", {}, h("h3", {}, texts.paper_title), h("p.hint", {}, texts.paper_explained), ...paperFields(model, paper)),
  ];
}

/** @param {any} model @param {{next: number, last: number} | null} paper */
function paperFields(model, paper) {
  const { texts } = model;
  if (paper) return [h("p", {}, fill(texts.paper_now, { num: paper.next })), action(model, "paper-stop", "player-stop", texts.paper_stop)];
  return [form("paper",
    h("div.pairs", {}, short("next", texts.paper_next, { type: "number", min: "0", max: "999", value: "1", inputmode: "numeric" }),
      short("last", texts.paper_last, { type: "number", min: "9", max: "999", value: "99", inputmode: "numeric" })),
    submit(model, "paper", "ticket", texts.paper_start, ""))];
}

