import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { keepShell } from "../../kiosk/static/kiosk/offline_shell.js";

mock.timers.enable({ apis: ["setInterval"] });

/** How often a page was told that its files were replaced, after so many workers took over one after the other.
 * @param {boolean} hadOne whether a worker served this very page
 * @param {number} others */
function told(hadOne, others) {
  /** @type {(() => void)[]} */
  const listeners = [];
  const serviceWorker = {
    controller: hadOne ? {} : null,
    addEventListener: (/** @type {string} */ _name, /** @type {() => void} */ listener) => void listeners.push(listener),
    register: async () => ({ update: async () => {} }),
  };
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { serviceWorker } });
  Object.assign(globalThis, { isSecureContext: true });
  let newer = 0;
  keepShell(() => void (newer += 1));
  for (let other = 0; other < others; other += 1) for (const listener of listeners) listener();
  return newer;
}

test("the first worker of a browser brings nothing newer than the page that asked for it", () => {
  assert.equal(told(false, 1), 0);
});

test("another worker than the one that served the page brings a newer version", () => {
  assert.equal(told(true, 1), 1);
});

test("a page that was open before there was any worker hears of the next version too", () => {
  assert.equal(told(false, 2), 1);
});
