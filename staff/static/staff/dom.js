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
 * Draw a panel again if what it shows has changed. What somebody filled in stays, and focus stays on the same control;
 * when that is gone it goes to the panel's heading, never to another button, so that a second press of Enter does nothing.
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
  const kept = keep(root);
  const scrolled = root.scrollTop;
  root.replaceChildren(...build(model).filter((child) => child instanceof Node || typeof child === "string"));
  kept(root);
  root.scrollTop = scrolled;
  if (active) refocus(root, active);
  return true;
}

/** What somebody changed, by the form and name of each field; gives it back to the fields that are drawn anew. @param {Element} root */
function keep(root) {
  const values = new Map([...fields(root)].map((field) => [nameOf(field), stateOf(field)]));
  const open = [...root.querySelectorAll("details[open][id]")].map(({ id }) => id);
  return (/** @type {Element} */ again) => {
    for (const field of fields(again)) restore(field, values.get(nameOf(field)));
    for (const id of open) again.querySelector(`details[id="${CSS.escape(id)}"]`)?.setAttribute("open", "");
  };
}

/** @param {Element} root @returns {NodeListOf<HTMLInputElement>} */
const fields = (root) => root.querySelectorAll("input[name], select[name], textarea[name]");

/** @param {HTMLInputElement} field */
const isTick = ({ type }) => type === "radio" || type === "checkbox";

/** @param {HTMLInputElement} field */
const nameOf = (field) => `${field.form?.dataset.form}/${field.name}/${isTick(field) ? field.value : ""}`;

/** @param {HTMLInputElement} field */
function stateOf(field) {
  if (isTick(field)) return field.checked === field.defaultChecked ? undefined : field.checked;
  const first = field instanceof HTMLSelectElement ? ([...field.options].find(({ defaultSelected }) => defaultSelected) ?? field.options[0])?.value : field.defaultValue;
  return field.value === first ? undefined : field.value;
}

/** @param {HTMLInputElement} field @param {string | boolean | undefined} state */
function restore(field, state) {
  if (typeof state === "boolean") field.checked = state;
  else if (state !== undefined) {
    field.value = state;
    field.dispatchEvent(new Event("input", { bubbles: true })); // its counter was drawn anew too
  }
}

/** @param {Element} root @param {Element} active what had the focus */
function refocus(root, active) {
  const press = active.getAttribute("data-press");
  const same = press ? root.querySelector(`[data-press="${CSS.escape(press)}"]:not(:disabled)`) : sameField(root, active);
  const target = same || root.querySelector("[tabindex='-1']");
  if (!(target instanceof HTMLElement)) return;
  target.focus({ preventScroll: true });
  if (target instanceof HTMLTextAreaElement) target.setSelectionRange(target.value.length, target.value.length);
}

/** @param {Element} root @param {Element} active */
function sameField(root, active) {
  const wanted = "name" in active ? nameOf(/** @type {HTMLInputElement} */ (active)) : "";
  return [...fields(root)].find((field) => nameOf(field) === wanted);
}
