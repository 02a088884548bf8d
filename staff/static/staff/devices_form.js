/**
 * The forms of the screens: the code of a new one, and how one is set up. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {Pressing & {form: ReturnType<typeof import("./devices_model.js").formModel>, name: string,
 *   errors: import("./page_desk.js").Errors, texts: Record<string, any>}} FormModel
 * @typedef {Pressing & {code: string, kind: string | null, location: string, errors: import("./page_desk.js").Errors,
 *   texts: Record<string, any>, form: FormModel | null}} NewModel
 */
import { fill } from "../js/words.js";
import { h, icon } from "./dom.js";
import { displayFields } from "./devices_display_form.js";
import { line, radios, select, wrong } from "./fields.js";
import { form, opener, submit } from "./parts.js";

/** @param {FormModel} model @param {string} [yes] @param {string} [no] */
export function deviceForm(model, yes = model.texts.save, no = model.texts.close) {
  const { form: values, errors, texts, name } = model;
  return form(name,
    line("name", texts.name, texts.name_hint, { value: values.name, maxlength: "80", "aria-required": "true" }, errors.name),
    h("div.size", {},
      radios("size", texts.diagonal, [...values.sizes, { value: "other", text: texts.diagonal_other }, { value: "", text: texts.diagonal_unknown }], values.size),
      h("div.size__other", {}, line("inches", texts.other_inches, texts.other_inches_hint, { value: values.inches, inputmode: "decimal", maxlength: "6" }, errors.inches))),
    line("distance", texts[`distance_${values.kind}`], texts[`distance_${values.kind}_hint`], { value: values.distance, inputmode: "decimal", maxlength: "6" }, errors.distance),
    values.printers.length > 1 && h("div", {}, select("printer", texts.own_printer, printerOptions(model), values.printer), wrong("printer", errors.printer)),
    ...(values.display ? displayFields(values.display, errors, texts) : []),
    h("div.machine__buttons", {}, submit(model, name, "check", yes), opener("shut", "x", no)));
}

/** @param {FormModel} model */
const printerOptions = ({ form: { printers }, texts }) =>
  [{ value: "", text: texts.printer_default }, ...printers.map(({ id, name }) => ({ value: id, text: name }))];

/** Pairing: the button, then the code, then what it is. @param {NewModel | null} model @param {Record<string, any>} texts @returns {Child[]} */
export function newScreen(model, texts) {
  if (model === null) return [opener("pair", "plus", texts.pair, ".button--main")];
  return [h("section.machine.new", { "aria-labelledby": "new-title" },
    h("h2.machine__name", { id: "new-title", tabindex: "-1" }, icon("plus"), texts.pair),
    ...(model.form === null ? codeForm(model) : askForm(model, model.form)))];
}

/** @param {NewModel} model @returns {Child[]} */
const codeForm = (model) => [
  h("p", {}, model.texts.pair_how),
  form("find",
    line("code", model.texts.code, model.texts.code_hint, { value: model.code, maxlength: "9", spellcheck: "false", autocapitalize: "characters", dir: "ltr", class: "input input--code figures", "aria-required": "true" }, model.errors.code),
    h("div.machine__buttons", {}, submit(model, "find", "arrow-right", model.texts.find), opener("shut", "x", model.texts.close))),
];

/** The code is asked for with the eyes: whoever says yes stands in front of the screen. @param {NewModel} model @param {FormModel} filled @returns {Child[]} */
const askForm = ({ code, kind, location, texts }, filled) => [
  h("div.new__ask", {},
    h("h3", {}, kind === "kiosk" ? texts.ask_kiosk : texts.ask_display),
    h("p", {}, texts.ask_how),
    h("p.new__code", {}, h("bdi", { dir: "ltr" }, `${code.slice(0, 3)}\u00a0${code.slice(3)}`)),
    h("p", {}, fill(texts.ask_where, { location }))),
  deviceForm(filled, texts.confirm, texts.no),
];
