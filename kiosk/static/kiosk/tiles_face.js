/** Draws what can be chosen: languages, questions and groups of them, ways to take the number along. */

import { drawing, element, speak, write } from "./node.js";

/** @typedef {import("./flow.js").Flow} Flow */
/** @typedef {import("./tree.js").Choice} Choice */

/** @param {Flow} flow */
export function drawLanguages(flow) {
  mark(document.querySelectorAll(".language"), flow, ({ language }) => language === flow.language);
}

/** @param {Flow} flow
 * @param {import("./flow.js").Way[]} ways that are offered */
export function drawWays(flow, ways) {
  const list = element("ways");
  const buttons = /** @type {HTMLButtonElement[]} */ ([...list.querySelectorAll(".tile")]);
  for (const button of buttons) {
    const offered = ways.includes(/** @type {import("./flow.js").Way} */ (button.dataset.way));
    button.parentElement?.toggleAttribute("hidden", !offered);
  }
  list.dataset.count = String(ways.length);
  mark(buttons, flow, ({ way }) => way === flow.way);
}

/** @param {Choice[]} choices of this page
 * @param {Flow} flow
 * @param {number} pages
 * @param {any} texts */
export function drawChoices(choices, flow, pages, texts) {
  const list = element("tiles");
  const drawn = [flow.language, flow.group, flow.page, pages, ...choices.map(({ id }) => id)].join(" ");
  if (list.dataset.drawn !== drawn) {
    list.dataset.drawn = drawn;
    const tiles = choices.map((choice) => tileOf(choice, flow.language));
    list.replaceChildren(...tiles, ...(pages > 1 ? [moreTile(flow, pages, texts)] : []));
    list.dataset.count = String(list.children.length);
  }
  mark(list.querySelectorAll(".tile"), flow, ({ id, press }) => press === "choose" && id === flow.chosen);
}

/** While the number is made, the pressed tile shows it and the others rest.
 * @param {Iterable<Element>} buttons
 * @param {Flow} flow
 * @param {(data: DOMStringMap) => boolean} isPressed */
function mark(buttons, flow, isPressed) {
  const issuing = flow.step === "issuing";
  for (const button of /** @type {Iterable<HTMLButtonElement>} */ (buttons)) {
    const pressed = issuing && isPressed(button.dataset);
    button.disabled = issuing && !pressed;
    button.setAttribute("aria-busy", String(pressed));
  }
}

/** @param {Choice} choice
 * @param {string} language */
function tileOf(choice, language) {
  const item = emptyTile(choice.icon, choice.names[language] ?? choice.names.nl ?? choice.id);
  const button = /** @type {HTMLButtonElement} */ (item.querySelector("button"));
  button.dataset.press = choice.isGroup ? "group" : "choose";
  button.dataset.id = choice.id;
  speak(button, `question/${choice.id}`);
  button.style.setProperty("--accent", choice.colour);
  write(item.querySelector(".tile__letter"), choice.letter);
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
  speak(button, last ? "text/first" : "text/more");
  item.querySelector(".tile__letter")?.remove();
  item.querySelector("svg")?.classList.add("icon--turns");
  return item;
}

/** @param {string} icon
 * @param {string} name */
function emptyTile(icon, name) {
  const template = /** @type {HTMLTemplateElement} */ (element("tile"));
  const item = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  drawing(item.querySelector("svg"), icon);
  write(item.querySelector(".tile__name"), name);
  write(item.querySelector(".tile__said"), name);
  return item;
}
