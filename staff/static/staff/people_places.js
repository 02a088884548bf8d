/**
 * Rows of a role and a place. Each role offers only the places where whoever is signed in may give it.
 *
 * @typedef {{id: string, name: string, where: string[]}} Role
 * @typedef {{roles: Role[], locations: {id: string, name: string}[], texts: any}} Facts
 */

/** The places of a role as options: the whole region first. @param {Facts} facts @param {string} role */
export function placesFor({ roles, locations, texts }, role) {
  const where = roles.find(({ id }) => id === role)?.where ?? [];
  const all = [{ id: "", name: texts.everywhere }, ...locations];
  return all.filter(({ id }) => where.includes(id));
}

/** @param {HTMLSelectElement} role @param {Facts} facts */
export function wherever(role, facts) {
  const where = role.closest(".places__row")?.querySelector("[data-where]");
  if (!(where instanceof HTMLSelectElement)) return;
  const wanted = where.value || where.dataset.is || "";
  where.replaceChildren(...placesFor(facts, role.value).map(({ id, name }) => new Option(name, id, false, id === wanted)));
}

/** @param {Facts} facts */
export function placesReady(facts) {
  for (const role of document.querySelectorAll("[data-role]")) wherever(/** @type {HTMLSelectElement} */ (role), facts);
}

/** @param {Element} places @returns {{role: string, location: string | null}[]} */
export function placesOf(places) {
  return [...places.querySelectorAll(".places__row")].map((row) => {
    const [role, where] = row.querySelectorAll("select");
    return { role: role.value, location: where.value || null };
  });
}

/** @param {HTMLElement} button @param {Facts} facts */
export function morePlaces(button, facts) {
  const last = button.previousElementSibling;
  if (last === null) return;
  const row = /** @type {HTMLElement} */ (last.cloneNode(true));
  last.after(row);
  const role = row.querySelector("select");
  if (role) {
    wherever(role, facts);
    role.focus();
  }
}

/** The last row stays: everybody has a role. @param {HTMLElement} button */
export function lessPlaces(button) {
  const row = button.closest(".places__row");
  const next = row?.nextElementSibling?.querySelector("select, button") ?? row?.nextElementSibling;
  if (row?.parentElement?.querySelectorAll(".places__row").length === 1) return;
  row?.remove();
  if (next instanceof HTMLElement) next.focus();
}
