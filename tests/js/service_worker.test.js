import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { serve } from "../../kiosk/static/kiosk/service_worker.js";

const ORIGIN = "http://inloop";
const PREFIX = "/a/2/";
const CLIP = `${ORIGIN}/kiosk/oefen/speech/nl/text/welcome.wav?v=2`;

/** @type {Map<string, (event: any) => void>} */
const listeners = new Map();
/** @type {Map<string, Response>} */
const kept = new Map();
let isFull = false;

const cache = {
  match: async (/** @type {any} */ key) => kept.get(String(key))?.clone(),
  put: async (/** @type {any} */ key, /** @type {Response} */ response) => {
    if (isFull) throw new DOMException("the disk is full", "QuotaExceededError");
    kept.set(String(key), response);
  },
  delete: async () => false,
};
Object.assign(globalThis, {
  location: { origin: ORIGIN },
  caches: { open: async () => cache },
  addEventListener: (/** @type {string} */ name, /** @type {(event: any) => void} */ listener) => void listeners.set(name, listener),
});
serve({ prefix: PREFIX, files: [] });
beforeEach(() => {
  kept.clear();
  isFull = false;
});

/** What the worker answers, when the server says *text*.
 * @param {string} url
 * @param {string} text
 * @returns {Promise<string>} */
async function answered(url, text) {
  globalThis.fetch = async () => new Response(text);
  /** @type {any} */
  let answer;
  const request = { method: "GET", mode: url === CLIP ? "no-cors" : "navigate", url };
  listeners.get("fetch")?.({ request, waitUntil: () => {}, respondWith: (/** @type {any} */ given) => void (answer = given) });
  return (await answer).text();
}

/** @param {string} words */
const page = (words) => `<meta name="inloop-shell" content="${PREFIX}">${words}`;

test("the server's page is shown and kept", async () => {
  assert.match(await answered(`${ORIGIN}/kiosk/oefen`, page("today")), /today/);
  assert.match(await kept.get(`${ORIGIN}/kiosk/oefen`)?.text() ?? "", /today/);
});

test("on a full disk the server's page is shown all the same, and not the one that was kept before", async () => {
  await answered(`${ORIGIN}/kiosk/oefen`, page("yesterday"));
  isFull = true;
  assert.match(await answered(`${ORIGIN}/kiosk/oefen`, page("today")), /today/);
});

test("on a full disk a clip is heard all the same", async () => {
  isFull = true;
  assert.equal(await answered(CLIP, "sound"), "sound");
});
