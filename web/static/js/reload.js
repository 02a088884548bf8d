/** Loads the page anew, but never in a circle: when that did not help, the screen stays and says what is wrong. */

const APART_MS = 60_000;
const KEY = "inloop-reloaded-at";

/** Load the page anew, unless that was done within the last minute. */
export function reload() {
  const last = Number(sessionStorage.getItem(KEY));
  if (Date.now() - last < APART_MS) return;
  sessionStorage.setItem(KEY, String(Date.now()));
  location.reload();
}
