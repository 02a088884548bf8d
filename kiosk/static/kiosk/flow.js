/** The way of one visitor through the kiosk: language, question, number. No DOM, no network, no clock: every time
 * is handed in, in ms of a clock that never jumps. A new state comes out of each event; the old one stays as it was. */

import { expectPaper, hear, passTime, stays } from "./paper.js";

/** @typedef {"language" | "question" | "issuing" | "ticket"} Step */
/**
 * @typedef {object} Flow
 * @property {Step} step
 * @property {string} house language of a visitor who has not chosen
 * @property {boolean} preset whether visitors start at the question, in the language of the house
 * @property {string} language
 * @property {boolean} asked whether the visitor opened the list of languages on the way
 * @property {number} page which tiles are shown, when there are more than fit
 * @property {string | null} chosen id of the question type that was pressed
 * @property {string | null} key of that press; the same for every repetition
 * @property {number} attempt rises when the number must be asked for (again)
 * @property {number} since when the question was pressed, or the number arrived
 * @property {number | null} retryAt when to ask again, after no answer came
 * @property {boolean} failed whether an attempt got no answer
 * @property {string | null} refusal code of a refusal
 * @property {any} ticket
 * @property {import("./paper.js").Paper | null} paper
 * @property {number} touched last action of the visitor
 */
/** @typedef {{kind: "language", language: string, at: number}
 *   | {kind: "choose", id: string, key: string, at: number}
 *   | {kind: "issued", key: string, ticket: any, printers?: boolean, at: number}
 *   | {kind: "refused", key: string, code: string, at: number}
 *   | {kind: "unanswered", key: string, at: number}
 *   | {kind: "paper", token: string, state: string | null, at: number}
 *   | {kind: "languages" | "more" | "back" | "restart" | "touch" | "tick", at: number}} Event */

/** No action for so long brings the warning; the warning lasts WARNING_MS (WCAG 2.2.1: at least 20 s). */
export const IDLE_MS = 40_000;
export const WARNING_MS = 20_000;
/** Below this nobody notices that the answer took time. */
export const NOTICED_MS = 700;
/** After this the visitor is told to ask somebody. */
export const SLOW_MS = 8000;
/** Nobody stands here any longer who waits for this number. */
export const GIVE_UP_MS = 60_000;
const RETRY_MS = 2000;

/** The beginning, for the next visitor: nothing of the last one is left.
 * @param {string} house
 * @param {boolean} preset
 * @param {number} at
 * @returns {Flow} */
export function begin(house, preset, at) {
  return {
    step: preset ? "question" : "language",
    house,
    preset,
    language: house,
    asked: false,
    page: 0,
    chosen: null,
    key: null,
    attempt: 0,
    since: at,
    retryAt: null,
    failed: false,
    refusal: null,
    ticket: null,
    paper: null,
    touched: at,
  };
}

/** What follows from *event*; the same flow when nothing does.
 * @param {Flow} flow
 * @param {Event} event
 * @returns {Flow} */
export function next(flow, event) {
  switch (event.kind) {
    case "tick":
      return tick(flow, event.at);
    case "issued":
    case "refused":
    case "unanswered":
      return event.key === flow.key && flow.step === "issuing" ? answered(flow, event) : flow;
    case "paper":
      return flow.paper && flow.ticket.token === event.token ? { ...flow, paper: hear(flow.paper, event.state, event.at) } : flow;
    default:
      return pressed({ ...flow, touched: event.at }, event);
  }
}

/** Whether the next visitor would find anything of this one.
 * @param {Flow} flow */
export function isUntouched(flow) {
  const start = begin(flow.house, flow.preset, 0);
  return flow.step === start.step && flow.language === flow.house && !flow.asked && flow.page === 0 && !flow.refusal;
}

/** Seconds until this screen starts again, when the visitor must be told; else null.
 * @param {Flow} flow
 * @param {number} at */
export function secondsLeft(flow, at) {
  if (flow.step === "issuing" || isUntouched(flow)) return null;
  const idle = at - flow.touched;
  if (flow.step === "ticket" && flow.paper && !flow.asked) return numberLeft(flow.touched, flow.paper, at);
  return idle < IDLE_MS ? null : Math.max(0, Math.ceil((IDLE_MS + WARNING_MS - idle) / 1000));
}

/** The number leaves some time after the last touch; nobody is sent away while paper is under way, or at once
 * after news of it.
 * @param {number} touched
 * @param {import("./paper.js").Paper} paper
 * @param {number} at */
function numberLeft(touched, paper, at) {
  const stay = stays(paper);
  return stay === null ? null : Math.max(0, Math.ceil((stay - (at - Math.max(touched, paper.since))) / 1000));
}

/** @param {Flow} before
 * @param {number} at
 * @returns {Flow} */
function tick(before, at) {
  const paper = before.paper && passTime(before.paper, at);
  const flow = paper === before.paper ? before : { ...before, paper };
  const restart = () => ({ ...begin(flow.house, flow.preset, at), attempt: flow.attempt });
  if (flow.step === "issuing") {
    if (at - flow.touched >= GIVE_UP_MS) return restart();
    const due = flow.retryAt !== null && at >= flow.retryAt;
    return due ? { ...flow, retryAt: null, attempt: flow.attempt + 1 } : flow;
  }
  return secondsLeft(flow, at) === 0 ? restart() : flow;
}

/** @param {Flow} flow
 * @param {Extract<Event, {key: string}>} event
 * @returns {Flow} */
function answered(flow, event) {
  const { at } = event;
  if (event.kind === "issued") {
    const paper = expectPaper(event.ticket.paper, event.printers ?? false, flow.since, at);
    return { ...flow, step: "ticket", ticket: event.ticket, paper, since: at, touched: at };
  }
  if (event.kind === "unanswered") return { ...flow, failed: true, retryAt: at + RETRY_MS };
  if (event.kind === "refused") return { ...flow, step: "question", chosen: null, key: null, refusal: event.code, touched: at };
  return flow;
}

/** @param {Flow} flow already touched
 * @param {Event} event
 * @returns {Flow} */
function pressed(flow, event) {
  switch (event.kind) {
    case "language":
      return chooseLanguage(flow, event.language);
    case "languages":
      return flow.step === "issuing" ? flow : { ...flow, asked: true };
    case "choose":
      return flow.step === "question" && !flow.refusal ? choose(flow, event) : flow;
    case "more":
      return flow.step === "question" ? { ...flow, page: flow.page + 1 } : flow;
    case "back":
      return back(flow);
    case "restart":
      return { ...begin(flow.house, flow.preset, event.at), attempt: flow.attempt };
    default:
      return flow;
  }
}

/** @param {Flow} flow
 * @param {string} language
 * @returns {Flow} */
function chooseLanguage(flow, language) {
  const step = flow.step === "language" ? "question" : flow.step;
  return { ...flow, step, language, asked: false };
}

/** @param {Flow} flow
 * @param {{id: string, key: string, at: number}} press
 * @returns {Flow} */
function choose(flow, { id, key, at }) {
  return { ...flow, step: "issuing", chosen: id, key, attempt: flow.attempt + 1, since: at, failed: false, retryAt: null };
}

/** @param {Flow} flow
 * @returns {Flow} */
function back(flow) {
  if (flow.asked) return { ...flow, asked: false };
  if (flow.refusal) return { ...flow, refusal: null };
  if (flow.step !== "question") return flow;
  if (flow.page > 0) return { ...flow, page: flow.page - 1 };
  return flow.preset ? flow : { ...flow, step: "language", language: flow.house };
}
