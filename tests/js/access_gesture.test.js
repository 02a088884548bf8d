import assert from "node:assert/strict";
import { test } from "node:test";

import { DOUBLE_MS, LONG_MS, down, held, late, mayBeLong, rest, up } from "../../kiosk/static/kiosk/access_gesture.js";

const MM = 4;

/** @param {number} at
 * @param {number} [x]
 * @param {number} [id] */
const point = (at, x = 100, id = 1) => ({ id, x, y: 500, at });

/** One finger down and up again.
 * @param {import("../../kiosk/static/kiosk/access_gesture.js").Hand} hand
 * @param {number} at
 * @param {number} [to] where it goes up */
const touch = (hand, at, to = 100) => up(down(hand, point(at)), point(at + 80, to), MM);

test("a tap is told of when no second one came", () => {
  const { hand, gesture } = touch(rest(), 0);
  assert.equal(gesture, null);
  assert.equal(late(hand).gesture, "tap");
  assert.equal(late(late(hand).hand).gesture, null);
});

test("two taps shortly after another are a double tap, and no tap", () => {
  const { hand, gesture } = touch(touch(rest(), 0).hand, 200);
  assert.equal(gesture, "double");
  assert.equal(late(hand).gesture, null);
});

test("a tap much later is one of its own", () => {
  const { hand, gesture } = touch(touch(rest(), 0).hand, 200 + DOUBLE_MS);
  assert.equal(gesture, null);
  assert.equal(late(hand).gesture, "tap");
});

test("a finger that goes 20 mm across swipes; a trembling one taps", () => {
  assert.equal(touch(rest(), 0, 100 + 21 * MM).gesture, "right");
  assert.equal(touch(rest(), 0, 100 - 21 * MM).gesture, "left");
  assert.equal(late(touch(rest(), 0, 107).hand).gesture, "tap");
});

test("two fingers are told of once, when the first goes up", () => {
  const both = down(down(rest(), point(0)), point(30, 300, 2));
  const first = up(both, point(120), MM);
  const second = up(first.hand, point(140, 300, 2), MM);
  assert.deepEqual([first.gesture, second.gesture], ["two", null]);
  assert.equal(late(second.hand).gesture, null);
});

test("after two fingers one finger taps again", () => {
  const both = down(down(rest(), point(0)), point(30, 300, 2));
  const open = up(up(both, point(120), MM).hand, point(140, 300, 2), MM).hand;
  assert.equal(late(touch(open, 1000).hand).gesture, "tap");
});

test("a finger that rests is a long press, and its going up is nothing more", () => {
  const pressed = held(down(rest(), point(0)));
  assert.equal(pressed.gesture, "long");
  const { hand, gesture } = up(pressed.hand, point(LONG_MS + 500), MM);
  assert.equal(gesture, null);
  assert.equal(late(hand).gesture, null);
});

test("a finger that wanders and two fingers press not long", () => {
  const one = down(rest(), point(0));
  assert.equal(mayBeLong(one, point(600, 110), MM), true);
  assert.equal(mayBeLong(one, point(600, 200), MM), false);
  assert.equal(held(down(one, point(10, 300, 2))).gesture, null);
});
