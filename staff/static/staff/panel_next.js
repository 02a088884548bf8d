/**
 * The panel of a guide without a visitor: choose a desk, call the next visitor, or have a break. Draws, decides nothing.
 *
 * @typedef {import("./shape.js").Desk} Desk
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./person.js").Person} Person
 * @typedef {import("./parts.js").Pressing} Pressing
 */
import { fill } from "../js/words.js";
import { h, icon, keycap, number } from "./dom.js";
import { action, languageOf, noteList, opener, questionMark, tagList } from "./parts.js";

/**
 * @typedef {Pressing & {desks: Desk[], me: string, chosen: string | null}} DeskModel
 * @typedef {Pressing & {person: Person | null, waiting: number, paper: number | null, resting: boolean}} NextModel
 * @typedef {Pressing & {state: string, why: string | null, since: string | null}} AwayModel
 */

/** Where do you sit? @param {DeskModel} model @returns {Child[]} */
export function deskPanel(model) {
  const { desks, chosen, texts } = model;
  return [
    h("h2", { tabindex: "-1" }, texts.choose_desk),
    h("p.hint", {}, texts.choose_desk_hint),
    h("ul.desks", {}, ...desks.map((desk) => h("li", {}, deskButton(desk, model)))),
    chosen && h("p.panel__foot", {}, action(model, "leave", "door-exit", texts.leave_desk), opener("desk/close", "x", texts.close)),
  ];
}

/** @param {Desk} desk @param {DeskModel} model */
function deskButton(desk, { me, armed, disabled, texts }) {
  const busy = desk.guide !== me && (desk.state === "called" || desk.state === "in_conversation");
  const isArmed = armed === `desk/${desk.id}`;
  const who = isArmed ? fill(texts.desk_sure, { guide: desk.guide ?? "" }) : occupant(desk, me, texts);
  const button = h(
    "button.button.desk", { type: "button", "data-press": `desk/${desk.id}`, disabled: disabled || busy },
    h("span.desk__name", {}, desk.name),
    h("span.desk__who", {}, who),
  );
  button.classList.toggle("button--armed", isArmed);
  return button;
}

/** @param {Desk} desk @param {string} me @param {Record<string, string>} texts */
function occupant({ guide, state }, me, texts) {
  if (guide === null) return texts.desk_free;
  if (guide === me) return texts.desk_yours;
  return fill(state === "called" || state === "in_conversation" ? texts.desk_busy : texts.desk_of, { guide });
}

/** The one large button, which says who it will be and why. @param {NextModel} model @returns {Child[]} */
export function nextPanel(model) {
  const { person, waiting, disabled, busy, texts, paper, resting } = model;
  const heading = h("h2.visually-hidden", { tabindex: "-1" }, texts.call_next);
  const roll = paper !== null && action(model, "call-paper", "ticket", fill(texts.call_paper, { num: paper }), { kind: ".button--wide" });
  if (person === null) {
    const [title, hint] = waiting > 0 ? [texts.nobody_for_you, texts.nobody_for_you_hint] : [texts.nobody, texts.nobody_hint];
    return [heading, h("div.nobody", {}, icon("armchair"), h("p.nobody__title", {}, title), h("p", {}, hint)), roll];
  }
  const call = h(
    "button.button.button--main.call", { type: "button", "data-press": "call-next", disabled, "aria-disabled": resting && "true", "aria-busy": busy === "call-next" && "true" },
    h("span.call__verb", {}, icon("speakerphone"), texts.call_next, keycap("N")),
    number(person.label, ".call__number"),
    person.question && h("span.call__what", {}, questionMark(person), person.question),
    person.waited && h("span.call__facts", {}, person.waited, h("span.call__dot", {}, "·"), languageOf(person)),
    person.reason && h("span.call__why", {}, person.reason),
  );
  return [heading, call, tagList(person.tags), noteList(person.notes, 2), roll];
}

/** On a break, or at work in the back. @param {AwayModel} model @returns {Child[]} */
export function awayPanel(model) {
  const { state, why, since, texts } = model;
  const title = (why && texts[`pause_${why}`]) || texts[`you_${state}`];
  return [
    h("div.nobody", {}, icon(state === "pause" ? "clock-pause" : "device-desktop"), h("h2.nobody__title", { tabindex: "-1" }, title),
      since && h("p.figures.nobody__timer", { "data-since": since }, "0:00"), h("p", {}, texts.away_hint)),
    action(model, "presence/available", "player-play", texts.available_again, { key: "N", kind: ".button--main.main-action" }),
  ];
}
