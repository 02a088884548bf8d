/**
 * The location for a coordinator, as plain data. No DOM, no network; the time is handed in.
 *
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Guide} Guide
 * @typedef {import("./person.js").Surroundings} Surroundings
 */
import { clock, fill, minutesSince } from "../js/words.js";
import { desks, doorNews } from "./model.js";
import { languageName } from "./person.js";
import { standing, waitLevel } from "./queue.js";

/** A guide at a desk without a visitor is worth a look from here on, in minutes. */
const IDLE = 5;

/** Open or not, until when, and what can be done about it. @param {View} view @param {Surroundings} around */
export function doorModel(view, around) {
  const { texts, language } = around;
  const { door, open, closes_at: closes, opens_at: opens, closing } = view;
  const until = closes && fill(texts.door_until, { time: clock(closes, language) });
  const from = opens && fill(texts.door_from, { time: clock(opens, language) });
  const state = door === "closed" || !open ? (from ?? texts.door_closed) : door === "last" ? texts.door_last : (until ?? texts.door_open);
  const helped = closing && (closing.helping ? texts.still_helped : texts.not_helped);
  return { state: closing ? (texts[`closed_${closing.reason}`] ?? texts.door_shut) : state, news: helped ?? doorNews(view, around), isOpen: open && !closing, byHand: Boolean(closing) };
}

/** Each question with somebody waiting, against its target; worst first. @param {View} view @param {Surroundings} around @param {Date} now */
export function questionRows(view, { questions, texts }, now) {
  const rows = (view.questions ?? []).map(({ id, waiting, longest }) => {
    const question = questions.get(id);
    const minutes = longest ? minutesSince(longest, now) : 0;
    const target = question?.target_minutes ?? Infinity;
    return {
      name: question?.name ?? id, icon: question?.icon ?? "message-question", colour: question?.colour ?? "#424a54", waiting,
      minutes: fill(texts.minutes, { num: minutes }), target: target === Infinity ? "–" : fill(texts.minutes, { num: target }),
      level: waitLevel(minutes, target), meaning: fill(texts.over_target, { num: target }), share: minutes / target,
    };
  });
  return rows.sort((a, b) => b.share - a.share);
}

/** All desks: with whom and for how long, who is idle, and what I can take over. @param {View} view @param {Surroundings} around @param {Date} now */
export function deskRows(view, around, now) {
  const { ticket, desk } = standing(view, around.me);
  return desks(view, around, true).rows.map((row) => ({
    ...row,
    idle: row.state === "available" && row.since !== null && minutesSince(row.since, now) >= IDLE,
    canTake: row.ticket !== null && row.guide !== around.me && desk !== null && ticket === null,
  }));
}

/** @param {View} view @param {Surroundings} around */
export const messageRows = (view, { texts, language }) =>
  (view.messages ?? []).map(({ id, text, until }) => ({ id, text, until: until ? fill(texts.message_until, { time: clock(until, language) }) : texts.message_today }));

/** Which questions each guide takes, in one line and as a form. @param {Guide[] | null} guides @param {View} view @param {Surroundings} around */
export function guideRows(guides, view, around) {
  const { questions, texts, language } = around;
  const name = (/** @type {string} */ id) => questions.get(id)?.name ?? id;
  return (Array.isArray(guides) ? guides : []).map(({ guide, own, also, languages, desk }) => {
    const also_ = also.length > 0 ? `; ${fill(texts.takes_also, { questions: also.map(name).join(", ") })}` : "";
    const takes = own === null ? texts.takes_all : own.length > 0 ? own.map(name).join(", ") : texts.takes_none;
    return {
      guide, own, also, languages,
      desk: view.desks.find((item) => item.id === desk)?.name ?? null,
      takes: takes + also_,
      speaks: languages.map((code) => languageName(code, language)).join(", "),
    };
  });
}
