/** One text of visitors: its originals, a field for each quantity form, and what is to be said of it. */
import { fill } from "../js/words.js";
import { h, icon } from "./dom.js";
import { isQuestion, told } from "./wording_model.js";

/**
 * @typedef {import("./wording_model.js").Language} Language
 * @typedef {import("./wording_model.js").Text} Text
 * @typedef {{code: string, form: number, detail: string}} Finding
 * @typedef {{text: Text | null, forms: string[], language: Language, examples: number[][], place: string, said: any, may: boolean, more: boolean}} Model more: others are missing too
 */

/** The form of one text. @param {Model} model */
export function editorOf(model) {
  const { text, said } = model;
  if (text === null) return [h("p.edit__none", {}, icon("pencil"), said.choose)];
  return [
    h("div.edit__head", {},
      h("button.button.edit__list", { type: "button", "data-press": "list" }, icon("list"), said.to_list),
      h("h2.edit__title", { id: "edit-title", tabindex: "-1", lang: "nl" }, text.dutch[0] ?? text.key),
      h("p.edit__where", {}, fill(said.where, { places: text.places.map((place) => said.places[place]).join(", ") })),
    ),
    h("div.edit__work", {},
      h("form.edit__form", { "data-form": `text/${model.language.code}/${text.key}`, autocomplete: "off" },
        originals(model),
        ...fieldsOf(model),
        buttons(model),
      ),
      h("figure.shown", { id: "shown" }, h("figcaption.shown__title", {}, said.as_shown), placesOf(model), h("div", { id: "picture" }), h("p.shown__tells", { id: "picture-tells" })),
    ),
  ];
}

/** On which of its screens a text is shown. @param {Model} model */
function placesOf({ text, place, said }) {
  if (text === null || text.places.length < 2) return null;
  return h("div.shown__places", { role: "group", "aria-label": said.as_shown }, ...text.places.map((name) =>
    h("button.button.shown__place", { type: "button", "data-press": `place/${name}`, "aria-pressed": String(name === place) }, said.places[name])));
}

/**
 * Of who left long ago the name is erased.
 * @param {string} name
 * @param {Model["said"]} said
 */
function changedBy(name, said) {
  return name === "staff" ? said.changed_by_colleague : fill(said.changed_by, { name });
}

/** @param {Model} model */
function originals({ text, language, said }) {
  if (text === null) return null;
  const one = (/** @type {string} */ label, /** @type {string[] | null} */ forms, /** @type {string} */ code, rtl = false) =>
    forms && forms.length > 0 ? [h("dt", {}, label), h("dd", { lang: code, dir: rtl ? "rtl" : "ltr" }, [...new Set(forms)].join(" / "))] : [];
  return h("dl.originals", {},
    ...(language.code === "nl" ? [] : one(said.dutch, text.dutch, "nl")),
    ...(language.code === "en" ? [] : one(said.english, text.english, "en")),
    ...(text.by && text.original ? one(said.delivered, text.original, language.code, language.rtl) : []),
    ...(text.by ? [h("dt.originals__by", {}, changedBy(text.by, said))] : []),
  );
}

/** @param {Model} model */
function fieldsOf({ text, forms, language, examples, said }) {
  if (text === null) return [];
  return forms.map((form, number) =>
    h("div.field", { "data-of": String(number) },
      h("label", { for: `form-${number}` }, text.counted ? labelFor(examples[number] ?? [], said) : fill(said.text_in, { language: language.name })),
      h("textarea.input", { id: `form-${number}`, name: `form/${number}`, rows: "2", lang: language.code, dir: language.rtl ? "rtl" : "ltr", "aria-describedby": `find-${number}`, spellcheck: "true" }, form),
      text.gaps.length > 0 && h("div.gaps", {}, ...text.gaps.map((gap) =>
        h("button.button.gap", { type: "button", "data-press": `gap/${number}/${gap}`, "aria-label": fill(said.insert, { gap: `%(${gap})s ${said.gaps[gap] ?? ""}`.trim() }) }, icon("plus"), h("code", { dir: "ltr" }, `%(${gap})s`), " ", h("span", {}, said.gaps[gap] ?? "")))),
      h("div.findings", { id: `find-${number}` }),
    ),
  );
}

/** @param {number[]} numbers @param {any} said */
function labelFor(numbers, said) {
  const { numbers: list, more } = told(numbers);
  return fill(more ? said.form_many : said.form_for, { numbers: list });
}

/** @param {Model} model */
function buttons({ text, said, may, more }) {
  if (text === null || !may) return null;
  return h("div.edit__buttons", {},
    h("button.button.button--main", { type: "button", "data-press": "save" }, icon("check"), said.save),
    more && h("button.button", { type: "button", "data-press": "save/next" }, icon("arrow-right"), said.save_next),
    text.by !== null && text.original !== null && !isQuestion(text) && h("button.button", { type: "button", "data-press": "original" }, icon("rotate-clockwise"), said.back_original),
  );
}

/** Tell what is wrong at each field, and what deserves a second look. @param {{errors: Finding[], warnings: Finding[]}} verdict @param {any} said */
export function tellFindings({ errors, warnings }, said) {
  for (const box of document.querySelectorAll("[id^='find-']")) {
    const form = Number(box.id.slice(5));
    const line = (/** @type {Finding} */ { code, detail }, /** @type {boolean} */ wrong) =>
      h(wrong ? "p.finding.finding--wrong" : "p.finding", {}, icon(wrong ? "circle-x" : "alert-triangle"), h("span", {}, fill(said.findings[code] ?? code, { detail })));
    box.replaceChildren(...errors.filter((one) => one.form === form).map((one) => line(one, true)), ...warnings.filter((one) => one.form === form).map((one) => line(one, false)));
    const field = box.parentElement?.querySelector("textarea");
    field?.setAttribute("aria-invalid", String(errors.some((one) => one.form === form)));
  }
}

/** Put a gap where the cursor is. @param {HTMLTextAreaElement} field @param {string} gap */
export function putGap(field, gap) {
  field.setRangeText(`%(${gap})s`, field.selectionStart, field.selectionEnd, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
