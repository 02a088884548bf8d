/**
 * The line in its order, each wait measured against what was promised for that question. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./model.js").Person} Person
 * @typedef {{people: Person[], title: string, longest: string | null, texts: Record<string, string>}} LineModel
 */
import { fill } from "../js/words.js";
import { h, icon, number } from "./dom.js";
import { questionMark } from "./panel_next.js";

/** @param {LineModel} model @returns {Child[]} */
export function linePanel({ people, title, longest, texts }) {
  const head = h("div.panel__head", {}, h("h2", { id: "line-title" }, title), longest && h("p.hint.figures", {}, longest));
  if (people.length === 0) return [head, h("p.empty", {}, icon("armchair"), texts.line_empty)];
  const columns = [texts.number, texts.question, texts.language, texts.wait];
  return [
    head,
    h(
      "div.scroll", { tabindex: "0", role: "region", "aria-labelledby": "line-title" },
      h("table.line", { role: "table" },
        h("thead", {}, h("tr", { role: "row" }, ...columns.map((name) => h("th", { scope: "col", role: "columnheader" }, name)))),
        h("tbody", {}, ...people.map((person) => row(person, texts)))),
    ),
  ];
}

/** @param {Person} person @param {Record<string, string>} texts */
function row(person, texts) {
  return h(
    "tr", { "data-level": person.level, role: "row" },
    h("th.line__label", { scope: "row", role: "rowheader" }, number(person.label, ".line__number")),
    h("td.line__question", { role: "cell" }, h("span", {}, questionMark(person), person.question)),
    h("td.line__language", { role: "cell" }, person.language),
    h("td.line__wait", { role: "cell" }, wait(person, texts)),
  );
}

/** @param {Person} person @param {Record<string, string>} texts */
function wait({ minutes, level, target }, texts) {
  const told = fill(texts.minutes, { num: minutes });
  if (level === "fine") return h("span.wait.figures", {}, told);
  const sign = level === "over" ? "alert-triangle" : "hourglass";
  const meaning = fill(level === "over" ? texts.over_target : texts.near_target, { num: target });
  return h("span.wait.figures", { title: meaning }, icon(sign), told, h("span.visually-hidden", {}, ` (${meaning})`));
}
