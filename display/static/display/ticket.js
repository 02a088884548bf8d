/** What a phone says about its ticket, and what its visitor can ask for. No DOM, no network. The same rule on the
 * server, for browsers that run no scripts: display/told.py. One table of cases holds for both (tests/phone_cases.json). */

import { clock, fill, isolate, plural } from "../js/words.js";

/** @typedef {{label: string, state: string, ahead: number | null, desk_name: string | null, call_number: number | null,
 *   rev: number, open: boolean, closing: {reason: string | null, helping: boolean, until: string} | null,
 *   away_until: string | null, can_later: boolean, later_until?: string, for_desk?: string, merged_into?: string,
 *   fetch?: boolean, wait?: import("../js/wait.js").Wait | null, poll_after: number}} Ticket
 *   as the server shows it to its visitor */
/** @typedef {{word: string, big: string, help: string, note: string, picture: string}} Told
 * big is the loudest; word stands above it, help below, and in the note what is out of the ordinary */
/** @typedef {"later" | "back" | "leave" | "fetch" | "unfetch"} Wish what a visitor can ask for */

/** Pictures beside the help, by state. */
const PICTURES = /** @type {Record<string, string>} */ ({
  waiting: "device-desktop",
  called: "map-pin",
  in_conversation: "messages",
  on_hold: "clock-pause",
  done: "check",
  no_show: "user",
  left: "door-exit",
  abandoned: "door-exit",
});

/** @typedef {{texts: any, language: string, now: Date, desks: Record<string, string>}} Means
 * desks are the names of the desks by id */

/** @param {Ticket} ticket
 * @param {Means} means
 * @returns {Told} */
export function tell(ticket, means) {
  const { texts } = means;
  const picture = PICTURES[ticket.state] || "device-desktop";
  if (ticket.state === "waiting") return waiting(ticket, means);
  const told = { word: "", help: "", note: "", picture };
  if (ticket.state === "called") {
    return { ...told, word: texts.come_now, big: ticket.desk_name || "", help: ticket.fetch ? texts.fetch_called : "" };
  }
  if (ticket.merged_into) {
    const label = isolate(ticket.merged_into);
    const help = fill(texts.merged_help, { label });
    return { ...told, big: fill(texts.merged, { label }), help, picture: "device-desktop" };
  }
  return { ...told, big: texts[ticket.state] || "", help: ended(ticket, texts) };
}

/** What the visitor can ask for now, in the order of the buttons.
 * @param {Ticket} ticket
 * @returns {Wish[]} */
export function wishes({ state, closing, later_until: later, can_later: can, fetch }) {
  const fetching = /** @type {Wish} */ (fetch ? "unfetch" : "fetch");
  if (state === "called" || state === "on_hold") return [fetching];
  if (state !== "waiting") return [];
  if (closing && !closing.helping) return ["leave"];
  if (later) return ["back", "leave", fetching];
  return can ? ["later", "leave", fetching] : ["leave", fetching];
}

/** Whether somebody who waits here is told how long it may take.
 * @param {Ticket} ticket */
export function isWaitTold({ state, ahead, closing, later_until: later }) {
  return state === "waiting" && Boolean(ahead) && !later && !(closing && !closing.helping);
}

/** Whether the turn comes next: a good moment to stand up.
 * @param {Ticket} ticket */
export function isNear(ticket) {
  const { state, ahead, closing, later_until: later } = ticket;
  return state === "waiting" && ahead === 0 && !later && !(closing && !closing.helping);
}

/** @param {Ticket} ticket
 * @param {Means} means
 * @returns {Told} */
function waiting(ticket, means) {
  const { texts, language } = means;
  if (ticket.closing && !ticket.closing.helping) {
    return { word: "", big: texts.not_helping, help: texts.not_helping_help, note: "", picture: "door-exit" };
  }
  const told = { word: texts.waiting, note: noteOf(ticket, means) };
  if (ticket.later_until) {
    const big = fill(texts.later, { time: clock(ticket.later_until, language) });
    return { ...told, big, help: texts.later_help, picture: "clock-pause" };
  }
  const label = isolate(ticket.label);
  if (!ticket.ahead) return { ...told, big: texts.next, help: fill(texts.next_help, { label }), picture: "walk" };
  const big = plural(texts.ahead, ticket.ahead, language);
  return { ...told, big, help: fill(texts.waiting_help, { label }), picture: "device-desktop" };
}

/** What is out of the ordinary for somebody who waits.
 * @param {Ticket} ticket
 * @param {Means} means */
function noteOf({ closing, away_until: away, for_desk: desk, fetch }, { texts, language, now, desks }) {
  if (closing) return texts.helping;
  if (fetch) return texts.fetch_waiting;
  if (away && Date.parse(away) > now.getTime()) return fill(texts.guide_away, { time: clock(away, language) });
  return desk && desks[desk] ? fill(texts.for_desk, { desk: desks[desk] }) : "";
}

/** What somebody can do whose visit pauses or is over; nobody is sent to a door that is closed.
 * @param {Ticket} ticket
 * @param {any} texts */
function ended({ state, open }, texts) {
  if (!open && state === "no_show") return texts.no_show_closed;
  if (!open && (state === "done" || state === "left")) return texts.closed_help;
  return texts[`${state}_help`] || "";
}

/** Whether the visitor must be called by more than a changed page: a new call, or the same one again.
 * @param {Ticket | null} before
 * @param {Ticket} after */
export function isNewCall(before, after) {
  return after.state === "called" && (!before || before.state !== "called" || before.call_number !== after.call_number);
}
