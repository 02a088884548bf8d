/** What each press does to the way of a visitor. No DOM, no network, no clock. */

import { nextHelp } from "./help.js";
import { restart } from "./visitor.js";

/** @typedef {import("./visitor.js").Flow} Flow */
/** @typedef {import("./visitor.js").Step} Step */
/** @typedef {import("./visitor.js").Way} Way */
/** @typedef {import("./flow.js").Event} Event */

/** @param {Flow} flow already touched
 * @param {Event} event
 * @returns {Flow} */
export function pressed(flow, event) {
  const free = flow.step === "question" && !flow.refusal;
  switch (event.kind) {
    case "language":
      return chooseLanguage(flow, event);
    case "languages":
      return flow.step === "issuing" ? flow : { ...flow, asked: true };
    case "group":
      return free ? { ...flow, group: event.id, page: 0 } : flow;
    case "choose":
      return free ? choose(flow, event) : flow;
    case "way":
      return flow.step === "how" ? ask(flow, event.way, event.key, event.at) : flow;
    case "more":
      return free ? { ...flow, page: flow.page + 1 } : flow;
    case "back":
      return back(flow);
    case "restart":
      return restart(flow, event.at);
    case "changed":
      return { ...flow, changed: true };
    case "help":
    case "unhelp":
      return { ...flow, asked: false, help: nextHelp(flow.help, event) };
    default:
      return flow;
  }
}

/** @param {Flow} flow
 * @param {Extract<Event, {kind: "language"}>} press
 * @returns {Flow} */
function chooseLanguage(flow, { language, only, key, ways, at }) {
  const spoken = { ...flow, language, asked: false };
  if (flow.step !== "language") return spoken;
  return only && key ? choose(spoken, { id: only, key, ways, at }) : { ...spoken, step: "question" };
}

/** How is asked where it keeps the ticket within three presses: after a language, without a group.
 * @param {Flow} flow
 * @param {{id: string, key: string, ways?: Way[], at: number}} press
 * @returns {Flow} */
function choose(flow, { id, key, ways = [], at }) {
  const chosen = { ...flow, chosen: id, from: flow.step };
  const asks = ways.length > 1 && !flow.preset && flow.group === null;
  return asks ? { ...chosen, step: "how" } : ask(chosen, "paper", key, at);
}

/** @param {Flow} flow
 * @param {Way} way
 * @param {string} key
 * @param {number} at
 * @returns {Flow} */
function ask(flow, way, key, at) {
  const from = flow.step;
  return { ...flow, step: "issuing", from, way, key, attempt: flow.attempt + 1, since: at, failed: false, retryAt: null };
}

/** One level back; the same flow when there is none.
 * @param {Flow} flow
 * @returns {Flow} */
export function back(flow) {
  const start = { ...flow, step: /** @type {Step} */ ("language"), language: flow.house };
  if (flow.asked) return { ...flow, asked: false };
  if (flow.help.shown) return { ...flow, help: { ...flow.help, shown: false } };
  if (flow.refusal) return { ...flow, refusal: null };
  if (flow.step === "how") return flow.from === "language" ? { ...start, chosen: null } : { ...flow, step: "question", chosen: null };
  if (flow.step !== "question") return flow;
  if (flow.page > 0) return { ...flow, page: flow.page - 1 };
  if (flow.group !== null) return { ...flow, group: null };
  return flow.preset ? flow : start;
}
