import assert from "node:assert/strict";
import { test } from "node:test";

import { FEW, lit, moveOn, press, scan } from "../../kiosk/static/kiosk/switch_model.js";

/** Things on rows, such as [3, 2]: three on the first, two on the second.
 * @param {number[]} rows */
const screen = (rows) => rows.flatMap((count, row) => Array.from({ length: count }, () => ({ row })));

/** What is lit at each of so many steps.
 * @param {import("../../kiosk/static/kiosk/switch_model.js").Scan} state
 * @param {number} steps */
function lights(state, steps) {
  const seen = [];
  for (let left = steps; left > 0; left -= 1, state = moveOn(state)) seen.push(lit(state));
  return seen;
}

test("a few things are gone through one by one, round and round", () => {
  assert.deepEqual(lights(scan(screen([2, 1])), 4), [[0], [1], [2], [0]]);
});

test("many things are gone through row by row", () => {
  assert.deepEqual(lights(scan(screen([4, 4, 1])), 4), [[0, 1, 2, 3], [4, 5, 6, 7], [8], [0, 1, 2, 3]]);
});

test("eight things are still few", () => {
  assert.deepEqual(lit(scan(screen([FEW / 2, FEW / 2]))), [0]);
});

test("a press chooses the thing that is lit", () => {
  assert.equal(press(moveOn(scan(screen([3])))).act, 1);
});

test("a press on a row goes into it, and the next press chooses there", () => {
  const within = press(moveOn(scan(screen([4, 4, 1]))));
  assert.equal(within.act, null);
  assert.deepEqual(lights(within.state, 2), [[4], [5]]);
  assert.equal(press(moveOn(within.state)).act, 5);
});

test("a row with one thing is that thing", () => {
  assert.equal(press(moveOn(moveOn(scan(screen([4, 4, 1]))))).act, 8);
});

test("the wrong row is left after two rounds without a press", () => {
  const within = press(scan(screen([2, 4, 4]))).state;
  assert.deepEqual(lights(within, 6), [[0], [1], [0], [1], [0, 1], [2, 3, 4, 5]]);
});

test("where there is nothing, nothing is lit and nothing chosen", () => {
  const empty = scan([]);
  assert.deepEqual(lit(moveOn(empty)), []);
  assert.equal(press(empty).act, null);
});
