/**
 * The line in its order, each wait measured against what was promised for that question. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./person.js").Person} Person
 * @typedef {{people: (Person & {next?: boolean})[], title: string, longest: string | null, more: string | null, texts: Record<string, string>}} LineModel
 */
import { fill } from "../js/words.js";
import { h, icon, number } from "./dom.js";
import { languageOf, opener, questionMark, tagList, waitBadge } from "./parts.js";

/** @param {LineModel} model @returns {Child[]} */
export function linePanel({ people, title, longest, more, texts }) {
  const head = h("div.panel__head", {}, h("h2", { id: "line-title" }, title), longest && h("p.hint.figures", {}, longest));
  if (people.length === 0) return [head, h("p.empty", {}, icon("armchair"), texts.line_empty), tools(texts)];
  return [
    head,
    h("div.scroll", { tabindex: "0", role: "region", "aria-labelledby": "line-title" }, lineTable(people, texts),
      more && h("p.panel__foot", {}, opener("sheet/line", "list", more, ".button--quiet"))),
    tools(texts),
  ];
}

/** What else can be done for the line. @param {Record<string, string>} texts */
const tools = (texts) =>
  h("p.tools", {},
    opener("sheet/issue", "ticket", texts.give_number, ".button--quiet"),
    opener("sheet/closed", "history", texts.closed_list, ".button--quiet"),
    opener("sheet/place", "door", texts.place, ".button--quiet"));

/** @param {(Person & {next?: boolean})[]} people @param {Record<string, string>} texts */
export function lineTable(people, texts) {
  const columns = [texts.number, texts.question, texts.language, texts.wait];
  return h("table.line", { role: "table" },
    h("thead", {}, h("tr", { role: "row" }, ...columns.map((name) => h("th", { scope: "col", role: "columnheader" }, name)))),
    h("tbody", {}, ...people.map((person) => row(person, texts))));
}

/** The number is a button that covers its row; who is next for me stands out. @param {Person & {next?: boolean}} person @param {Record<string, string>} texts */
function row(person, texts) {
  const open = h(
    "button.line__open", { type: "button", "data-press": `sheet/visitor/${person.id}`, "aria-label": fill(texts.open_visitor, { label: person.label }) },
    number(person.label, ".line__number"),
  );
  return h(
    "tr", { role: "row", "aria-current": person.next === true && "true" },
    h("th.line__label", { scope: "row", role: "rowheader" }, open),
    h("td.line__question", { role: "cell" }, h("span", {}, questionMark(person), h("span", {}, person.question, tagList(person.tags)))),
    h("td.line__language", { role: "cell" }, languageOf(person)),
    h("td.line__wait", { role: "cell" }, waitBadge(waitOf(person, texts))),
  );
}

/** @param {Person} person @param {Record<string, string>} texts */
export const waitOf = ({ minutes, level, target }, texts) => ({
  minutes: fill(texts.minutes, { num: minutes }),
  level,
  meaning: fill(level === "near" ? texts.near_target : texts.over_target, { num: target }),
});
