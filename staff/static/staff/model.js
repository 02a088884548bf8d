/**
 * From a view to what the panels show, in words. No DOM, no network; the time is handed in.
 *
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Question} Question
 * @typedef {import("./shape.js").Device} Device
 * @typedef {import("../js/words.js").Forms} Forms
 * @typedef {{label: string, question: string, icon: string, colour: string, language: string, minutes: number,
 *   waited: string, level: string, target: number, reason: string | null, since: string}} Person
 * @typedef {{me: string, language: string, questions: Map<string, Question>, texts: Record<string, string>,
 *   reasons: Record<string, string>, waiting: Forms}} Surroundings
 */
import { fill, minutesSince, plural } from "../js/words.js";
import { waitLevel } from "./queue.js";

const UNKNOWN = { icon: "message-question", colour: "#424a54", target_minutes: Infinity };

/** @type {Record<string, string>} */
const KIND_ICONS = { kiosk: "device-tablet", display: "device-tv", desk: "device-desktop" };

/**
 * A visitor in words.
 *
 * @param {Ticket} ticket
 * @param {Surroundings} around
 * @param {Date} now
 * @returns {Person}
 */
export function person(ticket, around, now) {
  const question = around.questions.get(ticket.question_type);
  const { icon, colour, target_minutes: target } = question ?? UNKNOWN;
  const minutes = minutesSince(ticket.issued_at, ticket.called_at ? new Date(ticket.called_at) : now);
  return {
    label: ticket.label,
    question: question?.name ?? ticket.question_type,
    icon,
    colour,
    language: languageName(ticket.language, around.language),
    minutes,
    waited: fill(ticket.state === "waiting" ? around.texts.waits : around.texts.minutes, { num: minutes }),
    level: waitLevel(minutes, target),
    target,
    reason: around.reasons[ticket.reason ?? ""] ?? null,
    since: ticket.started_at ?? ticket.called_at ?? ticket.issued_at,
  };
}

/** The line. @param {View} view @param {Surroundings} around @param {Date} now */
export function line(view, around, now) {
  const people = view.waiting.map((ticket) => person(ticket, around, now));
  const longest = Math.max(0, ...people.map(({ minutes }) => minutes));
  return {
    people,
    title: plural(around.waiting, people.length, around.language),
    longest: people.length > 0 ? fill(around.texts.longest, { num: longest }) : null,
    texts: around.texts,
  };
}

/** The desks other than mine. @param {View} view @param {Surroundings} around */
export function desks(view, around) {
  const visitors = [...view.called, ...view.in_conversation];
  const rows = view.desks
    .filter((desk) => desk.guide !== around.me)
    .map((desk) => {
      const ticket = visitors.find((item) => item.desk === desk.id);
      const since = ticket ? (ticket.started_at ?? ticket.called_at) : null;
      const state = around.texts[`state_${desk.state}`] ?? desk.state;
      const text = desk.guide ? `${desk.guide} · ${state}` : state;
      return { id: desk.id, name: desk.name, text, state: desk.state, label: ticket?.label ?? null, since };
    });
  return { title: around.texts.other_desks, empty: around.texts.no_other_desks, rows };
}

/**
 * The devices and how they are; those that differ in nothing share a row.
 *
 * @param {Device[]} devices
 * @param {(device: Device) => string} health
 * @param {Record<string, string>} texts
 */
export function devices(devices, health, texts) {
  /** @type {Map<string, {name: string, icon: string, text: string, health: string, count: number}>} */
  const rows = new Map();
  for (const device of devices) {
    const state = health(device);
    const alike = `${state}/${device.kind}/${device.name}`;
    const row = rows.get(alike) ?? {
      name: device.name, icon: KIND_ICONS[device.kind] ?? "device-desktop", text: texts[`device_${state}`], health: state, count: 0,
    };
    rows.set(alike, { ...row, count: row.count + 1 });
  }
  return { title: texts.devices, empty: texts.no_devices, rows: [...rows.values()] };
}

/** The day in figures: five different things, never added up. @param {View} view @param {Record<string, string>} texts */
export function day({ counts }, texts) {
  const rows = [
    { text: texts.count_issued, count: counts.issued },
    { text: texts.count_done, count: counts.done },
    { text: texts.count_no_show, count: counts.no_show },
    { text: texts.count_left, count: counts.left },
  ];
  return { title: texts.today, rows };
}

/** What a language is called in the guide's own. @param {string} code @param {string} language */
function languageName(code, language) {
  const name = new Intl.DisplayNames([language], { type: "language", fallback: "code" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
