/**
 * From a button or a form to one request about a visitor. No DOM, no network.
 *
 * A name is what stands on the button: `start`, `finish/referred`, `call/17`. What it is about stands behind the stroke;
 * without it, it is about the visitor in hand.
 *
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Values} Values
 * @typedef {{view: View, me: string, location: string, now: Date, find: (id: number) => Ticket | null}} Scene
 *   find knows those in the closed list too
 * @typedef {object} Intent
 * @property {string} action its sentence is `done_` and this
 * @property {string} url
 * @property {Record<string, unknown>} body
 * @property {Ticket | null} ticket about whom
 * @property {Ticket | null} expected how the ticket will be
 * @property {boolean} undo whether the step can be taken back
 * @property {Record<string, string>} told what the sentence names
 * @property {number} [paper] the print job of which it settles whether it came out
 * @typedef {{missing: string}} Missing the key of a sentence that says what is still to be filled in
 */
import { placeIntent } from "./intent_place.js";
import { doubtIntent } from "./intent_paper.js";
import { moved, standing } from "./queue.js";
import { list, filled, text, whole } from "./values.js";

/** Actions on the visitor in hand, and those on whoever the button names. */
const MINE = ["start", "recall", "return", "no-show", "finish", "hold", "transfer", "service"];
const NAMED = ["call", "resume", "take-over", "cancel", "reinstate", "change", "later", "back", "merge", "reprint", "note", "fetch", "unfetch"];
const NO_UNDO = ["recall", "reprint", "note", "merge", "fetch", "unfetch"];
/** Actions whose address is not their own name. */
const ADDRESSES = /** @type {Record<string, string>} */ ({ unfetch: "fetch" });

/** @type {Record<string, (values: Values, rest: string) => Record<string, unknown>>} */
const BODIES = {
  call: (values) => ({ reason: text(values, "other") || text(values, "reason") }),
  finish: (values, outcome) => ({ outcome, ...list(values, "topics") }),
  hold: (values) => ({ ...whole(values, "minutes"), ...filled({ note: text(values, "note") }) }),
  transfer: (values) => filled({ question_type: text(values, "question_type"), guide: text(values, "guide"), desk: text(values, "desk"), note: text(values, "note") }),
  service: (values) => filled({ question_type: text(values, "question_type"), outcome: text(values, "outcome") }),
  cancel: (values) => filled({ reason: text(values, "reason") }),
  change: (values) => ({ ...filled({ question_type: text(values, "question_type"), language: text(values, "language") }), ...whole(values, "priority") }),
  merge: (values) => ({ ...whole(values, "into") }),
  note: (values) => ({ text: text(values, "text") }),
  fetch: () => ({ wished: true }),
  unfetch: () => ({ wished: false }),
};

/** @type {Record<string, (body: Record<string, unknown>) => string | null>} */
const CHECKS = {
  call: ({ reason }) => (reason ? null : "missing_reason"),
  transfer: ({ question_type, guide, desk }) => (question_type || guide || desk ? null : "missing_target"),
  service: ({ question_type }) => (question_type ? null : "missing_question"),
  merge: ({ into }) => (into ? null : "missing_other"),
  change: (body) => (Object.keys(body).length > 0 ? null : "missing_change"),
};

/**
 * What a press or a form asks of the server; null when it can mean nothing now.
 *
 * @param {string} name @param {Values} values what the form says @param {Scene} scene
 * @returns {Intent | Missing | null}
 */
export function intentOf(name, values, scene) {
  const [action, rest = ""] = name.split("/");
  if (action === "call-next") return callNext(scene);
  if (action === "looked" || action === "again") return doubtIntent(action, Number(rest), scene);
  const mine = MINE.includes(action);
  if (!mine && !NAMED.includes(action)) return placeIntent(name, values, scene);
  const { ticket: inHand, desk } = standing(scene.view, scene.me);
  const ticket = mine ? inHand : scene.find(Number(rest));
  if (!ticket) return null;
  if (["call", "take-over", "resume"].includes(action) && !desk) return { missing: "missing_desk" };
  const body = BODIES[action]?.(values, rest) ?? {};
  const missing = CHECKS[action]?.(body);
  if (missing) return { missing };
  return visitIntent(action, ticket, ["call", "take-over"].includes(action) ? { desk: desk?.id, ...body } : body, scene);
}

/** @param {string} action @param {Ticket} ticket @param {Record<string, unknown>} body @param {Scene} scene @returns {Intent} */
function visitIntent(action, ticket, body, { view, me, now }) {
  const desk = standing(view, me).desk;
  const until = typeof body.minutes === "number" ? new Date(now.getTime() + body.minutes * 60_000).toISOString() : null;
  return {
    action,
    url: `/api/v1/visits/${ticket.id}/${ADDRESSES[action] ?? action}`,
    body: { ...body, seen_rev: ticket.rev },
    ticket,
    expected: moved(action, ticket, { guide: me, desk: desk?.id ?? ticket.desk, now: now.toISOString(), until }),
    undo: !NO_UNDO.includes(action),
    told: { label: ticket.label, desk: desk?.name ?? "", guide: String(body.guide ?? "") },
  };
}

/** @param {Scene} scene @returns {Intent | null} */
function callNext({ view, me, location, now }) {
  const { desk, next, phase } = standing(view, me);
  if (!desk || !next || phase !== "available") return null;
  return {
    action: "call-next", url: `/api/v1/locations/${location}/call-next`, body: { desk: desk.id }, ticket: next, undo: true,
    expected: moved("call-next", next, { guide: me, desk: desk.id, now: now.toISOString() }), told: { label: next.label, desk: desk.name },
  };
}
