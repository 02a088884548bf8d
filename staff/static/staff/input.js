/** What somebody types and chooses: values of forms, counters, and whether keys are for us. */

/** @typedef {import("./shape.js").Values} Values */

const KEYS_OFF = "inloop.keys-off";

/**
 * What a form says; a list for each name of which more can be chosen.
 *
 * @param {HTMLFormElement | null} form @param {HTMLElement | null} [submitter] the button that sent it @returns {Values}
 */
export function valuesOf(form, submitter = null) {
  /** @type {Values} */
  const values = {};
  if (form === null) return values;
  const data = new FormData(form);
  if (submitter instanceof HTMLButtonElement && submitter.name) data.append(submitter.name, submitter.value);
  for (const name of new Set(data.keys())) {
    const all = data.getAll(name).filter((value) => typeof value === "string");
    values[name] = form.querySelectorAll(`[name="${CSS.escape(name)}"][type="checkbox"]`).length > 1 ? all : (all[0] ?? "");
  }
  return values;
}

/** Whether a key belongs to a field, or keys are off. @param {KeyboardEvent} event */
export function typing({ target }) {
  const field = target instanceof Element && target.closest("input:not([type='radio'], [type='checkbox']), select, textarea");
  return Boolean(field) || Boolean(localStorage.getItem(KEYS_OFF));
}

/** Counters tell how much of a field is filled. */
export function watchCounters() {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement)) return;
    const counter = target.closest(".field")?.querySelector(".counter");
    if (counter) counter.textContent = `${target.value.length} / ${target.maxLength}`;
  });
}

/** The switch in the menu, remembered on this machine. */
export function switchKeys() {
  const keys = document.getElementById("keys-on");
  if (!(keys instanceof HTMLInputElement)) return;
  keys.checked = !localStorage.getItem(KEYS_OFF);
  keys.addEventListener("change", () => {
    if (keys.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "1");
  });
}

/** After a message is shown, its field is for the next one. @param {string} name */
export function clearForm(name) {
  const form = document.querySelector(`form[data-form="${CSS.escape(name)}"]`);
  if (form instanceof HTMLFormElement) form.reset();
  for (const area of form?.querySelectorAll("textarea") ?? []) area.dispatchEvent(new Event("input", { bubbles: true }));
}
