/**
 * A visitor in the guide's words. No DOM, no network; the time is handed in.
 *
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Question} Question
 * @typedef {{icon: string, text: string, loud?: boolean}} Tag loud: what the guide must not overlook
 * @typedef {{icon: string, text: string, from: string}} NoteRow
 * @typedef {{id: number, state: string, label: string, question: string, icon: string, colour: string, language: string,
 *   speaks: string | null, minutes: number, waited: string, level: string, target: number, reason: string | null,
 *   since: string, tags: Tag[], notes: NoteRow[]}} Person
 * @typedef {{me: string, role: string, language: string, common: string, questions: Map<string, Question>,
 *   priorities: {number: number, name: string}[], texts: Record<string, string>, reasons: Record<string, string>,
 *   waiting: import("../js/words.js").Forms}} Surroundings
 *   common is the language that every guide speaks
 */
import { clock, fill, minutesSince } from "../js/words.js";
import { waitLevel } from "./queue.js";

const UNKNOWN = { icon: "message-question", colour: "#424a54", target_minutes: Infinity };

/** @type {Record<string, string>} */
const NOTE_ICONS = { hold: "player-pause", transfer: "arrows-exchange", call: "speakerphone", cancel: "x" };

/** @param {Ticket} ticket @param {Surroundings} around @param {Date} now @param {View | null} [view] @returns {Person} */
export function person(ticket, around, now, view = null) {
  const question = around.questions.get(ticket.question_type);
  const { icon, colour, target_minutes: target } = question ?? UNKNOWN;
  const seen = ticket.issued_at !== "";
  const told = seen && isWaitTold(ticket);
  const minutes = seen ? minutesSince(ticket.issued_at, ticket.called_at ? new Date(ticket.called_at) : now) : 0;
  return {
    id: ticket.id,
    state: ticket.state,
    label: ticket.label,
    question: question?.name ?? ticket.question_type,
    icon,
    colour,
    language: seen ? languageName(ticket.language, around.language) : "",
    speaks: speaks(ticket.language, around, view),
    minutes,
    waited: !told ? "" : fill(ticket.state === "waiting" ? around.texts.waits : around.texts.minutes, { num: minutes }),
    level: told ? waitLevel(minutes, target) : "fine",
    target,
    reason: reason(ticket, around),
    since: ticket.started_at ?? ticket.called_at ?? ticket.issued_at,
    tags: tags(ticket, around, view),
    notes: notes(ticket, around, view),
  };
}

/** A wait ends at the first call; of a later question of the same visit it says nothing. @param {Ticket} ticket */
const isWaitTold = ({ state, called_at: called, service }) => state === "waiting" || (called !== null && service === undefined);

/** Why this visitor is next. @param {Ticket} ticket @param {Surroundings} around */
function reason({ reason: code, used, most }, { reasons, texts }) {
  if (code === "priority" && most) return fill(texts.reason_overtakes, { used: used ?? 0, most });
  return reasons[code ?? ""] ?? null;
}

/** Who of those at a desk speaks a language that not everybody speaks. @param {string} code @param {Surroundings} around @param {View | null} view */
function speaks(code, { me, common, texts }, view) {
  const seated = (view?.desks ?? []).filter((desk) => desk.guide && desk.languages?.includes(code));
  const able = seated.sort((a, b) => Number(b.state === "available") - Number(a.state === "available")).map((desk) => desk.guide ?? "");
  if (code === common || able.length === 0) return null;
  if (able.includes(me)) return texts.you_speak;
  return fill(texts.guide_speaks, { guide: able[0] });
}

/** What sets this visitor apart from the others. @param {Ticket} ticket @param {Surroundings} around @param {View | null} view @returns {Tag[]} */
function tags(ticket, { texts, priorities, language, me }, view) {
  const { state, fetch, priority, for_guide: guide, for_desk: desk, later_until: later, service, recalls, offline } = ticket;
  const time = (/** @type {string} */ at) => ({ time: clock(at, language) });
  const all = [
    fetch && state !== "in_conversation" && { icon: "walk", text: state === "called" ? texts.fetch_now : texts.fetch_this, loud: true },
    priority && { icon: "arrow-up", text: priorities.find((item) => item.number === priority)?.name ?? texts.has_priority },
    guide && { icon: "user", text: guide === me ? texts.for_you : fill(texts.for_guide, { guide }) },
    desk && { icon: "map-pin", text: fill(texts.for_desk, { desk: deskName(view, desk) }) },
    later && { icon: "clock-pause", text: fill(texts.later_until, time(later)) },
    service && { icon: "list-numbers", text: fill(texts.service, { num: service }) },
    offline && { icon: "wifi-off", text: texts.given_offline },
    recalls && { icon: "bell-ringing", text: fill(texts.recalled, { num: recalls }) },
  ];
  return all.flatMap((tag) => tag || []);
}

/** @param {View | null} view @param {string} id */
export const deskName = (view, id) => view?.desks.find((desk) => desk.id === id)?.name ?? id;

/** What colleagues wrote, newest first. @param {Ticket} ticket @param {Surroundings} around @param {View | null} view @returns {NoteRow[]} */
function notes({ id }, { language }, view) {
  return (view?.notes ?? [])
    .filter((note) => note.ticket === id)
    .map(({ kind, text, by, at }) => ({ icon: NOTE_ICONS[kind] ?? "pencil", text, from: `${by}, ${clock(at, language)}` }));
}

/** What a language is called in the guide's own. @param {string} code @param {string} language */
export function languageName(code, language) {
  const name = new Intl.DisplayNames([language], { type: "language", fallback: "code" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
