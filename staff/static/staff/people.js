/** The pages of people and of one's own account: each form is one call of the API, and what came of it. */
import { newKey, send } from "../js/api.js";
import { page } from "../js/page.js";
import { fill } from "../js/words.js";
import { lessPlaces, morePlaces, placesOf, placesReady, wherever } from "./people_places.js";

const facts = page();
const said = facts.texts;
const TOLD = "inloop-told";
const ARMED_MS = 5_000;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** What is filled in, as the API wants it. @param {HTMLFormElement} form */
function bodyOf(form) {
  /** @type {Record<string, unknown>} */
  const body = {};
  for (const field of form.querySelectorAll("input[name]")) {
    if (!(field instanceof HTMLInputElement)) continue;
    body[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  const places = form.querySelector("[data-places]");
  if (places) body.places = placesOf(places);
  if (form.dataset.seen) body.seen_rev = Number(form.dataset.seen);
  return body;
}

/** @param {HTMLFormElement} form @param {string} sentence */
function wrong(form, sentence) {
  const place = form.querySelector(".error");
  if (!(place instanceof HTMLElement)) return;
  place.textContent = sentence;
  place.hidden = sentence === "";
}

/** What matters much is pressed twice. @param {HTMLFormElement} form @param {HTMLButtonElement} button */
function armed(form, button) {
  if (!("sure" in form.dataset) || button.dataset.armed) return true;
  const was = [...button.childNodes];
  button.dataset.armed = "true";
  button.classList.add("button--armed");
  button.textContent = said.sure;
  setTimeout(() => {
    delete button.dataset.armed;
    button.classList.remove("button--armed");
    button.replaceChildren(...was);
  }, ARMED_MS);
  return false;
}

/** @param {HTMLFormElement} form @param {any} data */
function showLink(form, data) {
  const name = form.dataset.name || data.person.name;
  part("link-title").textContent = fill(said.invite_title, { name });
  part("link-url").textContent = data.url;
  /** @type {HTMLImageElement} */ (part("link-code")).src = `/qr.svg?path=${encodeURIComponent(data.path)}`;
  form.closest("details")?.removeAttribute("open");
  part("link").hidden = false;
  part("link-title").focus();
}

/** @param {string[]} codes */
function showCodes(codes) {
  part("codes-list").replaceChildren(
    ...codes.map((code) => {
      const item = document.createElement("li");
      item.textContent = code;
      return item;
    }),
  );
  part("codes").hidden = false;
  part("codes-title").focus();
}

/** @param {HTMLFormElement} form @param {HTMLButtonElement} button */
async function call(form, button) {
  if (!armed(form, button)) return;
  wrong(form, "");
  button.setAttribute("aria-busy", "true");
  const options = { body: bodyOf(form), csrf: facts.csrf, key: newKey() };
  const answer = await send("POST", form.dataset.call ?? "", options);
  button.removeAttribute("aria-busy");
  if (!answer.ok) {
    if (answer.status === 401) location.reload();
    wrong(form, said.refusals[answer.problem?.code ?? "unreached"] ?? said.refusals.other);
  } else if (form.dataset.then === "link") {
    showLink(form, answer.data);
    form.reset();
  } else if (form.dataset.then === "codes") {
    showCodes(answer.data.codes);
    form.reset();
  } else {
    sessionStorage.setItem(TOLD, said.done);
    location.reload();
  }
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!(form instanceof HTMLFormElement) || !form.dataset.call) return;
  event.preventDefault();
  const button = submitter ?? form.querySelector("[type='submit']");
  if (button instanceof HTMLButtonElement && button.getAttribute("aria-busy") !== "true") void call(form, button);
});
document.addEventListener("click", (event) => {
  const { target, detail } = event;
  const button = target instanceof Element ? target.closest("button") : null;
  if (!button) return;
  // The second half of a double click is no second press: nobody has read yet what it would do.
  if (detail > 1 && button.type === "submit") event.preventDefault();
  if ("print" in button.dataset) window.print();
  if ("more" in button.dataset) morePlaces(button, facts);
  if ("less" in button.dataset) lessPlaces(button);
});
document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLSelectElement && "role" in target.dataset) wherever(target, facts);
});

placesReady(facts);
part("told").textContent = sessionStorage.getItem(TOLD) ?? "";
sessionStorage.removeItem(TOLD);
