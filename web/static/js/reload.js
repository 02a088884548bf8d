/** Loads the page anew, but never in a circle: when that did not help, the screen stays and says what is wrong. */

const APART_MS = 60_000;
const KEY = "inloop-reloaded-at";
const CAUSE = "inloop-reloaded-for";

/** Whether a page that is to be loaded anew at a moment is due: its token is about to be replaced then.
 * @param {string | undefined} againAt
 * @param {Date} now at the server */
export function isDue(againAt, now) {
  return againAt !== undefined && now.getTime() >= Date.parse(againAt);
}

/** Load the page anew, unless that was done for the same cause within the last minute.
 * @param {string} [cause] what is newer than the page, such as a revision; a new one need not wait */
export function reload(cause = "") {
  const last = Number(sessionStorage.getItem(KEY));
  if (Date.now() - last < APART_MS && (sessionStorage.getItem(CAUSE) ?? "") === cause) return;
  sessionStorage.setItem(KEY, String(Date.now()));
  sessionStorage.setItem(CAUSE, cause);
  location.reload();
}
