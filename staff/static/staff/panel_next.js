/**
 * The panel of a guide without a visitor: choose a desk, or call the next visitor. Draws, decides nothing.
 *
 * @typedef {import("./shape.js").Desk} Desk
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./model.js").Person} Person
 */
import { fill } from "../js/words.js";
import { h, icon, keycap, number } from "./dom.js";

/**
 * @typedef {{desks: Desk[], me: string, chosen: string | null, armed: string | null, disabled: boolean, texts: Record<string, string>}} DeskModel
 * @typedef {{person: Person | null, disabled: boolean, busy: boolean, texts: Record<string, string>}} NextModel
 */

/** Where do you sit? @param {DeskModel} model @returns {Child[]} */
export function deskPanel({ desks, me, chosen, armed, disabled, texts }) {
  return [
    h("h2", { tabindex: "-1" }, texts.choose_desk),
    h("p.hint", {}, texts.choose_desk_hint),
    h("ul.desks", {}, ...desks.map((desk) => h("li", {}, deskButton(desk, me, armed === desk.id, disabled, texts)))),
    chosen && h("p.panel__foot", {}, button("leave", "door-exit", texts.leave_desk, disabled), backButton(texts)),
  ];
}

/** @param {Desk} desk @param {string} me @param {boolean} armed @param {boolean} disabled @param {Record<string, string>} texts */
function deskButton(desk, me, armed, disabled, texts) {
  const busy = desk.guide !== me && desk.state !== "free" && desk.state !== "available";
  const who = armed ? fill(texts.desk_sure, { guide: desk.guide ?? "" }) : occupant(desk, me, texts);
  const button = h(
    "button.button.desk", { type: "button", "data-press": `desk/${desk.id}`, disabled: disabled || busy },
    h("span.desk__name", {}, desk.name),
    h("span.desk__who", {}, who),
  );
  button.classList.toggle("button--armed", armed);
  return button;
}

/** @param {Desk} desk @param {string} me @param {Record<string, string>} texts */
function occupant({ guide, state }, me, texts) {
  if (guide === null) return texts.desk_free;
  if (guide === me) return texts.desk_yours;
  return fill(state === "available" ? texts.desk_of : texts.desk_busy, { guide });
}

/** The one large button, which says who it will be and why. @param {NextModel} model @returns {Child[]} */
export function nextPanel({ person, disabled, busy, texts }) {
  const heading = h("h2.visually-hidden", { tabindex: "-1" }, texts.call_next);
  if (person === null) {
    return [heading, h("div.nobody", {}, icon("armchair"), h("p.nobody__title", {}, texts.nobody), h("p", {}, texts.nobody_hint))];
  }
  const call = h(
    "button.button.button--main.call", { type: "button", "data-press": "call-next", disabled, "aria-busy": busy && "true" },
    h("span.call__verb", {}, icon("speakerphone"), texts.call_next, keycap("N")),
    number(person.label, ".call__number"),
    h("span.call__what", {}, questionMark(person), person.question),
    h("span.call__facts", {}, person.waited, h("span.call__dot", {}, "·"), person.language),
    person.reason && h("span.call__why", {}, person.reason),
  );
  return [heading, call];
}

/** The letter and pictogram of a question, in its colour. @param {Person} person */
export function questionMark({ icon: name, colour }) {
  return coloured(h("span.mark", {}, icon(name)), colour);
}

/** An element that knows the colour of a question. @param {HTMLElement} element @param {string} colour */
export function coloured(element, colour) {
  element.style.setProperty("--type", colour);
  return element;
}

/** @param {string} press @param {string} name @param {string} text @param {boolean} disabled */
function button(press, name, text, disabled) {
  return h("button.button", { type: "button", "data-press": press, disabled }, icon(name), text);
}

/** @param {Record<string, string>} texts */
const backButton = (texts) => button("desk/close", "x", texts.close, false);
