import assert from "node:assert/strict";
import { test } from "node:test";

import { SAME_MS, follows } from "../../kiosk/static/kiosk/repeat.js";

/** @typedef {[at: number, place: string, x?: number]} Told */

/** Which of these taps count.
 * @param {Told[]} taps */
function counted(...taps) {
  /** @type {import("../../kiosk/static/kiosk/repeat.js").Tap | null} */
  let last = null;
  return taps.map(([at, place, x = 100]) => {
    const { tap, isStray } = follows(last, { x, y: 100, at, place });
    last = tap;
    return !isStray;
  });
}

test("five taps on a language choose the language, and none of what comes up below the finger", () => {
  const taps = /** @type {Told[]} */ ([0, 150, 300, 450, 600].map((at) => [at, at ? "question" : "language"]));
  assert.deepEqual(counted(...taps), [true, false, false, false, false]);
});

test("the next press counts once the finger has rested", () => {
  assert.deepEqual(counted([0, "language"], [200, "question"], [200 + SAME_MS, "question"]), [true, false, true]);
});

test("a quick press elsewhere is meant", () => {
  assert.deepEqual(counted([0, "language"], [200, "question", 300]), [true, true]);
});

test("taps on the same screen all count: each of them may be for more, or for down", () => {
  assert.deepEqual(counted([0, "question"], [100, "question"], [200, "question"]), [true, true, true]);
});
