/**
 * From a button or a form to one request about the location: numbers, desks, presence, door, help. No DOM, no network.
 *
 * @typedef {import("./intent.js").Intent} Intent
 * @typedef {import("./intent.js").Missing} Missing
 * @typedef {import("./intent.js").Scene} Scene
 * @typedef {import("./shape.js").Values} Values
 * @typedef {{path: string, body?: Record<string, unknown>, told?: Record<string, string>, undo?: boolean, action?: string}} Plan
 */
import { clock } from "../js/words.js";
import { standing } from "./queue.js";
import { filled, many, momentOf, text, whole } from "./values.js";

/** @type {Record<string, (values: Values, rest: string[], scene: Scene) => Plan | Missing | null>} */
const PLANS = {
  issue: (values, [question]) => giveNumber(values, question),
  desk: (_values, [desk]) => ({ path: `desks/${desk}/take` }),
  leave: () => ({ path: "desks/leave" }),
  presence: (_values, [presence, reason]) => ({ path: "presence", body: { presence, ...filled({ reason: reason ?? "" }) }, action: `presence-${presence}` }),
  help: () => ({ path: "help" }),
  "help-coming": (_values, [guide]) => ({ path: "help/coming", body: { guide }, told: { guide } }),
  "help-end": (_values, [guide], { me }) => ({ path: "help/end", body: guide === me ? {} : { guide }, told: { guide } }),
  "assist-coming": (_values, [id]) => ({ path: `assistance/${id}/coming` }),
  "assist-done": (_values, [id]) => ({ path: `assistance/${id}/done` }),
  "call-paper": (_values, _rest, { view, me }) => callPaper(standing(view, me).desk),
  paper: (values) => ({ path: "paper-roll", body: { ...whole(values, "next"), ...whole(values, "last") }, action: "paper" }),
  "paper-stop": () => ({ path: "paper-roll", body: { next: null } }),
  away: (values) => needed(whole(values, "minutes"), "minutes", "missing_minutes", (body) => ({ path: "away", body })),
  "away-end": () => ({ path: "away", body: { minutes: null } }),
  close: (values, _rest, { now }) => closeDoor(values, now),
  open: (values, _rest, { now }) => ({ path: "open", body: until(values, now) }),
  message: (values) => needed(filled({ text: text(values, "text") }), "text", "missing_text", (body) => ({ path: "messages", body: { ...body, ...whole(values, "minutes") } })),
  "message-end": (_values, [id]) => ({ path: `messages/${id}/remove` }),
  guide: (values, [guide]) => ({ path: "guides", body: abilities(values, guide), told: { guide } }),
};

/** @param {string} name @param {Values} values @param {Scene} scene @returns {Intent | Missing | null} */
export function placeIntent(name, values, scene) {
  const [action, ...rest] = name.split("/");
  const plan = PLANS[action]?.(values, rest, scene) ?? null;
  if (plan === null || "missing" in plan) return plan;
  return {
    action: plan.action ?? action,
    url: `/api/v1/locations/${scene.location}/${plan.path}`,
    body: plan.body ?? {},
    ticket: null,
    expected: null,
    undo: plan.undo ?? false,
    told: { desk: standing(scene.view, scene.me).desk?.name ?? "", ...plan.told },
  };
}

/** In the line, or straight to a guide who is free. @param {Values} values @param {string} question @returns {Plan} */
function giveNumber(values, question) {
  const desk = text(values, "desk");
  const wish = { question_type: question, language: text(values, "language") };
  if (desk) return { path: "walk-direct", body: { desk, ...wish }, action: "walk-direct" };
  return { path: "tickets", body: { ...wish, printed: true } };
}

/** @param {{id: string} | null} desk @returns {Plan | Missing} */
const callPaper = (desk) => (desk ? { path: "call-paper", body: { desk: desk.id }, undo: true } : { missing: "missing_desk" });

/** @param {Values} values @param {Date} now @returns {Plan | Missing} */
function closeDoor(values, now) {
  const reason = text(values, "reason");
  if (!reason) return { missing: "missing_close" };
  return { path: "close", body: { reason, helping: text(values, "helping") === "yes", ...until(values, now) } };
}

/** @param {Values} values @param {Date} now @returns {{until?: string}} */
function until(values, now) {
  const moment = momentOf(text(values, "until"), now, (at) => clock(at, "nl"));
  return moment ? { until: moment } : {};
}

/** Which questions a guide takes; all of them is told as null. @param {Values} values @param {string} guide */
function abilities(values, guide) {
  const own = text(values, "all") === "yes" ? null : many(values, "own");
  return { guide, own, also: own === null ? [] : many(values, "also").filter((id) => !own.includes(id)), languages: many(values, "languages") };
}

/**
 * @param {Record<string, unknown>} body @param {string} name @param {string} missing @param {(body: Record<string, unknown>) => Plan} plan
 * @returns {Plan | Missing}
 */
const needed = (body, name, missing, plan) => (name in body ? plan(body) : { missing });
