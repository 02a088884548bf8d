/** What all drawing on the kiosk is made of: find, write, picture. Touches only what is not yet as it should be. */

/** @param {string} id */
export const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const icons = element("kiosk").dataset.icons ?? "";

/** @param {Element | null} node
 * @param {string} text */
export function write(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

/** @param {Element | null | undefined} svg
 * @param {string} name of an icon */
export function picture(svg, name) {
  const use = svg?.querySelector("use");
  if (use?.getAttribute("href") !== `${icons}#${name}`) use?.setAttribute("href", `${icons}#${name}`);
}
