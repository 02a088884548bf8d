/**
 * The pieces that the panels and sheets are built of: buttons, fields, tags. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./person.js").Person} Person
 * @typedef {{disabled: boolean, busy: string | null, armed: string | null, texts: Record<string, string>}} Pressing
 *   disabled: nothing can be pressed now; busy: the button under way; armed: the one that a second press carries out
 */
import { h, icon, keycap, number } from "./dom.js";

/**
 * A button that asks for something. Armed it is red, and says what the second press does.
 *
 * @param {Pressing} model @param {string} press @param {string} sign @param {string} text
 * @param {{key?: string, kind?: string, off?: boolean, sure?: string}} [more] kind: further classes, each with its dot
 */
export function action({ disabled, busy, armed, texts }, press, sign, text, { key, kind = "", off = false, sure } = {}) {
  const isArmed = armed === press;
  return h(
    `button.button${kind}${isArmed ? ".button--armed" : ""}`,
    { type: "button", "data-press": press, disabled: disabled || off, "aria-busy": busy === press && "true" },
    icon(sign), h("span", {}, isArmed ? (sure ?? texts.sure) : text), key ? keycap(key) : null,
  );
}

/** A button that only opens or shuts something, and so never has to wait. @param {string} press @param {string} sign @param {string} text @param {string} [kind] @param {string} [key] */
export const opener = (press, sign, text, kind = "", key = "") =>
  h(`button.button${kind}`, { type: "button", "data-press": press }, icon(sign), h("span", {}, text), key ? keycap(key) : null);

/** The letter and pictogram of a question, in its colour. @param {{icon: string, colour: string}} question */
export const questionMark = ({ icon: name, colour }) => coloured(h("span.mark", {}, icon(name)), colour);

/** An element that knows the colour of a question. @param {HTMLElement} element @param {string} colour */
export function coloured(element, colour) {
  element.style.setProperty("--type", colour);
  return element;
}

/** What sets a visitor apart. @param {import("./person.js").Tag[]} tags @returns {Child} */
export const tagList = (tags) =>
  tags.length > 0 && h("ul.tags", {}, ...tags.map(({ icon: sign, text, loud }) => h(loud ? "li.tag.tag--loud" : "li.tag", {}, icon(sign), text)));

/** What colleagues wrote. @param {{icon: string, text: string, from: string}[]} notes @param {number} most @returns {Child} */
export const noteList = (notes, most) =>
  notes.length > 0 &&
  h("ul.notes", {}, ...notes.slice(0, most).map((note) => h("li.note", {}, icon(note.icon), h("span", {}, note.text, " ", h("span.note__from", {}, note.from)))));

/** A language, and who speaks it. @param {Person} person */
export const languageOf = ({ language, speaks }) =>
  h("span.speech", {}, language, speaks && h("span.speech__who", {}, ` · ${speaks}`));

/** A wait against its target: in colour, by a sign and in words. @param {{minutes: string, level: string, meaning: string}} wait */
export function waitBadge({ minutes, level, meaning }) {
  if (level === "fine") return h("span.wait.figures", { "data-level": level }, minutes);
  const sign = level === "near" ? "hourglass" : "alert-triangle";
  return h("span.wait.figures", { title: meaning, "data-level": level }, icon(sign), minutes, h("span.visually-hidden", {}, ` (${meaning})`));
}

/** The head of a sheet. @param {string} title @param {Record<string, string>} texts @param {string} [label] the visitor it is about */
export const sheetHead = (title, texts, label = "") =>
  h("div.drawer__head", {},
    h("h2.drawer__title", { id: "drawer-title", tabindex: "-1" }, label && number(label, ".drawer__number"), h("span", {}, title)),
    opener("shut", "x", texts.close, ".button--quiet"));

/** A form whose values go along with its press. @param {string} name @param {Child[]} children */
export const form = (name, ...children) => h("form.fields", { "data-form": name, autocomplete: "off" }, ...children);

/** The button that sends a form. @param {Pressing} model @param {string} name of the form @param {string} sign @param {string} text @param {string} [kind] */
export const submit = ({ disabled, busy, armed, texts }, name, sign, text, kind = ".button--main") =>
  h(`button.button${armed === name ? ".button--armed" : kind}`, { type: "submit", disabled, "data-press": `submit ${name}`, "aria-busy": busy === name && "true" },
    icon(sign), h("span", {}, armed === name ? texts.sure : text));
