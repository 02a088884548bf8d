/**
 * The location for a coordinator: the door, the questions, the desks, the devices. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 */
import { fill } from "../js/words.js";
import { h, icon, number } from "./dom.js";
import { select, short, tick, words } from "./fields.js";
import { printerRow } from "./panel_room.js";
import { action, form, questionMark, submit, waitBadge } from "./parts.js";

const MESSAGE_MOST = 120;

/** @type {Record<string, string>} */
const SIGNS = { current: "circle-check", behind: "hourglass", low: "alert-triangle", offline: "plug-connected" };

/** @param {Pressing & {state: string, news: string | null, isOpen: boolean, byHand: boolean}} model @returns {Child[]} */
export function doorCard(model) {
  const { state, news, isOpen, byHand, texts } = model;
  return [
    h("h2", {}, texts.card_door),
    h("p.card__state", {}, icon(isOpen ? "door-enter" : "door"), h("span", {}, state)),
    news && h("p", {}, news),
    isOpen ? closeForm(model) : h("div.stack", {}, byHand && action(model, "open", "door-enter", texts.open_again, { kind: ".button--main" }), !byHand && openForm(model)),
  ];
}

/** @param {Pressing} model */
function closeForm(model) {
  const { texts } = model;
  const reasons = ["staff", "technical", "emergency", "other"].map((value) => ({ value, text: texts[`closed_${value}`] }));
  return h("details.more", { id: "close-early" }, h("summary", {}, texts.close_early),
    form("close",
      select("reason", texts.why_close, [{ value: "", text: texts.choose_reason }, ...reasons]),
      tick("helping", texts.help_those_waiting, true),
      short("until", texts.open_again_at, { type: "time" }),
      submit(model, "close", "door", texts.close_now)));
}

/** @param {Pressing} model */
const openForm = (model) => form("open", h("p.hint", {}, model.texts.open_hint), short("until", model.texts.open_until, { type: "time", required: "" }), submit(model, "open", "door-enter", model.texts.open_now, ""));

/** @param {{rows: any[], texts: Record<string, string>}} model @returns {Child[]} */
export function questionsCard({ rows, texts }) {
  const head = h("h2", {}, texts.card_questions);
  if (rows.length === 0) return [head, h("p.empty", {}, icon("armchair"), texts.line_empty)];
  const columns = [texts.question, texts.waiting_now, texts.longest_wait, texts.target];
  return [head, h("table.facts", {},
    h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {},
      h("th", { scope: "row" }, h("span.facts__name", {}, questionMark(row), row.name)),
      h("td.figures", {}, String(row.waiting)),
      h("td", {}, waitBadge(row)),
      h("td.figures", {}, row.target)))))];
}

/** @param {Pressing & {rows: any[]}} model @returns {Child[]} */
export function desksCard(model) {
  const { rows, texts } = model;
  return [h("h2", {}, texts.desks), h("ul.rows", {}, ...rows.map((row) =>
    h("li.row", { "data-state": row.state, "data-idle": String(row.idle) },
      h("span.row__name", {}, row.name, row.label && number(row.label, ".row__inline")),
      h("span.row__text", {}, row.idle && icon("hourglass"), row.idle ? `${row.guide} · ${texts.idle}` : row.text),
      h("span.row__end", {}, row.since && h("span.figures", { "data-since": row.since, "aria-hidden": "true" }, ""),
        row.canTake && action(model, `take-over/${row.ticket}`, "hand-stop", texts.do_take_over)))))];
}

/** @param {{rows: any[], printers: import("./paper.js").PrinterRow[], location: string, texts: Record<string, string>}} model @returns {Child[]} */
export function devicesCard({ rows, printers, location, texts }) {
  const none = rows.length === 0 && h("p.empty", {}, texts.no_devices);
  const more = h("div.card__pages", {},
    h("a.button.card__more", { href: `/staff/${location}/devices` }, icon("device-tablet"), texts.devices_page),
    h("a.button.card__more", { href: `/staff/${location}/printers` }, icon("printer"), texts.printers_page));
  return [h("h2", {}, texts.screens_and_printers), h("ul.rows", {}, ...printers.map(printerRow), ...rows.map((row) =>
    h("li.row", { "data-health": row.health },
      h("span.row__name", {}, icon(row.icon), row.name),
      h("span.row__text", {}, icon(SIGNS[row.health]), row.text),
      h("span.row__end.figures.soft", {}, row.shown)))), none, more];
}

/** @param {Pressing & {rows: any[]}} model @returns {Child[]} */
export function messagesCard(model) {
  const { rows, texts } = model;
  const lasting = [15, 30, 60, 120].map((minutes) => ({ value: String(minutes), text: fill(texts.for_minutes, { num: minutes }) }));
  return [
    h("h2", {}, texts.card_messages),
    rows.length > 0 && h("ul.rows", {}, ...rows.map((row) =>
      h("li.row", {}, h("span.row__name", {}, row.text), h("span.row__text", {}, row.until),
        h("span.row__end", {}, action(model, `message-end/${row.id}`, "trash", texts.remove, { kind: ".button--quiet" }))))),
    form("message",
      words("text", texts.new_message, MESSAGE_MOST, "", texts.message_hint, "users"),
      select("minutes", texts.how_long, [...lasting, { value: "", text: texts.message_today }], "30"),
      submit(model, "message", "device-tv", texts.show_message, "")),
  ];
}
