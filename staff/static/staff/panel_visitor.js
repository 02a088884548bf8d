/**
 * The panel of a guide with a visitor: who it is, for how long, and the actions in the order they are used.
 * Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./person.js").Person} Person
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {import("./fields.js").Option} Option
 * @typedef {Pressing & {person: Person, desk: string, recalls: {left: number, pause: number}}} CalledModel
 * @typedef {Pressing & {person: Person, finishing: boolean, outcomes: {id: string, text: string, icon: string}[],
 *   topics: Option[]}} ConversationModel
 */
import { fill } from "../js/words.js";
import { h, number } from "./dom.js";
import { ticks } from "./fields.js";
import { action, coloured, form, languageOf, noteList, opener, questionMark, tagList } from "./parts.js";

/** Called, on the way to the desk. @param {CalledModel} model @returns {Child[]} */
export function calledPanel(model) {
  const { person, desk, recalls, texts } = model;
  return [
    visitor(person, fill(texts.called_to, { desk }), texts),
    action(model, "start", "messages", texts.start, { key: "S", kind: ".button--main.main-action" }),
    h(
      "div.actions", {},
      action(model, "recall", "bell-ringing", recallText(recalls, texts), { key: "R", off: recalls.left === 0 || recalls.pause > 0 }),
      action(model, "return", "arrow-back-up", texts.return, { key: "B" }),
      action(model, "no-show", "user-off", texts.no_show, { sure: texts.no_show_again }),
      opener(`sheet/visitor/${person.id}`, "dots", texts.more),
    ),
  ];
}

/** @param {{left: number, pause: number}} recalls @param {Record<string, string>} texts */
function recallText({ left, pause }, texts) {
  if (left === 0) return texts.recall_none;
  return pause > 0 ? fill(texts.recall_pause, { num: pause }) : fill(texts.recall, { num: left });
}

/** In conversation; or choosing how it ended. @param {ConversationModel} model @returns {Child[]} */
export function conversationPanel(model) {
  const { person, finishing, texts } = model;
  const head = visitor(person, texts.in_conversation, texts);
  if (finishing) return [head, ending(model)];
  return [
    head,
    action(model, "finish", "check", texts.finish, { key: "F", kind: ".button--main.main-action" }),
    h(
      "div.actions", {},
      opener("sheet/hold", "player-pause", texts.hold, "", "H"),
      opener("sheet/transfer", "arrows-exchange", texts.transfer, "", "T"),
      opener("sheet/service", "plus", texts.another_question, "", "Q"),
      opener(`sheet/visitor/${person.id}`, "dots", texts.more),
    ),
  ];
}

/** What it was about, which may be left out, and how it ended, which finishes it. @param {ConversationModel} model */
function ending(model) {
  const { outcomes, topics, texts } = model;
  const choices = outcomes.map(({ id, text, icon: sign }, index) => action(model, `finish/${id}`, sign, text, { key: index < 9 ? String(index + 1) : "", kind: ".outcome" }));
  return form(
    "finish",
    topics.length > 0 && ticks("topics", texts.what_about, topics),
    h("h3.outcomes__title", { tabindex: "-1", id: "outcome" }, texts.how_did_it_end),
    h("div.outcomes", { role: "group", "aria-labelledby": "outcome" }, ...choices),
    opener("finish/back", "arrow-left", texts.not_yet, ".button--quiet.back"),
  );
}

/** @param {Person} person @param {string} state @param {Record<string, string>} texts */
function visitor(person, state, texts) {
  const card = h(
    "div.visitor", {},
    h("p.visitor__state", {}, h("span", {}, state),
      h("span.visitor__timer.figures", { "data-since": person.since, role: "timer", "aria-live": "off" }, "0:00")),
    h("h2.visitor__number", { tabindex: "-1" }, h("span.visually-hidden", {}, texts.your_visitor, " "), number(person.label)),
    h("p.visitor__question", {}, questionMark(person), person.question),
    h("p.visitor__facts", {}, languageOf(person), person.waited && h("span.visitor__waited", {}, fill(texts.waited, { time: person.waited }))),
    tagList(person.tags),
    noteList(person.notes, 2),
  );
  return coloured(card, person.colour);
}
