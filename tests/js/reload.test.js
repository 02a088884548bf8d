import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const { isOutdated, reload } = await import("../../web/static/js/reload.js");
/** @type {Map<string, string>} */
const kept = new Map();
let loaded = 0;
Object.assign(globalThis, {
  sessionStorage: { getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value) },
  location: { reload: () => void (loaded += 1) },
});
beforeEach(() => {
  kept.clear();
  loaded = 0;
});

test("a page is loaded anew once for one cause, so that it never goes in a circle", () => {
  reload("epoch 7");
  reload("epoch 7");
  assert.equal(loaded, 1);
});

test("a newer configuration need not wait for the minute to be over", () => {
  reload("epoch 7");
  reload("epoch 8");
  assert.equal(loaded, 2);
});

test("a clock that is put back keeps no page from being loaded anew", (context) => {
  reload("epoch 7");
  const hourAgo = Date.now() - 3_600_000;
  context.mock.method(Date, "now", () => hourAgo);
  reload("epoch 7");
  assert.equal(loaded, 2);
  reload("epoch 7");
  assert.equal(loaded, 2);
});

test("without a cause it is once a minute", () => {
  reload();
  reload();
  assert.equal(loaded, 1);
});

test("a page is outdated by a newer configuration, and by a database that came back from a backup", () => {
  const page = { epoch: "e", config_rev: 7 };
  const seen = (/** @type {string} */ epoch, /** @type {number} */ rev) => isOutdated({ epoch, view: { config_rev: rev } }, page);
  assert.deepEqual([seen("e", 7), seen("e", 8), seen("f", 5)], [false, true, true]);
});
