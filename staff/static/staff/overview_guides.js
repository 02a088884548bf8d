/**
 * What each guide takes and speaks, one form for each, folded away. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {import("./fields.js").Option} Option
 * @typedef {{guide: string, own: string[] | null, also: string[], languages: string[], desk: string | null, takes: string, speaks: string}} GuideRow
 * @typedef {Pressing & {rows: GuideRow[], loading: boolean, failed: boolean, questions: Option[], languages: Option[]}} GuidesModel
 */
import { h } from "./dom.js";
import { tick, ticks } from "./fields.js";
import { form, submit } from "./parts.js";

/** @param {GuidesModel} model @returns {Child[]} */
export function guidesCard(model) {
  const { rows, loading, failed, texts } = model;
  const head = [h("h2", {}, texts.card_guides), h("p.hint", {}, texts.guides_hint)];
  if (failed) return [...head, h("p.empty", {}, texts.list_failed)];
  if (loading) return [...head, h("p.empty", {}, texts.fetching)];
  if (rows.length === 0) return [...head, h("p.empty", {}, texts.no_guides)];
  return [...head, ...rows.map((row) => guide(row, model))];
}

/** @param {GuideRow} row @param {GuidesModel} model */
function guide(row, model) {
  const { texts, questions, languages } = model;
  const name = `guide/${row.guide}`;
  const plain = questions.map(({ value, text }) => ({ value, text }));
  return h("details.more.guide", { id: name },
    h("summary", {}, h("span.guide__name", {}, row.desk ? `${row.guide} · ${row.desk}` : row.guide),
      h("span.guide__takes", {}, row.speaks ? `${row.takes} · ${row.speaks}` : row.takes)),
    form(name,
      tick("all", texts.takes_all, row.own === null),
      h("div.guide__own", {}, ticks("own", texts.own_questions, plain, row.own ?? []), ticks("also", texts.also_questions, plain, row.also)),
      ticks("languages", texts.speaks, languages, row.languages),
      submit(model, name, "check", texts.save, "")));
}
