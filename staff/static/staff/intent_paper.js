/**
 * From an answer about a doubted paper to one request: it came out, or print it again. No DOM, no network.
 *
 * @typedef {import("./intent.js").Intent} Intent
 * @typedef {import("./intent.js").Scene} Scene
 */

/**
 * @param {"looked" | "again"} action @param {number} job whose paper it is @param {Pick<Scene, "view" | "location">} scene
 * @returns {Intent | null} null when nobody is in doubt about it any more
 */
export function doubtIntent(action, job, { view, location }) {
  const doubt = view.doubts?.find((item) => item.job === job);
  if (!doubt) return null;
  const url = action === "again" ? `/api/v1/visits/${doubt.ticket}/reprint` : `/api/v1/locations/${location}/papers/${job}/looked`;
  return { action, url, body: {}, ticket: null, expected: null, undo: false, told: { label: doubt.label }, paper: job };
}
