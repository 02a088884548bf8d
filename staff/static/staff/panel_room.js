/**
 * The rest of the room: colleagues at their desks, the devices, the day in figures. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {{id: string, name: string, text: string, state: string, label: string | null, since: string | null}} DeskRow
 * @typedef {{name: string, icon: string, text: string, health: string, count: number}} DeviceRow
 * @typedef {{title: string, empty: string, rows: DeskRow[]}} DesksModel
 * @typedef {{title: string, empty: string, rows: DeviceRow[]}} DevicesModel
 * @typedef {{title: string, rows: {text: string, count: number}[]}} DayModel
 */
import { h, icon, number } from "./dom.js";

/** @type {Record<string, string>} */
const SIGNS = { current: "circle-check", behind: "hourglass", offline: "plug-connected" };

/** @param {DesksModel} model @returns {Child[]} */
export function desksPanel({ title, empty, rows }) {
  if (rows.length === 0) return [h("h2", {}, title), h("p.empty", {}, empty)];
  return [h("h2", {}, title), h("ul.rows", {}, ...rows.map(deskRow))];
}

/** @param {DeskRow} row */
function deskRow({ name, text, state, label, since }) {
  return h(
    "li.row", { "data-state": state },
    h("span.row__name", {}, name),
    h("span.row__text", {}, text),
    h("span.row__end", {}, label && number(label, ".row__number"),
      since && h("span.figures", { "data-since": since, "aria-hidden": "true" }, "")),
  );
}

/** @param {DevicesModel} model @returns {Child[]} */
export function devicesPanel({ title, empty, rows }) {
  if (rows.length === 0) return [h("h2", {}, title), h("p.empty", {}, empty)];
  return [h("h2", {}, title), h("ul.rows", {}, ...rows.map(deviceRow))];
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
