/**
 * The form of a printer, and what was found to fill it with. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {import("./fields.js").Wrong} Wrong
 * @typedef {Pressing & {form: ReturnType<typeof import("./printers_model.js").formModel>, errors: Record<string, Wrong>,
 *   found: {rows: any[], trouble: string | null} | "looking" | "failed" | null, texts: Record<string, any>}} FormModel
 */
import { fill } from "../js/words.js";
import { h, icon } from "./dom.js";
import { line, radios, tick, ticks, wrong } from "./fields.js";
import { action, form, opener, submit } from "./parts.js";

const EXAMPLES = [
  ["tcp", "tcp://192.168.1.40:9100"],
  ["usb", "usb://04b8:0e28"],
  ["serial", "serial:///dev/ttyUSB0?baud=19200"],
  ["file", "file:///dev/usb/lp0"],
];

/** @param {FormModel} model */
export function printerForm(model) {
  const { form: values, errors, texts } = model;
  const widths = [
    { value: "", text: fill(texts.width_house, { width: values.houseWidth }) },
    { value: "576", text: texts.widths["576"] }, { value: "384", text: texts.widths["384"] },
  ];
  return form(`set/${values.id}`,
    line("name", texts.name, texts.name_hint, { value: values.name, maxlength: "80", "aria-required": "true" }, errors.name),
    h("div.printer__address", {},
      line("address", texts.address, fill(texts.address_hint, { address: values.house }), { value: values.address, maxlength: "200", spellcheck: "false", autocapitalize: "off", dir: "ltr" }, errors.address),
      h("details.more", { id: `how-${values.id}` }, h("summary", { "data-press": `how/${values.id}` }, texts.address_how), examples(texts)),
      search(model)),
    radios("width", texts.width, widths, values.width),
    tick("staff", texts.staff, values.staff),
    values.kiosks.length > 0 && h("div", {}, ticks("kiosks", texts.kiosks, values.kiosks, values.chosen), h("p.hint", {}, texts.kiosks_hint), wrong("kiosks", errors.kiosks)),
    h("div.machine__buttons", {}, submit(model, `set/${values.id}`, "check", texts.save), opener("shut", "x", texts.close)));
}

/** @param {Record<string, any>} texts */
const examples = (texts) =>
  h("dl.examples", {}, ...EXAMPLES.map(([kind, address]) => h("div", {}, h("dt", {}, texts[`address_${kind}`]), h("dd", {}, h("code", { dir: "ltr" }, address)))));

/** @param {FormModel} model */
function search(model) {
  const { found, texts } = model;
  const looking = found === "looking";
  return h("div.search", {},
    action(model, "look", "search", looking ? texts.looking : texts.look_for, { off: looking }),
    h("p.hint", {}, texts.look_hint),
    h("div", { role: "status" }, found === "failed" && h("p.wrong", {}, icon("alert-triangle"), h("span", {}, texts.found_failed)), ...results(found, model)));
}

/** @param {FormModel["found"]} found @param {FormModel} model @returns {Child[]} */
function results(found, model) {
  if (found === null || typeof found === "string") return [];
  const none = found.rows.length === 0 && h("p.empty", {}, icon("info-circle"), model.texts.found_none);
  const trouble = found.trouble && h("p.found__trouble", { lang: "en" }, found.trouble);
  return [none, trouble, found.rows.length > 0 && h("ul.rows", {}, ...found.rows.map((row) => foundRow(row, model)))];
}

/** @param {any} row @param {FormModel} model */
const foundRow = ({ address, name, usable, used, trouble, maybe }, model) =>
  h("li.found", {},
    h("div", {}, h("p.found__name", {}, icon(usable ? "plug-connected" : "lock"), name), h("code", { dir: "ltr" }, address),
      used && h("p.soft", {}, used), maybe && h("p.soft", {}, maybe),
      !usable && h("p.found__trouble", {}, h("strong", {}, model.texts.found_trouble), " ", h("span", { lang: "en" }, trouble))),
    action(model, `use/${address}`, "check", model.texts.found_use));
