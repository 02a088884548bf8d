/** What all drawing on the kiosk is made of: find, write, picture. Touches only what is not yet as it should be. */

/** @param {string} id */
export const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const { icons = "", pictograms = "", drawn = "" } = element("kiosk").dataset;
const drawings = new Set(drawn.split(" "));

/** @param {Element | null} node
 * @param {string} text
 * @param {string} [say] name of the clip that reads it out; "" when there is none */
export function write(node, text, say) {
  if (node && node.textContent !== text) node.textContent = text;
  if (node && say !== undefined) speak(/** @type {HTMLElement} */ (node), say);
}

/** What reads this element out, such as text/welcome.
 * @param {HTMLElement} node
 * @param {string} say "" for nothing */
export function speak(node, say) {
  if (say && node.dataset.say !== say) node.dataset.say = say;
  if (!say) delete node.dataset.say;
}

/** @param {Element | null | undefined} svg
 * @param {string} name of an icon */
export function picture(svg, name) {
  point(svg, `${icons}#${name}`);
}

/** A concrete drawing where there is one by that name, else the icon.
 * @param {Element | null | undefined} svg
 * @param {string} name of an icon */
export function drawing(svg, name) {
  svg?.classList.toggle("drawing--icon", !drawings.has(name));
  point(svg, `${drawings.has(name) ? pictograms : icons}#${name}`);
}

/** @param {Element | null | undefined} svg
 * @param {string} address */
function point(svg, address) {
  const use = svg?.querySelector("use");
  if (use && use.getAttribute("href") !== address) use.setAttribute("href", address);
}
