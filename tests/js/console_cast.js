/** The queue that the console's tests act on: a guide at desk 2, a colleague at desk 1. */

/** @typedef {import("../../staff/static/staff/shape.js").Ticket} Ticket */
/** @typedef {import("../../staff/static/staff/shape.js").View} View */

export const ME = "sanne";

/** @param {number} id @param {Partial<Ticket>} [more] @returns {Ticket} */
export function ticket(id, more = {}) {
  return {
    id, label: `A${String(id).padStart(2, "0")}`, state: "waiting", question_type: "werk", language: "uk",
    issued_at: "2026-11-20T10:48:00Z", called_at: null, started_at: null, desk: null, guide: null, rev: id, ...more,
  };
}

/** @param {Partial<View> & {deskState?: string}} [more] @returns {View} */
export function view({ deskState = "available", ...more } = {}) {
  return {
    location: "oefen", open: true, door: "open", opens_at: null, closes_at: null,
    waiting: [], called: [], in_conversation: [], on_hold: [],
    desks: [
      { id: "1", name: "Plek 1", guide: "joost", state: "available" },
      { id: "2", name: "Plek 2", guide: ME, state: deskState },
      { id: "3", name: "Plek 3", guide: null, state: "free" },
    ],
    devices: [], counts: { waiting: 0, issued: 0, done: 0, no_show: 0, left: 0, abandoned: 0 }, config_rev: 1, ...more,
  };
}

/** @param {number} rev @param {Partial<View>} [more] */
export function state(rev, more = {}) {
  return { epoch: "e", rev, now: "2026-11-20T11:00:00Z", view: view(more) };
}
