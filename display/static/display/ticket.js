/** What a phone says about its ticket. No DOM, no network. */

import { fill, isolate, plural } from "../js/words.js";

/** @typedef {{label: string, state: string, ahead: number | null, desk_name: string | null, call_number: number | null,
 *   poll_after: number}} Ticket as the server shows it to its visitor */
/** @typedef {{word: string, big: string, help: string, picture: string}} Told
 * big is the loudest; word stands above it, help below */

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

/** @param {Ticket} ticket
 * @param {any} texts
 * @param {string} language
 * @returns {Told} */
export function tell(ticket, texts, language) {
  const label = isolate(ticket.label);
  const picture = PICTURES[ticket.state] ?? "device-desktop";
  if (ticket.state === "waiting") {
    const big = ticket.ahead ? plural(texts.ahead, ticket.ahead, language) : texts.next;
    return { word: texts.waiting, big, help: fill(texts.waiting_help, { label }), picture };
  }
  if (ticket.state === "called") return { word: texts.come_now, big: ticket.desk_name ?? "", help: "", picture };
  return { word: "", big: texts[ticket.state] ?? "", help: texts[`${ticket.state}_help`] ?? "", picture };
}

/** Whether the visitor must be called by more than a changed page: a new call, or the same one again.
 * @param {Ticket | null} before
 * @param {Ticket} after */
export function isNewCall(before, after) {
  return after.state === "called" && (before?.state !== "called" || before.call_number !== after.call_number);
}
