import assert from "node:assert/strict";
import { test } from "node:test";

import { isShell, pageKey, routeOf } from "../../kiosk/static/kiosk/offline_routes.js";

const HERE = "http://inloop.lan:8080";
/** @param {string} path
 * @param {{method?: string, mode?: string}} [how] */
const route = (path, { method = "GET", mode = "cors" } = {}) => routeOf({ method, mode, url: HERE + path }, HERE);

test("commands, states and the socket go to the server untouched", () => {
  for (const path of ["/api/v1/locations/oefen/kiosk", "/socket.io/?EIO=4", "/t/abc/qr.svg", "/kiosk/oefen/days"]) {
    assert.equal(route(path), null, path);
  }
  assert.equal(route("/api/v1/locations/oefen/tickets", { method: "POST" }), null);
});

test("files under the address of their content come from the cache", () => {
  assert.equal(route("/a/0123/kiosk/kiosk.js"), "asset");
});

test("the kiosk's page is the one navigation that is kept", () => {
  assert.equal(route("/kiosk/oefen?lang=ar", { mode: "navigate" }), "page");
  assert.equal(route("/kiosk/oefen"), null);
  assert.equal(route("/kiosk/oefen/days", { mode: "navigate" }), null);
  assert.equal(route("/kiosk/oefen", { mode: "navigate", method: "POST" }), null);
});

test("phrases that never change are kept, numbers and labels are not", () => {
  assert.equal(route("/kiosk/oefen/speech/ar/text/question.wav?v=1"), "speech");
  assert.equal(route("/kiosk/oefen/speech/ar/question/werk.wav?v=1"), "speech");
  assert.equal(route("/kiosk/oefen/speech/ar/text/question.wav"), null);
  assert.equal(route("/kiosk/oefen/speech/ar/label/A07.wav?v=1"), null);
  assert.equal(route("/kiosk/oefen/speech/ar/count/ahead/3.wav?v=1"), null);
});

test("another origin is never answered for", () => {
  assert.equal(routeOf({ method: "GET", mode: "navigate", url: "http://elsewhere.test/kiosk/oefen" }, HERE), null);
});

test("a page is kept by its language, whatever else was asked", () => {
  assert.equal(pageKey(`${HERE}/kiosk/oefen?paired=1`), `${HERE}/kiosk/oefen`);
  assert.equal(pageKey(`${HERE}/kiosk/oefen?wrong=1&lang=ar`), `${HERE}/kiosk/oefen?lang=ar`);
});

test("a page that asks for pairing, or wants other files, is no shell", () => {
  const page = (/** @type {string} */ prefix) => `<head><meta name="inloop-shell" content="${prefix}"></head>`;
  assert.equal(isShell(page("/a/1/"), "/a/1/"), true);
  assert.equal(isShell(page("/a/2/"), "/a/1/"), false);
  assert.equal(isShell("<main class=\"pair\">", "/a/1/"), false);
});
