/**
 * Fields of forms: native controls with their labels, sizes and counters. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {{value: string, text: string, icon?: string, colour?: string}} Option
 * @typedef {{text: string, detail: string}} Wrong detail: in English, for whoever looks into it
 */
import { h, icon } from "./dom.js";
import { questionMark } from "./parts.js";

let count = 0;

/** A line of free text with a counter. @param {string} name @param {string} label @param {number} most @param {string} [value] @param {string} [hint] @param {string} [sign] its pictogram */
export function words(name, label, most, value = "", hint = "", sign = "lock") {
  const id = `field-${++count}`;
  const area = h("textarea.input", { id, name, maxlength: String(most), rows: "2", "aria-describedby": hint ? `${id}-hint` : null });
  area.textContent = value;
  return h("div.field", {},
    h("label", { for: id }, label),
    area,
    h("div.field__foot", {},
      hint && h("p.hint", { id: `${id}-hint` }, icon(sign), hint),
      h("output.counter.figures", { for: id, "aria-hidden": "true" }, `${value.length} / ${most}`)));
}

/** One of several, all in sight. @param {string} name @param {string} label @param {Option[]} options @param {string} [chosen] */
export const radios = (name, label, options, chosen = "") => chips("radio", name, label, options, [chosen]);

/** Any of several, all in sight. @param {string} name @param {string} label @param {Option[]} options @param {string[]} [chosen] */
export const ticks = (name, label, options, chosen = []) => chips("checkbox", name, label, options, chosen);

/** @param {string} type @param {string} name @param {string} label @param {Option[]} options @param {string[]} chosen */
function chips(type, name, label, options, chosen) {
  return h("fieldset.choice", {}, h("legend", {}, label), h("div.chips", {}, ...options.map((option) => chip(type, name, option, chosen.includes(option.value)))));
}

/** @param {string} type @param {string} name @param {Option} option @param {boolean} checked */
function chip(type, name, { value, text, icon: sign, colour }, checked) {
  const mark = sign && (colour ? questionMark({ icon: sign, colour }) : icon(sign));
  return h("label.chip", {}, h("input", { type, name, value, checked }), mark || null, h("span", {}, text));
}

/** One of many, folded away. @param {string} name @param {string} label @param {Option[]} options @param {string} [chosen] */
export function select(name, label, options, chosen = "") {
  const id = `field-${++count}`;
  const choices = options.map(({ value, text }) => h("option", { value, selected: value === chosen }, text));
  return h("div.field", {}, h("label", { for: id }, label), h("select.input", { id, name }, ...choices));
}

/** A short field: a number or a time. @param {string} name @param {string} label @param {Record<string, string>} attributes */
export function short(name, label, attributes) {
  const id = `field-${++count}`;
  return h("div.field", {}, h("label", { for: id }, label), h("input.input.input--short.figures", { id, name, ...attributes }));
}

/** Yes or no. @param {string} name @param {string} label @param {boolean} checked */
export const tick = (name, label, checked) =>
  h("label.switch", {}, h("input", { type: "checkbox", name, value: "yes", checked }), h("span", {}, label));

/** A field of one line, with what is wrong with it. @param {string} name @param {string} label @param {string} hint @param {Record<string, string | boolean>} attributes @param {Wrong} [error] */
export function line(name, label, hint, attributes, error) {
  const id = `line-${name}`;
  const about = [error && `${id}-wrong`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return h("div.field", {},
    h("label", { for: id }, label),
    h("input.input", { id, name, ...attributes, "aria-describedby": about || null, "aria-invalid": error ? "true" : null }),
    wrong(name, error),
    hint && h("p.hint", { id: `${id}-hint` }, hint));
}

/** @param {string} name @param {Wrong} [error] */
export const wrong = (name, error) =>
  error && h("p.wrong", { id: `line-${name}-wrong`, role: "alert" }, icon("alert-triangle"),
    h("span", {}, error.text, error.detail && h("span.wrong__detail", { lang: "en" }, ` ${error.detail}`)));
