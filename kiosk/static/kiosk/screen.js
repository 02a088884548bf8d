/** Which screen a visitor sees, and which tiles are on it. No DOM, no network, no clock. */

import { NOTICED_MS, SLOW_MS } from "./flow.js";

/** @typedef {import("./flow.js").Flow} Flow */
/** @typedef {{low: number, high: number}} Wait seconds */
/** @typedef {{device: string, state: "asked" | "coming", by: string | null}} Assistance */
/** @typedef {{open: boolean, door: string, full: boolean, opens_at: string | null, closes_at: string | null,
 *   question_types: string[], waiting: number, closing: import("./notice.js").Closing | null,
 *   away_until: string | null, config_rev: number, wait?: Wait | null, notices?: string[], without_paper?: unknown[],
 *   assistance?: Assistance[]}} View as the server tells it to a kiosk */
/** @typedef {{view: View | null, fresh: boolean | null}} World fresh is null before the first word of the server */
/** @typedef {"loading" | "away" | "closed" | "last" | "full" | "unknown"
 *   | "language" | "question" | "how" | "waiting" | "slow" | "ticket" | "help"} Screen */

export const TILES = 6;
/** Refusals after which choosing again would help nobody. */
const GIVES_NONE = ["unauthorised", "forbidden", "not_writable"];

/** @param {Flow} flow
 * @param {World} world
 * @param {number} at
 * @returns {Screen} */
export function screenOf(flow, world, at) {
  if (flow.asked) return "language";
  if (flow.help.shown) return "help";
  if (flow.step === "ticket") return "ticket";
  if (flow.step === "issuing") return issuing(flow, at);
  if (flow.refusal) return refused(flow.refusal);
  return obstacle(flow, world) ?? flow.step;
}

/** How a visitor may take the number along; paper only where it can be expected.
 * @param {boolean} printers whether there are any
 * @param {View | null} view
 * @param {unknown} device this kiosk
 * @returns {import("./flow.js").Way[]} */
export function waysOf(printers, view, device) {
  return printers && !view?.without_paper?.includes(device) ? ["paper", "phone", "number"] : ["phone", "number"];
}

/** Tiles page by page. When they do not fit on one, each page keeps a place for "more", and ends with the last
 * choice, which is the one for who does not know.
 * @template T
 * @param {T[]} choices
 * @returns {T[][]} */
export function pagesOf(choices) {
  if (choices.length <= TILES) return [choices];
  const last = choices[choices.length - 1];
  const others = choices.slice(0, -1);
  const size = TILES - 2;
  return Array.from({ length: Math.ceil(others.length / size) }, (_, page) => [
    ...others.slice(page * size, (page + 1) * size),
    last,
  ]);
}

/** While the answer is quick, the pressed tile itself is the feedback.
 * @param {Flow} flow
 * @param {number} at
 * @returns {Screen} */
function issuing(flow, at) {
  const waited = at - flow.since;
  if (waited >= SLOW_MS) return "slow";
  if (flow.failed || waited >= NOTICED_MS) return "waiting";
  return flow.from === "how" || flow.from === "language" ? flow.from : "question";
}

/** @param {string} code
 * @returns {Screen} */
function refused(code) {
  if (code === "closed" || code === "full") return code;
  return GIVES_NONE.includes(code) ? "away" : "unknown";
}

/** What keeps a visitor from beginning; somebody who has begun may go on without a connection, for it may return.
 * @param {Flow} flow
 * @param {World} world
 * @returns {Screen | null} */
function obstacle(flow, { view, fresh }) {
  const begun = flow.step === "how" || (flow.step === "question" && !flow.preset);
  if (fresh === false && !(view && begun)) return "away";
  if (!view) return "loading";
  if (view.door === "last") return "last";
  if (!view.open || view.question_types.length === 0) return "closed";
  return view.full ? "full" : null;
}
