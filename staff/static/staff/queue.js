/**
 * What the queue means to one guide, and what it will look like once a command is through. No DOM, no network.
 *
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Desk} Desk
 * @typedef {import("./shape.js").State} State
 */

/** @type {("waiting" | "called" | "in_conversation" | "on_hold")[]} */
const LISTS = ["waiting", "called", "in_conversation", "on_hold"];

/** @type {Record<string, State>} */
const LEADS_TO = {
  "call-next": "called", call: "called", start: "in_conversation", resume: "in_conversation", return: "waiting", transfer: "waiting",
  hold: "on_hold", "no-show": "no_show", finish: "done", cancel: "left", reinstate: "waiting",
};

/** All visitors that the view knows. @param {View} view */
export const everybody = (view) => LISTS.flatMap((list) => view[list]);

/** @param {View} view @param {number} id */
export const ticketOf = (view, id) => everybody(view).find((item) => item.id === id) ?? null;

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
  const away = desk?.state === "pause" || desk?.state === "back_office" ? desk.state : null;
  const phase = ticket ? ticket.state : desk ? (away ?? "available") : "no_desk";
  return { desk, ticket, phase, next: nextOf(view, desk), held: view.on_hold.filter(mine) };
}

/** Whom the server would give to this desk now, with the reason for it. @param {View} view @param {Desk | null} desk @returns {Ticket | null} */
function nextOf(view, desk) {
  if (desk?.next === undefined) return view.waiting[0] ?? null;
  if (desk?.next == null) return null;
  const { ticket: id, label, ...why } = desk.next;
  return { ...(view.waiting.find((item) => item.id === id) ?? unseen(id, label)), used: undefined, most: undefined, ...why };
}

/** Somebody so far down the line that the view has no more than the number. @param {number} id @param {string} label @returns {Ticket} */
const unseen = (id, label) => ({
  id, label, state: "waiting", question_type: "", language: "", issued_at: "", called_at: null, started_at: null, desk: null, guide: null, rev: 0,
});

/**
 * The ticket as it will be when the server agrees; null when the action does not move it.
 *
 * @param {string} action
 * @param {Ticket} ticket
 * @param {{guide: string, desk: string | null, now: string, until?: string | null}} at who acts, where, and when (RFC 3339)
 * @returns {Ticket | null}
 */
export function moved(action, ticket, { guide, desk, now, until = null }) {
  const state = action === "take-over" ? taken(ticket.state) : LEADS_TO[action];
  if (state === undefined) return null;
  const rest = { ...ticket, state, reason: null, held_until: until };
  if (state === "waiting") return { ...rest, guide: null, desk: null, called_at: null };
  if (state === "on_hold") return { ...rest, guide, desk: null };
  if (state === "called") return { ...rest, guide, desk, called_at: now, recalls: 0, announced_at: now };
  if (state === "in_conversation") return { ...rest, guide, desk, started_at: action === "start" ? now : ticket.started_at };
  return rest;
}

/** Who was on hold is talked with at once. @param {State} state @returns {State} */
const taken = (state) => (state === "on_hold" ? "in_conversation" : state);

/**
 * The view with one ticket put where its state belongs, and its desk told.
 *
 * @param {View} view
 * @param {Ticket} ticket
 * @returns {View}
 */
export function place(view, ticket) {
  const placed = { ...view };
  const before = ticketOf(view, ticket.id);
  for (const list of LISTS) {
    placed[list] = list === ticket.state ? withTicket(view[list], ticket) : view[list].filter((item) => item.id !== ticket.id);
  }
  placed.desks = view.desks.map((desk) => {
    if (desk.id === ticket.desk && isActive(ticket)) return { ...desk, guide: ticket.guide, state: ticket.state };
    return before?.desk && desk.id === before.desk ? { ...desk, state: desk.guide ? "available" : "free" } : desk;
  });
  return placed;
}

/** @param {Ticket} ticket */
const isActive = (ticket) => ticket.state === "called" || ticket.state === "in_conversation";

/**
 * Who stands in the list keeps the place; who returns stands before the first who came later.
 *
 * @param {Ticket[]} tickets @param {Ticket} ticket
 */
function withTicket(tickets, ticket) {
  if (tickets.some((item) => item.id === ticket.id)) return tickets.map((item) => (item.id === ticket.id ? ticket : item));
  const later = tickets.findIndex((item) => item.id > ticket.id);
  return later < 0 ? [...tickets, ticket] : [...tickets.slice(0, later), ticket, ...tickets.slice(later)];
}

/**
 * How a wait compares with what was promised for this question.
 *
 * @param {number} minutes
 * @param {number} target minutes
 * @returns {"fine" | "near" | "over" | "far"} near: in the last fifth before the target; far: half as long again
 */
export function waitLevel(minutes, target) {
  if (minutes >= target * 1.5) return "far";
  if (minutes >= target) return "over";
  return minutes >= target * 0.8 ? "near" : "fine";
}

/**
 * How many recalls are left, and for how many seconds the next one must wait. The first may come at once.
 *
 * @param {Ticket} ticket one that is called
 * @param {{recall_pause_seconds: number, max_recalls: number}} calling
 * @param {Date} now
 */
export function recallsOf(ticket, calling, now) {
  const left = Math.max(0, calling.max_recalls - (ticket.recalls ?? 0));
  const passed = ticket.recalls && ticket.announced_at ? (now.getTime() - Date.parse(ticket.announced_at)) / 1000 : Infinity;
  return { left, pause: left > 0 ? Math.max(0, Math.ceil(calling.recall_pause_seconds - passed)) : 0 };
}
