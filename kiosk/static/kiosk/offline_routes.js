/** Which requests of a kiosk its service worker answers, and from where. No caches, no network. */

/** @typedef {"asset" | "page" | "speech"} Route
 * asset never changes; page is asked first and kept; speech never changes while its `v` is the same */

/** The route of a request, or null when it goes to the server untouched: commands, states, the socket.
 * @param {{method: string, mode: string, url: string}} request
 * @param {string} origin
 * @returns {Route | null} */
export function routeOf({ method, mode, url }, origin) {
  const { origin: from, pathname, searchParams } = new URL(url);
  if (method !== "GET" || from !== origin) return null;
  if (pathname.startsWith("/a/")) return "asset";
  if (mode === "navigate") return /^\/kiosk\/[^/]+$/.test(pathname) ? "page" : null;
  return isStaticSpeech(pathname) && searchParams.has("v") ? "speech" : null;
}

/** The address under which a page is kept: its language counts, a failed attempt at pairing does not.
 * @param {string} url */
export function pageKey(url) {
  const { origin, pathname, searchParams } = new URL(url);
  const language = searchParams.get("lang");
  return `${origin}${pathname}${language ? `?lang=${encodeURIComponent(language)}` : ""}`;
}

/** Whether a page is the kiosk itself, and not the page that pairs it, with the files of this version.
 * @param {string} html
 * @param {string} prefix of the files' addresses */
export function isShell(html, prefix) {
  return html.includes(`<meta name="inloop-shell" content="${prefix}">`);
}

/** Phrases that are always the same; a number or a label is said too seldom to be kept.
 * @param {string} pathname */
function isStaticSpeech(pathname) {
  return /^\/kiosk\/[^/]+\/speech\/[^/]+\/(text|question|language)\/[^/]+\.wav$/.test(pathname);
}
