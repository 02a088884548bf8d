/**
 * The bars above the work: who needs help, who waits too long, printers and papers, the door. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {{guide: string, mine: boolean, text: string, since: string, coming: string | null}} HelpRow
 * @typedef {Pressing & {helps: HelpRow[], late: {label: string, target: number}[], news: string | null,
 *   paper: import("./paper.js").PaperNotice[]}} BarsModel
 */
import { fill } from "../js/words.js";
import { h, icon } from "./dom.js";
import { action, opener } from "./parts.js";

/** The one bar that may shout. @param {BarsModel} model @returns {Child[]} */
export const helpBars = (model) => model.helps.map((row) => helpBar(row, model));

/** @param {HelpRow} row @param {BarsModel} model */
function helpBar({ guide, mine, text, since, coming }, model) {
  const { texts } = model;
  const button = mine || coming
    ? action(model, `help-end/${guide}`, "check", mine ? texts.help_no_more : texts.help_solved, { kind: ".help__button", sure: texts.help_solved_sure })
    : action(model, `help-coming/${guide}`, "walk", texts.help_come, { kind: ".help__button" });
  return h("div.help", {},
    icon("alert-triangle"),
    h("p.help__text", {}, h("strong", {}, text), " ", h("span.figures", {}, since), coming && h("span.help__coming", {}, icon("walk"), coming)),
    button);
}

/** What others changed about my visitor or my desk, until it is read. @param {{rows: {id: number, text: string}[], texts: Record<string, string>}} model @returns {Child[]} */
export const newsBars = ({ rows, texts }) =>
  rows.map(({ id, text }) => h("p.notice.notice--news", {}, icon("info-circle"), h("span", {}, text), opener(`seen/${id}`, "check", texts.seen)));

/** @param {BarsModel} model @returns {Child[]} */
export function noticeBars({ late, news, paper, texts }) {
  const [first] = late;
  const told = late.length === 1 ? fill(texts.notice_one, { label: first.label, num: first.target }) : null;
  const many = late.length > 1 ? fill(texts.notice_many, { num: late.length, labels: late.slice(0, 5).map(({ label }) => label).join(", ") }) : null;
  return [
    ...paper.map((row) => paperBar(row, texts)),
    news && h("p.notice", {}, icon("info-circle"), h("span", {}, news)),
    (told || many) && h("p.notice.notice--late", {}, icon("hourglass"), h("span", {}, told ?? many)),
  ];
}

/** @param {import("./paper.js").PaperNotice} row @param {Record<string, string>} texts */
const paperBar = ({ key, text, since, remedy }, texts) =>
  h(`p.notice${key ? ".notice--news" : ".notice--paper"}`, {}, icon(key ? "printer" : "printer-off"),
    h("span", {}, key ? text : h("strong", {}, text), since && h("span.figures", {}, ` ${since}`), remedy && `. ${remedy}`),
    key && opener(`roll/${key}`, "check", texts.low_seen));

/** Whether a paper came out: asked of whoever is near, settled with one press. @param {Pressing & {doubts: import("./paper.js").DoubtRow[]}} model @returns {Child[]} */
export const doubtBars = (model) =>
  model.doubts.map(({ job, text, hint }) =>
    h("div.notice.notice--doubt", {}, icon("printer"),
      h("p.doubt__text", {}, h("strong", {}, text), " ", h("span.soft", {}, hint)),
      h("div.doubt__answers", {},
        action(model, `looked/${job}`, "check", model.texts.doubt_looked),
        action(model, `again/${job}`, "printer", model.texts.doubt_again))));
