/** The kiosk's service worker: the page, its files and its speech come without a server too.
 *
 * The server writes the small script that calls `serve` with the version of the files. Each version has a cache of its
 * own with the files and the pages that belong to them, so that a page never meets files of another version. */

import { isShell, pageKey, routeOf } from "./offline_routes.js";

/** @typedef {{prefix: string, files: string[]}} Shell prefix of the files' addresses, and the addresses */

const NAME = "inloop-kiosk ";
const SPEECH = "inloop-speech";
/** A page that takes longer than this comes from the cache. */
const PATIENCE_MS = 2000;

/** The DOM's types, which the other modules are checked with, know no worker. */
const worker = /** @type {any} */ (globalThis);

/** Bind the worker to its events; must be called while its script is first run.
 * @param {Shell} shell */
export function serve(shell) {
  const own = NAME + shell.prefix;
  worker.addEventListener("install", (/** @type {any} */ event) => {
    event.waitUntil(fill(own, shell).then(() => worker.skipWaiting()));
  });
  worker.addEventListener("activate", (/** @type {any} */ event) => {
    event.waitUntil(dropOthers(own).then(() => worker.clients.claim()));
  });
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const route = routeOf(event.request, worker.location.origin);
    if (route === "asset") event.respondWith(fromCaches(event.request));
    if (route === "speech") event.respondWith(speech(event.request.url));
    if (route === "page") event.respondWith(page(event, own, shell.prefix));
  });
}

/** Everything of this version; when a part is missing nothing is installed, and the version before goes on.
 * @param {string} own
 * @param {Shell} shell */
async function fill(own, { prefix, files }) {
  const cache = await caches.open(own);
  await cache.addAll(files);
  for (const url of await knownPages()) {
    const response = await fetch(url, { cache: "no-store", credentials: "same-origin" });
    if (response.status >= 500) throw new Error(`${url}: ${response.status}`);
    await keep(cache, url, response, prefix);
  }
}

/** Pages that are open, and those that an earlier version kept.
 * @returns {Promise<Set<string>>} */
async function knownPages() {
  const open = await worker.clients.matchAll({ includeUncontrolled: true, type: "window" });
  /** @type {string[]} */
  /** @type {string[]} */
  const pages = open.map((/** @type {{url: string}} */ { url }) => url);
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME)) for (const { url } of await (await caches.open(name)).keys()) pages.push(url);
  }
  const origin = worker.location.origin;
  const kiosks = pages.filter((url) => routeOf({ method: "GET", mode: "navigate", url }, origin) === "page");
  return new Set(kiosks.map(pageKey));
}

/** @param {string} own */
async function dropOthers(own) {
  const others = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== own);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function fromCaches(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** A clip is asked for whole, for a part of it cannot be kept; what an older `v` said is dropped.
 * @param {string} url */
async function speech(url) {
  const cache = await caches.open(SPEECH);
  const known = await cache.match(url);
  if (known) return known;
  const response = await fetch(url, { credentials: "same-origin" });
  if (response.status === 200) {
    await cache.delete(url, { ignoreSearch: true });
    await cache.put(url, response.clone()).catch(() => undefined); // on a full disk it is heard all the same
  }
  return response;
}

/** The server's page if it comes in time, else the one that was kept. What the server says wins, whatever it is,
 * unless it only says that it is broken.
 * @param {any} event
 * @param {string} own
 * @param {string} prefix */
async function page(event, own, prefix) {
  const cache = await caches.open(own);
  const { url } = event.request;
  const fresh = fetch(event.request).then(async (response) => {
    await keep(cache, url, response.clone(), prefix).catch(() => undefined); // a full disk keeps no page back
    return response;
  });
  event.waitUntil(fresh.catch(() => undefined));
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([fresh, patience]).catch(() => undefined);
  if (first && first.status < 500) return first;
  const kept = (await cache.match(pageKey(url))) ?? (await cache.match(pageKey(url.split("?")[0])));
  return kept ?? fresh;
}

/** Keep a page if it is the kiosk in this version; a page that asks for pairing never takes its place.
 * @param {Cache} cache
 * @param {string} url
 * @param {Response} response
 * @param {string} prefix */
async function keep(cache, url, response, prefix) {
  if (response.status !== 200 || response.redirected) return;
  if (isShell(await response.clone().text(), prefix)) await cache.put(pageKey(url), response);
}
