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

/** Whether the server has become another than the one that made the page: another configuration, or a database that
 * came back from a backup, whose revisions count anew.
 * @param {{epoch: string, view: {config_rev: number}}} state
 * @param {{epoch: string, config_rev: number}} page */
export function isOutdated({ epoch, view }, page) {
  return epoch !== page.epoch || view.config_rev > page.config_rev;
}

/** Load the page anew, unless that was done for the same cause within the last minute.
 * @param {string} [cause] what is newer than the page, such as a revision; a new one need not wait */
export function reload(cause = "") {
  const since = Date.now() - Number(sessionStorage.getItem(KEY));
  const isLately = since >= 0 && since < APART_MS; // below nought: the clock was put back
  if (isLately && (sessionStorage.getItem(CAUSE) ?? "") === cause) return;
  sessionStorage.setItem(KEY, String(Date.now()));
  sessionStorage.setItem(CAUSE, cause);
  location.reload();
}
