/**
 * Elements from data. Text is only ever set as text, so nothing that somebody typed can become markup.
 *
 * @typedef {Node | string | null | undefined | false} Child
 */

const SVG = "http://www.w3.org/2000/svg";
const SPRITE = new URL("../vendor/icons.svg", import.meta.url).pathname;

/**
 * An element.
 *
 * @param {string} tag with classes: `button.button.button--main`
 * @param {Record<string, string | boolean | null>} [attributes] true: present; false and null: absent
 * @param {Child[]} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length > 0) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null) element.setAttribute(key, value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** A pictogram; always beside its word. @param {string} name @returns {SVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${SPRITE}#${name}`);
  svg.append(use);
  return svg;
}

/** The number of a ticket. @param {string} label @param {string} [more] further classes, each with its dot */
export const number = (label, more = "") => h(`bdi.number${more}`, { dir: "ltr" }, label);

/** A key of the keyboard, shown small on the button that it presses. @param {string} key */
export const keycap = (key) => h("kbd.keycap", { "aria-hidden": "true" }, key);

/** @type {WeakMap<Element, string>} */
const drawn = new WeakMap();

/**
 * Draw a panel again if what it shows has changed. Focus stays on the same button; when that is gone it goes to
 * the panel's heading, never to another button, so that a second press of Enter does nothing.
 *
 * @template T
 * @param {Element} root
 * @param {T} model all that the panel shows
 * @param {(model: T) => Child[]} build
 * @returns {boolean} whether it was drawn
 */
export function draw(root, model, build) {
  const key = JSON.stringify(model);
  if (drawn.get(root) === key) return false;
  drawn.set(root, key);
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  const press = active?.getAttribute("data-press");
  root.replaceChildren(...build(model).filter((child) => child instanceof Node || typeof child === "string"));
  if (active) refocus(root, press ?? null);
  return true;
}

/** @param {Element} root @param {string | null} press */
function refocus(root, press) {
  const same = press && root.querySelector(`[data-press="${CSS.escape(press)}"]:not(:disabled)`);
  const target = same || root.querySelector("[tabindex='-1']");
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
