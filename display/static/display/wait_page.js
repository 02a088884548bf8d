/** Keeps the public waiting times live: asks for the page again and puts in what is new; says when it cannot.
 * Without this script the page loads itself again. */

const EVERY_MS = 15_000;
const STALE_MS = 50_000;
const PATIENCE_MS = 10_000;
const TICK_MS = 1_000;

/** @param {ParentNode} root */
const parts = (root) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-live]")]);
/** @param {ParentNode} root */
const names = (root) => parts(root).map((part) => part.dataset.live).join(" ");
/** @param {Document} root */
const version = (root) => root.querySelector("script[type=module]")?.getAttribute("src");
const stale = /** @type {HTMLElement} */ (document.getElementById("stale"));

let heard = performance.now();
let asked = heard;
let ticked = Date.now();
let asking = false;

async function ask() {
  if (asking) return;
  asking = true;
  asked = performance.now();
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(location.href, { cache: "no-cache", signal: patience.signal });
    if (answer.ok) {
      take(new DOMParser().parseFromString(await answer.text(), "text/html"));
      heard = performance.now();
    }
  } catch {
    // No answer is told by its age.
  } finally {
    clearTimeout(timer);
    asking = false;
    tell();
  }
}

/** Puts in what is new, part by part, so that a reader hears only what changed and keeps the place.
 * @param {Document} fresh the page as it is now */
function take(fresh) {
  if (version(fresh) !== version(document)) return location.reload();
  const next = fresh.getElementById("stale");
  if (next && stale) stale.dataset.text = next.dataset.text;
  if (names(fresh) !== names(document)) {
    const main = document.querySelector("main");
    if (!main?.contains(document.activeElement)) location.reload();
    return undefined;
  }
  const now = parts(document);
  parts(fresh).forEach((part, place) => put(now[place], part));
  return undefined;
}

/** @param {HTMLElement} old
 * @param {HTMLElement} fresh */
function put(old, fresh) {
  if (old.innerHTML === fresh.innerHTML) return;
  old.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
}

function tell() {
  const text = performance.now() - heard > STALE_MS ? (stale?.dataset.text ?? "") : "";
  document.documentElement.classList.toggle("is-stale", text !== "");
  if (stale && stale.textContent !== text) stale.textContent = text;
}

function tick() {
  const slept = Date.now() - ticked > 5 * TICK_MS; // some clocks stand still while a phone sleeps
  ticked = Date.now();
  if (!document.hidden && (slept || performance.now() - asked >= EVERY_MS)) void ask();
  tell();
}

setInterval(tick, TICK_MS);
document.addEventListener("visibilitychange", () => !document.hidden && void ask());
window.addEventListener("pageshow", (event) => event.persisted && void ask());
