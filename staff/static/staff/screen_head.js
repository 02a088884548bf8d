/**
 * Draws what stands above the work: the head, the bars, what was just done. Decides nothing and sends nothing.
 *
 * @typedef {import("./screen.js").Scene} Scene
 * @typedef {import("./person.js").Surroundings} Surroundings
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {import("./dom.js").Child} Child
 */
import { clock, duration, fill } from "../js/words.js";
import { doubtBars, helpBars, newsBars, noticeBars } from "./bars.js";
import { draw, h, icon } from "./dom.js";
import { askBars, askRows } from "./kiosk_help.js";
import { doorNews, helps, newsRows } from "./model.js";
import { doubtRows, paperNotices } from "./paper.js";
import { action } from "./parts.js";
import { standing } from "./queue.js";

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {Scene} scene @param {Surroundings} around @param {Pressing} pressing */
export function drawHead({ view, mayCall, screen, armed, blocked }, { me, texts }, pressing) {
  const { desk } = standing(view, me);
  const button = /** @type {HTMLButtonElement} */ (part("my-desk"));
  button.hidden = !mayCall || desk === null;
  part("my-desk-name").textContent = desk?.name ?? "";
  part("my-state").textContent = desk?.state === "pause" ? texts.your_pause : desk?.state === "back_office" ? texts.state_back_office : "";
  const help = /** @type {HTMLButtonElement} */ (part("help"));
  const asked = (view.help ?? []).some(({ guide }) => guide === me);
  help.disabled = blocked || pressing.busy === "help" || asked;
  help.classList.toggle("button--armed", armed === "help");
  part("help-text").textContent = armed === "help" ? texts.help_sure : texts.help;
  for (const tab of document.querySelectorAll("[data-press^='tab/']")) {
    tab.setAttribute("aria-current", String(tab.getAttribute("data-press") === `tab/${screen.tab}`));
  }
  draw(part("door"), { door: view.door, closes: view.closes_at, shut: Boolean(view.closing), texts }, doorNote);
}

/** @param {{door: string, closes: string | null, shut: boolean, texts: Record<string, string>}} model @returns {Child[]} */
function doorNote({ door, closes, shut, texts }) {
  const language = document.documentElement.lang;
  if (door === "closed" || shut) return [h("span.door", {}, icon("door"), texts.door_closed)];
  if (door === "last") return [h("span.door", {}, icon("door-exit"), texts.door_last)];
  return [h("span.door", {}, icon("door-enter"), closes ? fill(texts.door_until, { time: clock(closes, language) }) : texts.door_open)];
}

/** @param {Scene} scene @param {Surroundings} around @param {Pressing} pressing */
export function drawBars({ view, screen, late, news, now }, around, pressing) {
  const { texts, language } = around;
  const model = { ...pressing, helps: helps(view, around), late, news: doorNews(view, around), paper: paperNotices(view, screen.rolls, texts, language, now) };
  draw(part("help-bars"), { ...pressing, ...model }, helpBars);
  draw(part("asks"), { ...pressing, asks: askRows(view, around) }, askBars);
  draw(part("notices"), { ...model, disabled: false, busy: null, armed: null }, noticeBars);
  draw(part("doubts"), { ...pressing, doubts: doubtRows(view, texts) }, doubtBars);
  draw(part("news"), { rows: newsRows(news, texts), texts }, newsBars);
  document.body.dataset.help = String(model.helps.length > 0);
}

/** The step that can still be taken back. @param {Scene} scene @param {Pressing} pressing */
export function drawUndo({ undo }, pressing) {
  draw(part("undo"), { ...pressing, undo: undo?.label ?? null }, (model) => [
    model.undo && action(model, "undo", "arrow-back-up", fill(model.texts.undo, { label: model.undo }), { key: "U", kind: ".undo" }),
    model.undo && h("span.undo__left.figures", { id: "undo-left", "aria-hidden": "true" }, ""),
  ]);
  const left = document.getElementById("undo-left");
  if (left && undo) left.textContent = duration(undo.left);
  part("tell").hidden = undo === null && part("told").textContent === "";
}

/** Timers run between two states too. @param {Date} now */
export function drawTimers(now) {
  for (const timer of document.querySelectorAll("[data-since]")) {
    const since = Date.parse(/** @type {HTMLElement} */ (timer).dataset.since ?? "");
    timer.textContent = duration((now.getTime() - since) / 1000);
  }
  part("clock").textContent = clock(now, document.documentElement.lang);
}

/** Whether what is shown is of now. @param {{fresh: boolean, since: Date}} freshness @param {Record<string, string>} texts */
export function drawFreshness({ fresh, since }, texts) {
  const time = clock(since, document.documentElement.lang);
  document.body.dataset.fresh = String(fresh);
  part("live").textContent = fresh ? texts.live : texts.not_live;
  part("stale").hidden = fresh;
  part("stale-text").textContent = fresh ? "" : fill(texts.stale, { time });
}
