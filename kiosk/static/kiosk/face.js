/** Draws the kiosk: whatever it is handed is what is seen afterwards. Decides nothing. */

import { plural } from "../js/words.js";
import { drawHelp, toldOfHelp } from "./help_face.js";
import { drawing, element, picture, speak, write } from "./node.js";
import { drawTicket, toldOfPaper } from "./ticket_face.js";
import { drawChoices, drawLanguages, drawWays } from "./tiles_face.js";

/** @typedef {import("./flow.js").Flow} Flow */
/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {import("./notice.js").Notice} Notice */
/** @typedef {{screen: Screen, flow: Flow, notice: Notice | null, away: string, choices: import("./tree.js").Choice[],
 *   pages: number, ways: import("./flow.js").Way[], today: import("./today.js").Today | null, alone: boolean,
 *   secondsLeft: number | null, canGoBack: boolean, canRestart: boolean,
 *   question: import("../js/page.js").QuestionType | undefined, languageName: string, rtl: boolean}} Model
 * alone: whether nobody came to help for long */

let shown = "";

/** @param {Model} model
 * @param {any} texts of the visitor's language */
export function draw(model, texts) {
  drawTexts(model, texts);
  drawBar(model, texts);
  drawToday(model.today);
  if (model.notice) drawNotice(model.notice, model.screen);
  if (model.screen === "language") drawLanguages(model.flow);
  if (model.screen === "question") drawQuestion(model, texts);
  if (model.screen === "how") drawWays(model.flow, model.ways);
  if (model.screen === "help") drawHelp(model, texts);
  if (model.screen === "ticket") drawTicket(model, texts);
  drawWarning(model, texts);
  turnTo(model);
  announce(model, texts);
}

/** @param {Model} model
 * @param {any} texts */
function drawTexts({ flow, languageName, rtl }, texts) {
  const root = document.documentElement;
  root.lang = flow.language;
  root.dir = rtl ? "rtl" : "ltr";
  for (const node of document.querySelectorAll("[data-text]")) {
    write(node, texts[/** @type {HTMLElement} */ (node).dataset.text ?? ""]);
  }
  write(element("language-name"), languageName);
}

/** @param {Model} model
 * @param {any} texts */
function drawBar({ screen, flow, canGoBack, canRestart }, texts) {
  const done = screen === "ticket";
  const called = flow.help.call === "asked" || flow.help.call === "coming";
  const names = ["back", "restart", "help", "language"];
  const [back, restart, help, languages] = names.map((name) => {
    return /** @type {HTMLButtonElement} */ (document.querySelector(`.bar__${name}`));
  });
  back.disabled = !canGoBack;
  restart.disabled = !canRestart;
  languages.disabled = screen === "language" || flow.step === "issuing";
  restart.classList.toggle("button--main", done);
  write(element("restart-label"), done ? texts.done : texts.restart);
  speak(restart, done ? "text/done" : "text/restart");
  picture(element("restart-icon"), done ? "check" : "home");
  help.setAttribute("aria-pressed", String(called));
  picture(element("help-icon"), called ? "check" : "hand-stop");
  element("kiosk").dataset.now = screen;
}

/** Beside large letters there is room for the choices only.
 * @param {import("./today.js").Today | null} today */
function drawToday(today) {
  const isLarge = Number(document.documentElement.dataset.zoom ?? 100) > 100;
  element("today").hidden = !today || isLarge;
  if (!today) return;
  write(element("today-open"), today.open);
  write(element("waiting"), today.waiting);
  write(element("today-wait"), today.wait);
  write(element("today-notice"), today.notice);
  element("today-notice").hidden = !today.notice;
}

/** @param {Notice} notice
 * @param {Screen} screen */
function drawNotice(notice, screen) {
  drawing(element("notice-picture"), notice.icon);
  for (const part of /** @type {const} */ (["title", "why", "label", "big", "text"])) {
    const node = element(`notice-${part}`);
    write(node, notice[part] ?? "", notice.says[part] ?? "");
    node.hidden = !notice[part];
  }
  for (const line of document.querySelectorAll("[data-reach]")) line.toggleAttribute("hidden", screen !== "closed");
}

/** What a screen reader says by itself: a notice, who comes to help, or news of the paper beside the number.
 * @param {Model} model
 * @param {any} texts */
function announce({ screen, notice, flow, alone }, texts) {
  const parts = notice ? [notice.title, notice.why, notice.label, notice.big, notice.text] : [];
  if (screen === "help") parts.push(...toldOfHelp(flow.help, texts), alone ? texts.help_alone : "");
  if (screen === "ticket" && flow.paper?.word !== "printing") parts.push(...toldOfPaper(flow, texts));
  write(element("status"), parts.filter(Boolean).join(" "));
}

/** @param {Model} model
 * @param {any} texts */
function drawQuestion({ flow, choices, pages, away }, texts) {
  write(element("away-text"), away);
  element("away").hidden = !away;
  drawChoices(choices, flow, pages, texts);
}

/** On the ticket the seconds stand below the number.
 * @param {Model} model
 * @param {any} texts */
function drawWarning({ screen, flow, secondsLeft }, texts) {
  const warning = /** @type {HTMLDialogElement} */ (element("warning"));
  const wanted = secondsLeft !== null && screen !== "ticket";
  if (wanted) write(element("warning-text"), plural(texts.starts_again, secondsLeft, flow.language), `count/starts_again/${secondsLeft}`);
  if (wanted && !warning.open) warning.showModal();
  if (!wanted && warning.open) warning.close();
}

/** Show the screen, and take the reader to its heading when it is another one than before.
 * @param {Model} model */
function turnTo({ screen, flow, notice }) {
  const name = notice ? "notice" : screen;
  const now = [screen, flow.page, flow.group, flow.asked].join(" ");
  if (now === shown) return;
  shown = now;
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-screen]"))) {
    section.hidden = section.dataset.screen !== name;
  }
  const heading = /** @type {HTMLElement | null} */ (document.querySelector(`[data-screen="${name}"] h1`));
  heading?.focus({ preventScroll: true });
  element("stage").scrollTop = 0;
}
