/** Draws the calls: the large one, those before it, and the sign of one desk. Decides nothing. */
import { page } from "../js/page.js";
import { lengthOf, ownWords } from "./scene.js";
import { markOf } from "./setting.js";

/** @typedef {import("./announcer.js").Call} Call */

const { texts, language, languages, desks } = page();

/** @param {string} id */
export function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {Call} call */
export function drawHero(call) {
  const { desk, desk_name: name, state } = call;
  part("hero").dataset.state = state;
  part("hero-number").textContent = call.label;
  part("hero-desk").textContent = name;
  part("hero-desk").dataset.length = lengthOf(name);
  drawMark(part("hero-mark"), desk);
  drawOwn(part("hero-own"), call, ownWords(call, texts.desks, language));
}

/** The earlier calls. @param {Call[]} calls */
export function drawRecent(calls) {
  part("recent").replaceChildren(...calls.map(row));
}

/**
 * The sign of one desk: who is to come in, or whether it is free.
 *
 * @param {{state: "called" | "busy" | "free", call: Call | null}} sign
 * @param {{id: string, name: string}} desk
 */
export function drawSign({ state, call }, desk) {
  part("sign").dataset.state = state;
  part("sign-desk").textContent = desk.name;
  drawMark(part("sign-mark"), desk.id);
  part("sign-number").textContent = call?.label ?? "";
  part("sign-number").hidden = call === null;
  part("sign-word").textContent = texts[`sign_${state}`];
  const own = call && state === "called" ? (texts.turns[call.language] ?? "") : "";
  drawOwn(part("sign-own"), call, call?.language === language ? "" : own);
}

/** A second line in the visitor's language. @param {HTMLElement} line @param {Call | null} call @param {string} text */
function drawOwn(line, call, text) {
  const code = call?.language ?? language;
  line.textContent = text;
  line.lang = code;
  line.dir = languages.find((/** @type {{code: string}} */ item) => item.code === code)?.rtl ? "rtl" : "ltr";
}

/** @param {Call} call */
function row({ label, desk, desk_name: name }) {
  const item = document.createElement("li");
  const number = document.createElement("bdi");
  const where = document.createElement("span");
  item.className = "recent__call";
  number.className = "number recent__number";
  number.dir = "ltr";
  number.textContent = label;
  where.className = "recent__desk";
  where.dataset.length = lengthOf(name);
  where.textContent = name;
  const mark = picture("mark");
  const arrow = picture("recent__arrow");
  arrow.firstElementChild?.setAttribute("href", part("recent").dataset.arrow ?? "");
  drawMark(mark, desk);
  item.append(number, arrow, mark, where);
  return item;
}

/** The shape and colour of a desk; nothing where there is only one to go to. The same element stays, or it would
 * not flash with the rest. @param {Element} drawn @param {string} desk */
function drawMark(drawn, desk) {
  const found = desks.length > 1 ? markOf(desks, desk) : null;
  drawn.toggleAttribute("hidden", found === null);
  if (found === null) return;
  drawn.setAttribute("data-colour", String(found.colour));
  drawn.firstElementChild?.setAttribute("href", `#mark-${found.shape}`);
}

/** @param {string} name */
function picture(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", name);
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  return svg;
}
