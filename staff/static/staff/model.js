/**
 * From a view to what the lists and the room show, in words. No DOM, no network; the time is handed in.
 *
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Device} Device
 * @typedef {import("./person.js").Surroundings} Surroundings
 */
import { weakText } from "./device.js";
import { clock, fill, plural } from "../js/words.js";
import { printerRows } from "./paper.js";
import { person } from "./person.js";
import { standing, ticketOf } from "./queue.js";

/** @type {Record<string, string>} */
const KIND_ICONS = { kiosk: "device-tablet", display: "device-tv", desk: "device-desktop" };

/** The line. @param {View} view @param {Surroundings} around @param {Date} now */
export function line(view, around, now) {
  const next = standing(view, around.me).desk?.next?.ticket ?? null;
  const people = view.waiting.map((ticket) => ({ ...person(ticket, around, now, view), next: ticket.id === next }));
  const longest = Math.max(0, ...people.map(({ minutes }) => minutes));
  const more = view.more ?? 0;
  return {
    people,
    title: plural(around.waiting, people.length + more, around.language),
    longest: people.length > 0 ? fill(around.texts.longest, { num: longest }) : null,
    more: more > 0 ? fill(around.texts.more_waiting, { num: more }) : null,
    texts: around.texts,
  };
}

/**
 * Who is on hold: mine first, and first who should be looked after first.
 *
 * @param {View} view @param {Surroundings} around @param {Date} now
 */
export function held(view, around, now) {
  const { texts, me } = around;
  const rows = view.on_hold.map((ticket) => {
    const left = ticket.held_until ? Math.ceil((Date.parse(ticket.held_until) - now.getTime()) / 60_000) : null;
    const over = left !== null && left <= 0;
    const mine = ticket.guide === me;
    const guide = ticket.guide ?? "";
    const open = mine ? texts.hold_open : fill(texts.hold_open_of, { guide });
    const timed = left !== null && fill(over ? texts.hold_over : texts.hold_left, { num: Math.abs(left) });
    const text = timed ? (mine ? timed : `${timed} · ${guide}`) : open;
    return {
      id: ticket.id, label: ticket.label, mine, over, text,
      order: ticket.held_until ?? "9",
      question: person(ticket, around, now, view).question,
    };
  });
  rows.sort((a, b) => Number(b.mine) - Number(a.mine) || a.order.localeCompare(b.order));
  return { title: texts.on_hold, rows, more: view.more_on_hold ?? 0, texts };
}

/** All desks or, to a guide, those of the others. @param {View} view @param {Surroundings} around @param {boolean} [all] */
export function desks(view, around, all = false) {
  const { texts, me } = around;
  const visitors = [...view.called, ...view.in_conversation];
  const rows = view.desks
    .filter((desk) => all || desk.guide !== me)
    .map((desk) => {
      const ticket = visitors.find((item) => item.desk === desk.id);
      const since = ticket ? (ticket.started_at ?? ticket.called_at) : (desk.since ?? null);
      const why = desk.state === "pause" && desk.why ? texts[`pause_${desk.why}`] : null;
      const state = why ?? texts[`state_${desk.state}`] ?? desk.state;
      return {
        id: desk.id, name: desk.name, guide: desk.guide, state: desk.state, label: ticket?.label ?? null, ticket: ticket?.id ?? null,
        text: desk.guide ? `${desk.guide} · ${state}` : state, since: desk.guide ? since : null,
      };
    });
  return { title: all ? texts.desks : texts.other_desks, empty: texts.no_other_desks, rows };
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
    const state = stateOf(device, health, texts);
    const alike = `${state.health}/${state.text}/${device.kind}/${device.name}`;
    const row = rows.get(alike) ?? { name: device.name, icon: KIND_ICONS[device.kind] ?? "device-desktop", ...state, count: 0 };
    rows.set(alike, { ...row, count: row.count + 1 });
  }
  return { title: texts.devices, empty: texts.no_devices, rows: [...rows.values()] };
}

/** How a screen is; one that is well but nearly without power, or that nobody hears, is low. @param {Device} device @param {(device: Device) => string} health @param {Record<string, string>} texts */
function stateOf(device, health, texts) {
  const state = health(device);
  const weak = state === "offline" ? "" : weakText(device, texts);
  return weak ? { health: "low", text: weak } : { health: state, text: texts[`device_${state}`] };
}

/** The devices, and the printers among them. @param {View} view @param {(device: Device) => string} health @param {Surroundings} around @param {Date} now */
export function machines(view, health, { texts, language }, now) {
  const printers = printerRows(view, texts, language, now);
  const model = devices(view.devices, health, texts);
  return { ...model, title: printers.length > 0 ? texts.screens_and_printers : model.title, printers };
}

/** What every device shows, against what there is to show. @param {View} view @param {number} rev @param {(device: Device) => string} health @param {Record<string, string>} texts */
export const deviceTable = (view, rev, health, texts) =>
  view.devices.map((device) => ({
    name: device.name, icon: KIND_ICONS[device.kind] ?? "device-desktop", ...stateOf(device, health, texts),
    shown: device.shown_rev === null ? "–" : fill(texts.shows_revision, { shown: device.shown_rev, rev }),
  }));

/** The day in figures: different things, never added up. @param {View} view @param {Record<string, string>} texts */
export function day({ counts }, texts) {
  const rows = [
    { text: texts.count_issued, count: counts.issued },
    { text: texts.count_done, count: counts.done },
    { text: texts.count_no_show, count: counts.no_show },
    { text: texts.count_left, count: counts.left },
  ];
  return { title: texts.today, rows };
}

/** Who asks for help now. @param {View} view @param {Surroundings} around */
export function helps(view, { texts, me, language }) {
  return (view.help ?? []).map(({ guide, desk_name: desk, since, coming }) => ({
    guide,
    mine: guide === me,
    text: fill(guide === me ? texts.help_mine : desk ? texts.help_at : texts.help_somewhere, { guide, desk: desk ?? "" }),
    since: fill(texts.since, { time: clock(since, language) }),
    coming: coming ? (coming === me ? texts.help_you_come : fill(texts.help_comes, { guide: coming })) : null,
  }));
}

/** What others changed about my visitor or my desk. @param {import("./watch.js").News[]} news @param {Record<string, string>} texts */
export const newsRows = (news, texts) =>
  news.map(({ id, kind, guide, label, desk }) => ({ id, text: fill(texts[`news_${kind}`], { guide, label, desk }) }));

/** What is going on with the door, told to everybody. @param {View} view @param {Surroundings} around @returns {string | null} */
export function doorNews(view, { texts, language }) {
  const { closing, away_until: away } = view;
  if (closing) return `${texts[`closed_${closing.reason}`] ?? texts.door_closed}. ${closing.helping ? texts.still_helped : texts.not_helped}`;
  return away ? fill(texts.away_news, { time: clock(away, language) }) : null;
}

/** @param {View} view @param {string} id */
export const labelOf = (view, id) => ticketOf(view, Number(id))?.label ?? "";
