/** The way of one visitor through the kiosk: language, question, how, number. No DOM, no network, no clock: every
 * time is handed in, in ms of a clock that never jumps. A new state comes out of each event; the old one stays. */

import { nextHelp } from "./help.js";
import { secondsLeft } from "./idle.js";
import { NOT_WRITABLE } from "./offline_press.js";
import { expectPaper, hear, passTime } from "./paper.js";
import { back, pressed } from "./press.js";
import { restart } from "./visitor.js";

export { IDLE_MS, WARNING_MS, isUntouched, secondsLeft } from "./idle.js";
export { begin } from "./visitor.js";

/** @typedef {import("./visitor.js").Flow} Flow */
/** @typedef {import("./visitor.js").Step} Step */
/** @typedef {import("./visitor.js").Way} Way */
/** @typedef {{kind: "language", language: string, at: number, only?: string, key?: string, ways?: Way[]}
 *   | {kind: "choose", id: string, key: string, ways?: Way[], at: number}
 *   | {kind: "way", way: Way, key: string, at: number}
 *   | {kind: "group", id: string, at: number}
 *   | {kind: "issued", key: string, ticket: any, printers?: boolean, at: number}
 *   | {kind: "given", key: string, ticket: {label: string, question_type?: string, offline: boolean}, at: number}
 *   | {kind: "refused", key: string, code: string, at: number}
 *   | {kind: "unanswered", key: string, at: number}
 *   | {kind: "paper", token: string, state: string | null, at: number}
 *   | {kind: "languages" | "more" | "back" | "restart" | "touch" | "changed", at: number}
 *   | {kind: "tick", at: number, writes?: boolean}
 *   | import("./help.js").HelpEvent} Event
 * writes: whether there is no more reason to say that no number can be given; only: the one question type there is, chosen with the language; ways: between which the visitor may choose */

/** Below this nobody notices that the answer took time. */
export const NOTICED_MS = 700;
/** After this the visitor is told to ask somebody. */
export const SLOW_MS = 8000;
/** Nobody stands here any longer who waits for this number. */
export const GIVE_UP_MS = 60_000;
const RETRY_MS = 2000;

/** What follows from *event*; the same flow when nothing does.
 * @param {Flow} flow
 * @param {Event} event
 * @returns {Flow} */
export function next(flow, event) {
  switch (event.kind) {
    case "tick":
      return tick(event.writes && flow.refusal === NOT_WRITABLE ? { ...flow, refusal: null } : flow, event.at);
    case "issued":
    case "given":
    case "refused":
    case "unanswered":
      return event.key === flow.key && flow.step === "issuing" ? answered(flow, event) : flow;
    case "paper":
      return flow.paper && flow.ticket.token === event.token ? { ...flow, paper: hear(flow.paper, event.state, event.at) } : flow;
    case "answered-help":
    case "assistance": {
      const help = nextHelp(flow.help, event);
      return help === flow.help ? flow : { ...flow, help };
    }
    default:
      return pressed({ ...flow, touched: event.at }, event);
  }
}

/** Whether "back" leads anywhere.
 * @param {Flow} flow */
export function canGoBack(flow) {
  return back(flow) !== flow;
}

/** @param {Flow} before
 * @param {number} at
 * @returns {Flow} */
function tick(before, at) {
  const paper = before.paper && passTime(before.paper, at);
  const flow = paper === before.paper ? before : { ...before, paper };
  if (flow.step === "issuing") {
    if (at - flow.touched >= GIVE_UP_MS) return restart(flow, at);
    const due = flow.retryAt !== null && at >= flow.retryAt;
    return due ? { ...flow, retryAt: null, attempt: flow.attempt + 1 } : flow;
  }
  return secondsLeft(flow, at) === 0 ? restart(flow, at) : flow;
}

/** @param {Flow} flow
 * @param {Extract<Event, {kind: "issued" | "given" | "refused" | "unanswered"}>} event
 * @returns {Flow} */
function answered(flow, event) {
  const { at } = event;
  const done = { ...flow, step: /** @type {Step} */ ("ticket"), since: at, touched: at };
  switch (event.kind) {
    case "given":
      return { ...done, ticket: event.ticket };
    case "issued":
      return { ...done, ticket: event.ticket, paper: expectPaper(event.ticket.paper, event.printers ?? false, flow.since, at) };
    case "unanswered":
      return { ...flow, failed: true, retryAt: at + RETRY_MS };
    case "refused":
      return { ...flow, step: "question", chosen: null, key: null, refusal: event.code, touched: at };
  }
}
