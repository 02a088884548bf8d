/** Draws the number, how it is taken along, and what becomes of its paper. Decides nothing. */

import { waitMinutes, waitText } from "../js/wait.js";
import { fill, isolate, plural } from "../js/words.js";
import { element, picture, write } from "./node.js";

/** @typedef {import("./flow.js").Flow} Flow */
/** @typedef {import("./paper.js").Word | "picture"} Word picture: of a number that no telephone can follow */

/** @type {Partial<Record<Word, {text: string, help?: string, icon?: string}>>} */
const WORDS = {
  printing: { text: "paper_printing" },
  take: { text: "paper_take" },
  doubt: { text: "paper_doubt", help: "paper_doubt_help", icon: "printer" },
  away: { text: "paper_away", help: "paper_away_help", icon: "printer-off" },
  picture: { text: "picture_number" },
};

/** @param {{flow: Flow, question: import("../js/page.js").QuestionType | undefined, secondsLeft: number | null}} model
 * @param {any} texts of the visitor's language */
export function drawTicket({ flow, question, secondsLeft }, texts) {
  const { ticket, language } = flow;
  const { label, ahead, token } = ticket;
  element("paper").style.setProperty("--accent", question?.colour ?? "");
  element("ticket").style.setProperty("--characters", String(label.length));
  element("ticket").dataset.way = ticket.offline ? "offline" : flow.way;
  write(element("number"), label, `label/${label}`);
  write(element("ticket-question"), question?.names[language] ?? "");
  picture(element("ticket-icon"), question?.icon ?? "ticket");
  const told = ahead === undefined ? "" : ahead ? plural(texts.ahead, ahead, language) : texts.next;
  write(element("ahead"), told, told && (ahead ? `count/ahead/${ahead}` : "text/next"));
  drawWait(ticket.wait ?? null, texts);
  write(element("watch"), fill(texts.watch, { label: isolate(label) }), `watch/${label}`);
  drawCode(token, texts);
  drawPaper(flow, texts);
  write(element("countdown"), secondsLeft === null ? "" : plural(texts.starts_again, secondsLeft, language));
}

/** How long it takes, where that is known; whose turn it is at once reads so above.
 * @param {import("../js/wait.js").Wait | null} wait
 * @param {any} texts */
function drawWait(wait, texts) {
  const told = wait && wait.high > 0 ? waitMinutes(wait) : null;
  write(element("ticket-wait"), told ? waitText(wait, texts) : "", told ? `wait/${told.low}/${told.high}` : "");
  element("ticket-wait-line").hidden = !told;
}

/** @param {string | undefined} token none when the number has no address
 * @param {any} texts */
function drawCode(token, texts) {
  const code = /** @type {HTMLImageElement} */ (element("code"));
  code.hidden = !token;
  const source = `/t/${token}/qr.svg`;
  if (token && code.getAttribute("src") !== source) {
    code.removeAttribute("src"); // or the code of the visitor before stays until this one has come
    code.src = source;
  }
  code.alt = texts.follow;
}

/** The sentences that tell of the paper, or of what stands in for it; none when nobody promised any.
 * @param {Flow} flow
 * @param {any} texts
 * @returns {string[]} */
export function toldOfPaper(flow, texts) {
  const told = WORDS[wordFor(flow)];
  return told ? [texts[told.text], ...(told.help ? [texts[told.help]] : [])] : [];
}

/** @param {Flow} flow
 * @returns {Word} */
function wordFor({ ticket, way, paper }) {
  if (ticket.offline) return "picture";
  return way === "paper" ? (paper?.word ?? "silent") : "silent";
}

/** A band of its own while there is or will be paper; beside the code, and louder, when a picture takes its place.
 * @param {Flow} flow
 * @param {any} texts */
function drawPaper(flow, texts) {
  const word = wordFor(flow);
  const { text = "", help = "", icon = "printer" } = WORDS[word] ?? {};
  element("ticket").dataset.paper = word;
  element("slip").hidden = word !== "printing" && word !== "take";
  element("photo").hidden = word !== "doubt" && word !== "away" && word !== "picture";
  element("photo-printer").toggleAttribute("hidden", word === "picture");
  write(element("slip-text"), text && texts[text], text && `text/${text}`);
  write(element("photo-text"), text && texts[text], text && `text/${text}`);
  write(element("photo-help"), help && texts[help], help && `text/${help}`);
  write(element("photo-number"), flow.ticket.label);
  picture(element("photo-printer"), icon);
}
