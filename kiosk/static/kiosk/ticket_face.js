/** Draws the number, and what becomes of its paper. Decides nothing. */

import { fill, isolate, plural } from "../js/words.js";
import { element, picture, write } from "./node.js";

/** @typedef {import("./flow.js").Flow} Flow */
/** @typedef {import("./paper.js").Paper} Paper */

/** @type {Partial<Record<import("./paper.js").Word, {text: string, help?: string, icon?: string}>>} */
const WORDS = {
  printing: { text: "paper_printing" },
  take: { text: "paper_take" },
  doubt: { text: "paper_doubt", help: "paper_doubt_help", icon: "printer" },
  away: { text: "paper_away", help: "paper_away_help", icon: "printer-off" },
};

/** @param {{flow: Flow, question: import("../js/page.js").QuestionType | undefined, secondsLeft: number | null}} model
 * @param {any} texts of the visitor's language */
export function drawTicket({ flow, question, secondsLeft }, texts) {
  const { ticket, language } = flow;
  element("paper").style.setProperty("--accent", question?.colour ?? "");
  element("ticket").style.setProperty("--characters", String(ticket.label.length));
  write(element("number"), ticket.label);
  write(element("ticket-question"), question?.names[language] ?? "");
  picture(element("ticket-icon"), question?.icon ?? "ticket");
  write(element("ahead"), ticket.ahead ? plural(texts.ahead, ticket.ahead, language) : texts.next);
  write(element("watch"), fill(texts.watch, { label: isolate(ticket.label) }));
  const code = /** @type {HTMLImageElement} */ (element("code"));
  const source = `/t/${ticket.token}/qr.svg`;
  if (code.getAttribute("src") !== source) code.src = source;
  code.alt = texts.follow;
  drawPaper(flow.paper, ticket.label, texts);
  write(element("countdown"), secondsLeft === null ? "" : plural(texts.starts_again, secondsLeft, language));
}

/** The sentences that tell of the paper; none when nobody promised any.
 * @param {Paper | null} paper
 * @param {any} texts
 * @returns {string[]} */
export function toldOfPaper(paper, texts) {
  const told = WORDS[paper?.word ?? "silent"];
  return told ? [texts[told.text], ...(told.help ? [texts[told.help]] : [])] : [];
}

/** A band of its own while there is or will be paper; beside the code, and louder, when a picture takes its place.
 * @param {Paper | null} paper
 * @param {string} label
 * @param {any} texts */
function drawPaper(paper, label, texts) {
  const word = paper?.word ?? "silent";
  const [text = "", help = ""] = toldOfPaper(paper, texts);
  element("ticket").dataset.paper = word;
  element("slip").hidden = word !== "printing" && word !== "take";
  element("photo").hidden = word !== "doubt" && word !== "away";
  write(element("slip-text"), text);
  write(element("photo-text"), text);
  write(element("photo-help"), help);
  write(element("photo-number"), label);
  picture(element("photo-printer"), WORDS[word]?.icon ?? "printer");
}
