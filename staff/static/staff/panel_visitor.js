/**
 * The panel of a guide with a visitor: who it is, for how long, and the actions in the order they are used.
 * Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./model.js").Person} Person
 * @typedef {{person: Person, desk: string, disabled: boolean, busy: string | null, armed: boolean,
 *   texts: Record<string, string>}} CalledModel
 * @typedef {{person: Person, finishing: boolean, disabled: boolean, busy: string | null, texts: Record<string, string>,
 *   outcomes: {id: string, text: string, icon: string}[]}} ConversationModel
 */
import { fill } from "../js/words.js";
import { h, icon, keycap, number } from "./dom.js";
import { coloured, questionMark } from "./panel_next.js";

/** Called, on the way to the desk. @param {CalledModel} model @returns {Child[]} */
export function calledPanel({ person, desk, disabled, busy, armed, texts }) {
  /** @param {string} press @param {string} name @param {string} text @param {string} [key] */
  const action = (press, name, text, key) =>
    h(
      "button.button", { type: "button", "data-press": press, disabled, "aria-busy": busy === press && "true" },
      icon(name), h("span", {}, text), key ? keycap(key) : null,
    );
  const start = action("start", "messages", texts.start, "S");
  start.classList.add("button--main", "main-action");
  const noShow = action("no-show", "user-off", armed ? texts.no_show_again : texts.no_show);
  noShow.classList.toggle("button--armed", armed);
  return [
    visitor(person, fill(texts.called_to, { desk }), texts),
    start,
    h(
      "div.actions", {},
      action("recall", "bell-ringing", texts.recall, "R"),
      action("return", "arrow-back-up", texts.return),
      noShow,
    ),
  ];
}

/** In conversation; or choosing how it ended. @param {ConversationModel} model @returns {Child[]} */
export function conversationPanel({ person, finishing, disabled, busy, texts, outcomes }) {
  const head = visitor(person, texts.in_conversation, texts);
  if (!finishing) {
    const finish = h(
      "button.button.button--main.main-action", { type: "button", "data-press": "finish", disabled },
      icon("check"), h("span", {}, texts.finish), keycap("F"),
    );
    return [head, finish];
  }
  const choices = outcomes.map(({ id, text, icon: name }, index) =>
    h(
      "button.button.outcome",
      { type: "button", "data-press": `finish/${id}`, disabled, "aria-busy": busy === `finish/${id}` && "true" },
      icon(name), h("span", {}, text), keycap(String(index + 1)),
    ),
  );
  const back = h("button.button.back", { type: "button", "data-press": "finish/back" }, icon("arrow-left"), texts.not_yet);
  return [head, h("h3.outcomes__title", { tabindex: "-1", id: "outcome" }, texts.how_did_it_end),
    h("div.outcomes", { role: "group", "aria-labelledby": "outcome" }, ...choices), back];
}

/** @param {Person} person @param {string} state @param {Record<string, string>} texts */
function visitor(person, state, texts) {
  const card = h(
    "div.visitor", {},
    h("p.visitor__state", {}, h("span", {}, state),
      h("span.visitor__timer.figures", { "data-since": person.since, role: "timer", "aria-live": "off" }, "0:00")),
    h("h2.visitor__number", { tabindex: "-1" }, h("span.visually-hidden", {}, texts.your_visitor, " "), number(person.label)),
    h("p.visitor__question", {}, questionMark(person), person.question),
    h("dl.visitor__facts", {},
      h("div", {}, h("dt", {}, texts.language), h("dd", {}, person.language)),
      h("div", {}, h("dt", {}, texts.waited), h("dd.figures", {}, person.waited))),
  );
  return coloured(card, person.colour);
}
