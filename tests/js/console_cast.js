/** The queue that the console's tests act on: a guide at desk 2, a colleague at desk 1. */

/** @typedef {import("../../staff/static/staff/shape.js").Ticket} Ticket */
/** @typedef {import("../../staff/static/staff/shape.js").View} View */
/** @typedef {import("../../staff/static/staff/shape.js").Desk} Desk */

export const ME = "sanne";
export const NOW = new Date("2026-11-20T11:00:00Z");

/** @param {number} id @param {Partial<Ticket>} [more] @returns {Ticket} */
export function ticket(id, more = {}) {
  return {
    id, label: `A${String(id).padStart(2, "0")}`, state: "waiting", question_type: "werk", language: "uk",
    issued_at: "2026-11-20T10:48:00Z", called_at: null, started_at: null, desk: null, guide: null, rev: id, ...more,
  };
}

/** @param {Partial<View> & {deskState?: string, mine?: Partial<Desk>}} [more] @returns {View} */
export function view({ deskState = "available", mine = {}, ...more } = {}) {
  return {
    location: "oefen", open: true, door: "open", opens_at: null, closes_at: null,
    waiting: [], called: [], in_conversation: [], on_hold: [],
    desks: [
      { id: "1", name: "Plek 1", guide: "joost", state: "available" },
      { id: "2", name: "Plek 2", guide: ME, state: deskState, ...mine },
      { id: "3", name: "Plek 3", guide: null, state: "free" },
    ],
    devices: [], counts: { waiting: 0, issued: 0, done: 0, no_show: 0, left: 0, abandoned: 0 }, config_rev: 1, ...more,
  };
}

/** @param {number} rev @param {Partial<View>} [more] */
export function state(rev, more = {}) {
  return { epoch: "e", rev, now: "2026-11-20T11:00:00Z", view: view(more) };
}

/** Who looks, and in which words: each sentence is its key and its gaps. */
export const AROUND = {
  me: ME, role: "guide", language: "nl", common: "nl",
  questions: new Map([
    ["werk", { id: "werk", letter: "A", icon: "briefcase", colour: "#0b4f9e", target_minutes: 10, name: "Werk zoeken" }],
    ["geld", { id: "geld", letter: "F", icon: "coin-euro", colour: "#8a1538", target_minutes: 20, name: "Geld" }],
    ["later", { id: "later", letter: "D", icon: "users", colour: "#7a3b00", target_minutes: 15, name: "Later", offered: false }],
  ]),
  priorities: [{ number: 1, name: "Kan niet lang wachten" }],
  texts: new Proxy(/** @type {Record<string, string>} */ ({}), {
    get: (_target, key) => ({ waits: "wacht %(num)s min", minutes: "%(num)s min", longest: "langste %(num)s min" })[String(key)] ?? sentence(String(key)),
  }),
  reasons: { waited_longest: "wacht het langst", priority: "heeft voorrang" },
  waiting: { one: "%(num)s wacht", other: "%(num)s wachten" },
};

const GAPS = ["num", "guide", "desk", "time", "used", "most", "shown", "rev", "questions"];

/** @param {string} key */
const sentence = (key) => `${key}${GAPS.map((gap) => `<%(${gap})s>`).join("")}`;

/** A sentence of AROUND without the gaps that were not filled. @param {string | null} text */
export const told = (text) => text?.replace(/<%\(\w+\)s>/g, "") ?? null;
