/** What the kiosk is to show now, from where the visitor is and what the server told. No DOM, no network, no clock. */

import { ALONE_MS } from "./help.js";
import { canGoBack, isUntouched, secondsLeft } from "./flow.js";
import { awayText, noticeOf } from "./notice.js";
import { pagesOf, screenOf, waysOf } from "./screen.js";
import { todayOf } from "./today.js";
import { choicesOf } from "./tree.js";

/** @typedef {import("./flow.js").Flow} Flow */
/** @typedef {import("./screen.js").World} World */
/** @typedef {import("../js/page.js").Page & {preset: boolean, printers: boolean, ask_how?: boolean,
 *   question_groups?: import("./tree.js").Group[], question_types: import("./tree.js").Question[],
 *   device?: {id: unknown} | null, again_at?: string}} KioskPage */

/** The question types that can be chosen now, in the order of the region.
 * @param {KioskPage} data
 * @param {World} world
 * @returns {import("./tree.js").Question[]} */
export function offeredOf(data, { view }) {
  const types = new Map(data.question_types.map((type) => [type.id, type]));
  return (view?.question_types ?? []).flatMap((id) => types.get(id) ?? []);
}

/** Between which ways the visitor is asked to choose; none where nobody is asked.
 * @param {KioskPage} data
 * @param {World} world */
export function askedWays(data, { view }) {
  return data.ask_how ? waysOf(data.printers, view, data.device?.id) : [];
}

/** @param {Flow} flow
 * @param {World} world
 * @param {KioskPage} data
 * @param {{at: number, now: Date}} moment at in ms of a clock that never jumps; now at the server
 * @returns {import("./face.js").Model} */
export function modelOf(flow, world, data, { at, now }) {
  const { view } = world;
  const { language, help } = flow;
  const screen = screenOf(flow, world, at);
  const texts = data.texts[language];
  const spoken = data.languages.find(({ code }) => code === language);
  const pages = pagesOf(choicesOf(offeredOf(data, world), data.question_groups ?? [], flow.group));
  const untouched = isUntouched(flow);
  const isStart = screen === (flow.preset ? "question" : "language") && !flow.asked && flow.group === null;
  const asked = flow.ticket?.question_type ?? flow.chosen;
  return {
    screen,
    flow,
    notice: noticeOf(screen, texts, language, { opensAt: view?.opens_at ?? null, closing: view?.closing ?? null, now }),
    away: awayText(view?.away_until ?? null, now, texts, language),
    choices: pages[flow.page % pages.length],
    pages: pages.length,
    ways: waysOf(data.printers, view, data.device?.id),
    today: isStart ? todayOf(view, texts, language, { at, quiet: untouched, live: world.fresh === true }) : null,
    alone: help.call === "asked" && at - help.since >= ALONE_MS,
    secondsLeft: secondsLeft(flow, at),
    canGoBack: canGoBack(flow),
    canRestart: !untouched && (flow.step !== "issuing" || screen === "slow"),
    question: data.question_types.find(({ id }) => id === asked),
    languageName: spoken?.name ?? "",
    rtl: spoken?.rtl ?? false,
  };
}
