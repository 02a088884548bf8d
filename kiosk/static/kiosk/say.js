/** What there is to hear and to do on the screen that is shown, read from the document in its order. Every element
 * that can be heard has `data-say`, the path of its clip. Plays nothing. */

import { page } from "../js/page.js";

/** @typedef {{path: string, language: string, node: HTMLElement | null}} Phrase node is where it stands */
/** @typedef {{node: HTMLElement, button: HTMLButtonElement | null, phrases: Phrase[]}} Thing button: what it does */

const data = page();
/** The loudspeaker of a tile says what the tile says: no thing of its own. */
const OWN = ':not([data-press="say"])';

/** Where the visitor is: an open dialog, else the whole kiosk.
 * @returns {HTMLElement} */
export function place() {
  const open = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("dialog[open]"));
  return open[open.length - 1] ?? /** @type {HTMLElement} */ (document.getElementById("kiosk"));
}

/** What is read on entering: the screen without the bar, or all of a dialog.
 * @returns {HTMLElement} */
export function screen() {
  const here = place();
  return here.querySelector("[data-screen]:not([hidden])") ?? here;
}

/** Everything to explore in *area*: buttons that can be pressed, and what else can be heard.
 * @param {HTMLElement} area
 * @returns {Thing[]} */
export function things(area) {
  const found = /** @type {NodeListOf<HTMLElement>} */ (area.querySelectorAll(`button${OWN}, [data-say]${OWN}`));
  return [...found].filter((node) => node.checkVisibility() && !isInside(node)).map(thingOf);
}

/** Part of another thing, or of a loudspeaker.
 * @param {HTMLElement} node */
function isInside(node) {
  return Boolean(node.parentElement?.closest("button, [data-say]"));
}

/** @param {HTMLElement} node
 * @returns {Thing} */
export function thingOf(node) {
  const button = node instanceof HTMLButtonElement ? node : null;
  const parts = /** @type {HTMLElement[]} */ ([node, ...node.querySelectorAll("[data-say]")]);
  const said = parts.filter((part) => part.dataset.say && (part === node || part.checkVisibility()));
  const named = said.length ? said : /** @type {HTMLElement[]} */ ([...node.querySelectorAll("[data-text]")]);
  const phrases = named.map((part) => ({
    path: part.dataset.say ?? `text/${part.dataset.text}`,
    language: languageOf(part),
    node,
  }));
  return { node, button, phrases: [...phrases, ...stateOf(node)] };
}

/** Whether a button that stays pressed is.
 * @param {HTMLElement} node
 * @returns {Phrase[]} */
function stateOf(node) {
  const pressed = node.getAttribute("aria-pressed");
  return pressed === null ? [] : [text(pressed === "true" ? "text/on" : "text/off", node)];
}

/** A phrase that stands nowhere on the screen.
 * @param {string} path
 * @param {HTMLElement | null} [node]
 * @param {string} [language] that of the visitor when not told
 * @returns {Phrase} */
export function text(path, node = null, language = document.documentElement.lang) {
  return { path, language, node };
}

/** Address of the clip of a phrase.
 * @param {Phrase} phrase */
export function clipOf({ path, language }) {
  const version = data.speech ? `?v=${data.speech.version}` : "";
  return `/kiosk/${data.location.id}/speech/${language}/${path}.wav${version}`;
}

/** A language is named in that language itself.
 * @param {HTMLElement} node */
function languageOf(node) {
  const own = /** @type {HTMLElement | null} */ (node.closest("[lang]"));
  return own?.lang || document.documentElement.lang;
}
