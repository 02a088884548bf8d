/** Draws what the board says besides the calls: welcome, closed and why, and what everybody must know now. Decides nothing. */
import { serverNow } from "../js/live.js";
import { page } from "../js/page.js";
import { waitText } from "../js/wait.js";
import { part } from "./calls_face.js";
import { closedTexts, openingText, waitingText } from "./scene.js";

/** @typedef {import("./scene.js").Board} Board */

const { texts, language, timezone } = page();

/** @param {string} scene @param {Board} board */
export function drawScene(scene, board) {
  const opening = openingText(board.opens_at, serverNow(), language, { ...texts, timezone });
  const closed = closedTexts(board, opening, texts);
  const { title, why, text } = scene === "closed" ? closed : { title: texts.welcome, why: "", text: texts.no_calls };
  part("notice-title").textContent = title;
  part("notice-why").textContent = why;
  part("notice-why").hidden = why === "";
  part("notice-text").textContent = text;
}

/** @param {string} text @param {Board} board */
export function drawBand(text, { closing }) {
  part("band").hidden = text === "";
  part("band").dataset.kind = closing ? "closing" : "away";
  if (part("band-text").textContent !== text) part("band-text").textContent = text;
}

/** How many wait, and how long who comes now would wait, where that is known. @param {Board} board */
export function drawWaiting({ waiting, wait }) {
  part("waiting").textContent = waitingText(waiting, language, texts);
  part("wait-line").hidden = !wait || wait.high <= 0;
  part("wait").textContent = waitText(wait, texts);
}
