/** How long a kiosk waits for somebody who does nothing. No DOM, no clock: times are ms of a clock that never jumps. */

import { HELP_MS, isCalled } from "./help.js";
import { WITHOUT_PAPER_MS, stays } from "./paper.js";

/** @typedef {import("./flow.js").Flow} Flow */

/** No action for so long brings the warning; the warning lasts WARNING_MS (WCAG 2.2.1: at least 20 s). */
export const IDLE_MS = 40_000;
export const WARNING_MS = 20_000;

/** Whether the next visitor would find anything of this one.
 * @param {Flow} flow */
export function isUntouched(flow) {
  const { step, preset, language, house, asked, page, group, refusal, changed, help } = flow;
  const atStart = step === (preset ? "question" : "language") && group === null && page === 0;
  return atStart && language === house && !asked && !refusal && !changed && !help.shown && !isCalled(help);
}

/** Seconds until this screen starts again, when the visitor must be told; else null.
 * @param {Flow} flow
 * @param {number} at */
export function secondsLeft(flow, at) {
  if (flow.step === "issuing" || isUntouched(flow)) return null;
  const called = isCalled(flow.help);
  if (flow.step === "ticket" && !flow.asked && !flow.help.shown && !called) return numberLeft(flow, at);
  const idle = at - flow.touched;
  const patience = called ? HELP_MS : IDLE_MS;
  return idle < patience ? null : Math.max(0, Math.ceil((patience + WARNING_MS - idle) / 1000));
}

/** The number leaves some time after the last touch; nobody is sent away while paper is under way, or at once
 * after news of it. Who takes the number along in a telephone or in the head gets the time that no paper gets.
 * @param {Flow} flow
 * @param {number} at */
function numberLeft({ touched, paper, way, since }, at) {
  const stay = paper && way === "paper" ? stays(paper) : WITHOUT_PAPER_MS;
  const from = Math.max(touched, paper?.since ?? since);
  return stay === null ? null : Math.max(0, Math.ceil((stay - (at - from)) / 1000));
}
