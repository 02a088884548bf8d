/**
 * What the queue means to one guide, and what it will look like once a command is through. No DOM, no network.
 *
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Action} Action
 * @typedef {import("./shape.js").State} State
 */

/** @type {("waiting" | "called" | "in_conversation" | "on_hold")[]} */
const LISTS = ["waiting", "called", "in_conversation", "on_hold"];

/** @type {Partial<Record<Action, State>>} */
const LEADS_TO = { start: "in_conversation", return: "waiting", "no-show": "no_show", finish: "done" };

/**
 * Where a guide stands: at which desk, with whom, and so what comes next.
 *
 * @param {View} view
 * @param {string} me the guide's name
 */
export function standing(view, me) {
  const desk = view.desks.find((item) => item.guide === me) ?? null;
  const mine = (/** @type {Ticket} */ ticket) => ticket.guide === me;
  const ticket = view.called.find(mine) ?? view.in_conversation.find(mine) ?? null;
  const phase = ticket ? ticket.state : desk ? "available" : "no_desk";
  return { desk, ticket, phase, next: view.waiting[0] ?? null };
}

/**
 * The ticket as it will be when the server agrees; null when the action does not move it.
 *
 * @param {Action} action
 * @param {Ticket} ticket the one in hand, or for `call-next` the one in front
 * @param {{guide: string, desk: string, now: string}} at who acts, where, and when (RFC 3339)
 * @returns {Ticket | null}
 */
export function moved(action, ticket, { guide, desk, now }) {
  if (action === "call-next") return { ...ticket, state: "called", guide, desk, called_at: now };
  const state = LEADS_TO[action];
  if (state === undefined) return null;
  if (state === "waiting") return { ...ticket, state, guide: null, desk: null, called_at: null };
  return { ...ticket, state, started_at: state === "in_conversation" ? now : ticket.started_at };
}

/**
 * The view with one ticket put where its state belongs, and its desk told.
 *
 * @param {View} view
 * @param {Ticket} ticket
 * @returns {View}
 */
export function place(view, ticket) {
  const placed = { ...view };
  for (const list of LISTS) {
    const others = view[list].filter((item) => item.id !== ticket.id);
    placed[list] = list === ticket.state ? inOrder([...others, ticket]) : others;
  }
  const before = LISTS.flatMap((list) => view[list]).find((item) => item.id === ticket.id);
  placed.desks = view.desks.map((desk) => {
    if (desk.id === ticket.desk && isActive(ticket)) return { ...desk, guide: ticket.guide, state: ticket.state };
    return desk.id === before?.desk ? { ...desk, state: desk.guide ? "available" : "free" } : desk;
  });
  return placed;
}

/** @param {Ticket} ticket */
const isActive = (ticket) => ticket.state === "called" || ticket.state === "in_conversation";

/** Numbers of tickets rise with arrival, so a visitor who returns stands at the old place. @param {Ticket[]} tickets */
const inOrder = (tickets) => [...tickets].sort((a, b) => a.id - b.id);

/**
 * How a wait compares with what was promised for this question.
 *
 * @param {number} minutes
 * @param {number} target minutes
 * @returns {"fine" | "near" | "over"} near: in the last fifth before the target
 */
export function waitLevel(minutes, target) {
  if (minutes >= target) return "over";
  return minutes >= target * 0.8 ? "near" : "fine";
}
