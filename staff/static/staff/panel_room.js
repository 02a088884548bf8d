/**
 * The rest of the room: who is on hold, colleagues at their desks, the devices, the day in figures. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {{id: number, label: string, mine: boolean, over: boolean, text: string, question: string}} HeldRow
 * @typedef {{id: string, name: string, text: string, state: string, guide: string | null, label: string | null,
 *   ticket: number | null, since: string | null}} DeskRow
 * @typedef {{name: string, icon: string, text: string, health: string, count: number}} DeviceRow
 * @typedef {import("./paper.js").PrinterRow} PrinterRow
 * @typedef {{title: string, empty: string, rows: DeskRow[], texts: Record<string, string>}} DesksModel
 * @typedef {{title: string, empty: string, rows: DeviceRow[], printers: PrinterRow[]}} DevicesModel
 * @typedef {{title: string, rows: {text: string, count: number}[]}} DayModel
 */
import { fill } from "../js/words.js";
import { h, icon, number } from "./dom.js";
import { action } from "./parts.js";

/** @type {Record<string, string>} */
const SIGNS = { current: "circle-check", behind: "hourglass", low: "alert-triangle", offline: "plug-connected", asked: "hourglass" };

/** On hold; nothing when nobody is. @param {Pressing & {title: string, rows: HeldRow[], more: number, canResume: boolean, mayCall: boolean}} model @returns {Child[]} */
export function heldPanel(model) {
  if (model.rows.length === 0) return [];
  return [h("h2", {}, model.title), h("ul.rows", {}, ...model.rows.map((row) => heldRow(row, model))), model.more > 0 && h("p.empty", {}, fill(model.texts.more_held, { num: model.more }))];
}

/** @param {HeldRow} row @param {Pressing & {canResume: boolean, mayCall: boolean}} model */
function heldRow(row, model) {
  const { texts, canResume, mayCall } = model;
  const resume = row.mine && mayCall && action(model, `resume/${row.id}`, "player-play", texts.resume, { off: !canResume });
  return h(
    "li.row.row--held", { "data-over": String(row.over) },
    h("span.row__name", {}, opens(row.id, row.label, texts)),
    h("span.row__text.figures", {}, icon(row.over ? "alert-triangle" : "clock-pause"), row.text),
    resume && h("span.row__end", {}, resume),
  );
}

/** The number as a button that opens the visitor's sheet. @param {number} id @param {string} label @param {Record<string, string>} texts */
const opens = (id, label, texts) =>
  h("button.line__open", { type: "button", "data-press": `sheet/visitor/${id}`, "aria-label": fill(texts.open_visitor, { label }) }, number(label, ".row__number"));

/** @param {DesksModel} model @returns {Child[]} */
export function desksPanel({ title, empty, rows, texts }) {
  if (rows.length === 0) return [h("h2", {}, title), h("p.empty", {}, empty)];
  return [h("h2", {}, title), h("ul.rows", {}, ...rows.map((row) => deskRow(row, texts)))];
}

/** @param {DeskRow} row @param {Record<string, string>} texts */
function deskRow({ name, text, state, label, ticket, since }, texts) {
  return h(
    "li.row", { "data-state": state },
    h("span.row__name", {}, name),
    h("span.row__text", {}, text),
    h("span.row__end", {}, label !== null && ticket !== null && opens(ticket, label, texts),
      since && h("span.figures", { "data-since": since, "aria-hidden": "true" }, "")),
  );
}

/** @param {DevicesModel} model @returns {Child[]} */
export function devicesPanel({ title, empty, rows, printers }) {
  const none = rows.length === 0 && h("p.empty", {}, empty);
  const all = [...printers.map(printerRow), ...rows.map(deviceRow)];
  return [h("h2", {}, title), all.length > 0 && h("ul.rows", {}, ...all), none];
}

/** A printer: how it is, and what to do about it. @param {PrinterRow} row */
export function printerRow({ name, icon: sign, health, text, remedy, since }) {
  return h(
    "li.row.row--device.row--printer", { "data-health": health },
    h("span.row__name", {}, icon(sign), name),
    h("span.row__text", {}, icon(health === "offline" ? "alert-triangle" : (SIGNS[health] ?? "info-circle")), h("span", {}, since ? `${text} ${since}` : text, remedy && ". ", remedy && h("span.row__remedy", {}, remedy))),
  );
}

/** @param {DeviceRow} row */
function deviceRow({ name, icon: sign, text, health, count }) {
  return h(
    "li.row.row--device", { "data-health": health },
    h("span.row__name", {}, icon(sign), count > 1 ? `${name} (${count})` : name),
    h("span.row__text", {}, icon(SIGNS[health]), text),
  );
}

/** @param {DayModel} model @returns {Child[]} */
export function dayPanel({ title, rows }) {
  const figures = rows.map(({ text, count }) => h("div", {}, h("dt", {}, text), h("dd.figures", {}, String(count))));
  return [h("h2", {}, title), h("dl.day", {}, ...figures)];
}
