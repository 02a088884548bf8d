/** Draws the kiosk: whatever it is handed is what is seen afterwards. Decides nothing. */

import { plural } from "../js/words.js";
import { element, picture, write } from "./node.js";
import { drawTicket, toldOfPaper } from "./ticket_face.js";

/** @typedef {import("./flow.js").Flow} Flow */
/** @typedef {import("./screen.js").Screen} Screen */
/** @typedef {import("./notice.js").Notice} Notice */
/** @typedef {{screen: Screen, flow: Flow, notice: Notice | null, away: string, tiles: import("../js/page.js").QuestionType[],
 *   pages: number, waiting: number | null, secondsLeft: number | null, canGoBack: boolean, canRestart: boolean,
 *   question: import("../js/page.js").QuestionType | undefined, languageName: string, rtl: boolean}} Model */

let shown = "";

/** @param {Model} model
 * @param {any} texts of the visitor's language */
export function draw(model, texts) {
  drawLanguage(model, texts);
  drawBar(model, texts);
  if (model.notice) drawNotice(model.notice);
  if (model.screen === "question") drawQuestion(model, texts);
  if (model.screen === "ticket") drawTicket(model, texts);
  drawWarning(model, texts);
  turnTo(model);
  announce(model, texts);
}

/** @param {Model} model
 * @param {any} texts */
function drawLanguage({ flow, languageName, rtl, waiting }, texts) {
  const root = document.documentElement;
  root.lang = flow.language;
  root.dir = rtl ? "rtl" : "ltr";
  for (const node of document.querySelectorAll("[data-text]")) {
    write(node, texts[/** @type {HTMLElement} */ (node).dataset.text ?? ""]);
  }
  write(element("language-name"), languageName);
  write(element("waiting"), told(waiting, flow.language, texts));
}

/** How many wait, or nothing while nobody knows.
 * @param {number | null} waiting
 * @param {string} language
 * @param {any} texts */
function told(waiting, language, texts) {
  if (waiting === null) return "";
  return waiting ? plural(texts.waiting, waiting, language) : texts.nobody_waiting;
}

/** @param {Model} model
 * @param {any} texts */
function drawBar({ screen, canGoBack, canRestart }, texts) {
  const names = ["back", "more", "language", "restart"];
  const [back, more, languages, restart] = names.map((name) => document.querySelector(`.bar__${name}`));
  const done = screen === "ticket";
  more?.toggleAttribute("hidden", !done);
  back?.toggleAttribute("hidden", !canGoBack);
  languages?.toggleAttribute("hidden", screen === "language");
  restart?.toggleAttribute("hidden", !canRestart);
  element("kiosk").classList.toggle("kiosk--start", screen === "language" && !canGoBack && !canRestart);
  element("kiosk").dataset.now = screen;
  restart?.classList.toggle("button--main", done);
  write(element("restart-label"), done ? texts.done : texts.restart);
  picture(element("restart-icon"), done ? "check" : "home");
}

/** @param {Notice} notice */
function drawNotice(notice) {
  picture(element("notice-picture"), notice.icon);
  for (const part of /** @type {const} */ (["title", "why", "label", "big", "text"])) {
    const node = element(`notice-${part}`);
    write(node, notice[part] ?? "");
    node.hidden = !notice[part];
  }
}

/** What a screen reader says by itself: a notice, or news of the paper beside the number.
 * @param {Model} model
 * @param {any} texts */
function announce({ screen, notice, flow }, texts) {
  const parts = notice ? [notice.title, notice.why, notice.label, notice.big, notice.text] : [];
  if (screen === "ticket" && flow.paper?.word !== "printing") parts.push(...toldOfPaper(flow.paper, texts));
  write(element("status"), parts.filter(Boolean).join(" "));
}

/** @param {Model} model
 * @param {any} texts */
function drawQuestion({ flow, tiles, pages, away }, texts) {
  write(element("away-text"), away);
  element("away").hidden = !away;
  const list = element("tiles");
  const ids = tiles.map((type) => type.id).join(" ");
  const drawn = `${flow.language} ${flow.page} ${pages} ${ids}`;
  if (list.dataset.drawn !== drawn) {
    list.dataset.drawn = drawn;
    list.replaceChildren(...tiles.map((type) => tileOf(type, flow.language)), ...(pages > 1 ? [moreTile(flow, pages, texts)] : []));
    list.dataset.count = String(list.children.length);
  }
  for (const tile of list.querySelectorAll("button")) {
    const pressed = flow.step === "issuing" && tile.dataset.id === flow.chosen;
    tile.disabled = flow.step === "issuing" && !pressed;
    tile.setAttribute("aria-busy", String(pressed));
  }
}

/** @param {import("../js/page.js").QuestionType} type
 * @param {string} language */
function tileOf(type, language) {
  const item = emptyTile(type.icon, type.names[language]);
  const button = /** @type {HTMLButtonElement} */ (item.querySelector("button"));
  button.dataset.press = "choose";
  button.dataset.id = type.id;
  button.style.setProperty("--accent", type.colour);
  write(item.querySelector(".tile__letter"), type.letter);
  return item;
}

/** @param {Flow} flow
 * @param {number} pages
 * @param {any} texts */
function moreTile(flow, pages, texts) {
  const last = flow.page % pages === pages - 1;
  const item = emptyTile(last ? "arrow-left" : "arrow-right", last ? texts.first : texts.more);
  const button = /** @type {HTMLButtonElement} */ (item.querySelector("button"));
  button.classList.add("tile--more");
  button.dataset.press = "more";
  item.querySelector(".tile__letter")?.remove();
  item.querySelector("svg")?.classList.add("icon--turns");
  return item;
}

/** @param {string} icon
 * @param {string} name */
function emptyTile(icon, name) {
  const template = /** @type {HTMLTemplateElement} */ (element("tile"));
  const item = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (template.content.firstElementChild).cloneNode(true));
  picture(item.querySelector("svg"), icon);
  write(item.querySelector(".tile__name"), name);
  return item;
}

/** @param {Model} model
 * @param {any} texts */
function drawWarning({ screen, flow, secondsLeft }, texts) {
  const warning = /** @type {HTMLDialogElement} */ (element("warning"));
  const wanted = secondsLeft !== null && (screen === "question" || screen === "language" || screen === "unknown");
  if (wanted) write(element("warning-text"), plural(texts.starts_again, secondsLeft, flow.language));
  if (wanted && !warning.open) warning.showModal();
  if (!wanted && warning.open) warning.close();
}

/** Show the screen, and take the reader to its heading when it is another one than before.
 * @param {Model} model */
function turnTo({ screen, flow, notice }) {
  const name = notice ? "notice" : screen;
  const now = [screen, flow.page, flow.asked].join(" ");
  if (now === shown) return;
  shown = now;
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-screen]"))) {
    section.hidden = section.dataset.screen !== name;
  }
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-screen="${name}"] h1`))?.focus({ preventScroll: true });
  scrollTo(0, 0);
}
