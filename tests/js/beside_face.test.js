import "./merged.js";

import assert from "node:assert/strict";
import { test } from "node:test";

/** @type {Map<string, () => void>} */
const listeners = new Map();
/** @type {string[]} */
const fetched = [];
const image = {
  hidden: true,
  alt: "",
  dataset: /** @type {Record<string, string>} */ ({}),
  set src(/** @type {string} */ address) {
    fetched.push(address);
  },
  addEventListener: (/** @type {string} */ name, /** @type {() => void} */ listener) => void listeners.set(name, listener),
};
const facts = { textContent: JSON.stringify({ location: { id: "oefen" } }) };
Object.assign(globalThis, { document: { getElementById: (/** @type {string} */ id) => (id === "page" ? facts : image) } });
const { drawPicture } = await import("../../display/static/display/beside_face.js");

test("a picture is fetched once, and again when it did not come", () => {
  const picture = { id: 3, hash: "ab", describes: "A market", until: null };
  drawPicture(picture, null);
  drawPicture(picture, null);
  assert.equal(fetched.length, 1);
  listeners.get("error")?.();
  drawPicture(picture, null);
  assert.deepEqual(fetched, ["/display/oefen/picture/3-ab", "/display/oefen/picture/3-ab"]);
});
