/**
 * The parts of the ticket as a list: each with its buttons and fields. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./layout_model.js").Row} Row
 * @typedef {{code: string, name: string, rtl: boolean}} Language
 * @typedef {{turn: number, rows: Row[], logo: string | null, paper: "80" | "58", languages: Language[], said: any}} RowsModel
 *   turn: of the drawing, so that a field is drawn anew when somebody undoes what was typed in it
 */
import { fill } from "../js/words.js";
import { h, icon } from "./dom.js";
import { BESIDE, FREE, LONGEST_LINE, standsOn } from "./layout_model.js";

/** Everything that is one part. @param {RowsModel} model @returns {Child[]} */
export const rowsOf = (model) => model.rows.map((row, index) => part(row, index, model));

/** What a part is called; a line is called by what it says. @param {Row} row @param {any} said */
export function nameOf({ part, text }, said) {
  return part === "line" && text?.nl?.trim() ? `“${text.nl.trim()}”` : said.parts[part];
}

/** @param {Row} row @param {number} index @param {RowsModel} model */
function part(row, index, model) {
  const { said, rows, paper } = model;
  const { key } = row;
  const name = nameOf(row, said);
  const here = standsOn(row, paper);
  return h("li.row", { "data-key": key, "data-part": row.part, "data-here": String(here) },
    h("div.row__head", {},
      h("div.row__moves", {}, mover("up", "arrow-up", key, name, index === 0, said), mover("down", "arrow-down", key, name, index === rows.length - 1, said)),
      h("div.row__name", {}, h("h3", { id: `name-${key}` }, name), h("p.row__note", { id: `note-${key}` }, note(row, said, model.logo === null))),
      whether(row, name, said),
      row.part === "logo" && logo(model),
      h("p.fault", { id: `fault-${key}`, hidden: true }),
      h("details.more.row__more", { id: `more-${key}` },
        h("summary", {}, h("span.visually-hidden", {}, `${name}: `), row.part === "line" ? said.more_line : said.more),
        fields(row, model))));
}

/** @param {"up" | "down"} way @param {string} pictogram @param {string} key @param {string} name @param {boolean} end @param {any} said */
const mover = (way, pictogram, key, name, end, said) =>
  h("button.button.row__move", { type: "button", "data-press": `${way}/${key}`, "aria-label": fill(said[way], { part: name }), "aria-disabled": end && "true" }, icon(pictogram));

/** What is unusual about a part. @param {Row} row @param {any} said @param {boolean} [bare] there is no logo */
function note({ part, shown, paper, size, align, text }, said, bare = false) {
  const empty = part === "line" && !Object.values(text ?? {}).some((words) => words.trim());
  const told = [!shown && said.off, empty && said.line_empty, part === "logo" && bare && said.logo_now, shown && paper && said.papers[paper], size !== "normal" && said.sizes[size], align !== "start" && said.aligns[align], said.hints[part]];
  return told.filter(Boolean).join(" · ");
}

/** Tell again what a line is called while it is typed. @param {Row} row @param {any} said */
export function retell(row, said) {
  for (const [id, words] of [[`name-${row.key}`, nameOf(row, said)], [`note-${row.key}`, note(row, said)]]) {
    const place = document.getElementById(id);
    if (place) place.textContent = words;
  }
}

/** Whether it stands on the ticket; the number always does, and what was added can be taken away. @param {Row} row @param {string} name @param {any} said */
function whether({ key, part, shown }, name, said) {
  if (part === "number" && shown) return h("span.row__always", {}, icon("lock"));
  if (FREE.includes(part)) return h("button.button.row__remove", { type: "button", "data-press": `remove/${key}`, "aria-label": fill(said.remove_of, { part: name }) }, icon("trash"), said.remove);
  return h("label.switch.row__shown", {}, h("input", { type: "checkbox", name: `shown/${key}`, checked: shown }), h("span.visually-hidden", {}, `${name}: `), said.on);
}

/** @param {RowsModel} model */
function logo({ logo: uri, said }) {
  return h("div.row__logo", {},
    h("button.button", { type: "button", "data-press": "logo/choose" }, icon("upload"), said.logo_choose),
    uri !== null && h("button.button", { type: "button", "data-press": "logo/none" }, icon("x"), said.logo_none));
}

/** @param {Row} row @param {RowsModel} model */
function fields(row, model) {
  const { said } = model;
  const { key, part } = row;
  return h("div.row__fields", {},
    part === "line" && h("div.row__texts", {}, ...model.languages.map((language) => text(row, language, said)), h("p.field__foot", {}, said.text_none)),
    choice("size", key, said.size, said.sizes, row.size),
    !["rule", "space"].includes(part) && choice("align", key, said.align, said.aligns, row.align),
    choice("paper", key, said.paper, said.papers, row.paper ?? "both"),
    part === "qr" && h("fieldset.choice", {}, h("legend", {}, said.beside),
      h("div.chips", {}, ...BESIDE.map((name) => h("label.chip", {}, h("input", { type: "checkbox", name: `beside/${key}`, value: name, checked: row.beside.includes(name) }), said.parts[name])))));
}

/** @param {string} field @param {string} key @param {string} label @param {Record<string, string>} values @param {string} value */
function choice(field, key, label, values, value) {
  // Whole numbers as keys come first in an object, whatever their place: both papers are to be the first choice.
  const names = Object.keys(values).sort((one, other) => Number(other === "both") - Number(one === "both"));
  return h("div.field", {}, h("label", { for: `${field}-${key}` }, label),
    h("select.input", { id: `${field}-${key}`, name: `${field}/${key}` }, ...names.map((name) => h("option", { value: name, selected: name === value }, values[name]))));
}

/** @param {Row} row @param {Language} language @param {any} said */
function text({ key, text: texts }, { code, name, rtl }, said) {
  const id = `text-${key}-${code}`;
  return h("div.field", {}, h("label", { for: id }, fill(said.text_in, { language: name })),
    h("input.input", { id, name: `text/${key}/${code}`, lang: code, dir: rtl ? "rtl" : "ltr", maxlength: String(LONGEST_LINE), value: texts?.[code] ?? "", autocomplete: "off" }));
}

/**
 * Tell at each part what is wrong with it; the fields stay as they are, with somebody's cursor in them.
 *
 * @param {import("./layout_faults.js").Fault[]} faults
 * @param {any} said
 */
export function showFaults(faults, said) {
  for (const place of document.querySelectorAll("p.fault")) {
    const key = place.id.replace("fault-", "");
    const mine = faults.filter((fault) => (fault.key ?? "whole") === key);
    const told = mine.map(({ text: words, foreign }) => (foreign ? h("span", {}, `${said.foreign} `, h("span", { lang: "en" }, words)) : h("span", {}, words)));
    place.replaceChildren(...(told.length > 0 ? [icon("alert-triangle"), ...told] : []));
    place.toggleAttribute("hidden", told.length === 0);
    const row = place.closest("li");
    for (const field of row?.querySelectorAll("input, select") ?? []) {
      const wrong = mine.some((fault) => isOf(field.getAttribute("name") ?? "", fault));
      for (const [name, value] of [["aria-invalid", "true"], ["aria-errormessage", place.id]]) wrong ? field.setAttribute(name, value) : field.removeAttribute(name);
    }
  }
}

/** Whether a field is what is wrong. @param {string} name @param {import("./layout_faults.js").Fault} fault */
function isOf(name, { field }) {
  const [what, language] = field.split(".");
  return what !== "" && name.startsWith(`${what}/`) && (!language || name.endsWith(`/${language}`));
}
