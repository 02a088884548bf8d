import assert from "node:assert/strict";
import { test } from "node:test";
import { ARMED_FOR, Arm } from "../../staff/static/staff/press.js";
import { wishOf } from "../../staff/static/staff/keys.js";

const PLAIN = { ctrlKey: false, altKey: false, metaKey: false, repeat: false };

test("the first press arms, the second acts", () => {
  const arm = new Arm();
  assert.equal(arm.press("no-show/7", 0), false);
  assert.equal(arm.isArmed("no-show/7", 1000), true);
  assert.equal(arm.press("no-show/7", 1000), true);
  assert.equal(arm.isArmed("no-show/7", 1001), false);
});

test("after four seconds the button is as before", () => {
  const arm = new Arm();
  arm.press("no-show/7", 0);
  assert.equal(arm.isArmed("no-show/7", ARMED_FOR), false);
  assert.equal(arm.press("no-show/7", ARMED_FOR), false);
});

test("what was armed for one visitor does not count for another", () => {
  const arm = new Arm();
  arm.press("no-show/7", 0);
  assert.equal(arm.press("no-show/8", 1000), false);
});

/** @param {string} key @param {string} phase */
const asked = (key, phase) => wishOf({ ...PLAIN, key }, phase);
/** @param {string} name */
const press = (name) => ({ kind: "press", name });

test("each key works where its button stands, and nowhere else", () => {
  assert.deepEqual(asked("n", "available"), press("call-next"));
  assert.deepEqual(asked("N", "pause"), press("presence/available"));
  assert.deepEqual(asked("S", "called"), press("start"));
  assert.deepEqual(asked("r", "called"), press("recall"));
  assert.deepEqual(asked("b", "called"), press("return"));
  assert.deepEqual(asked("f", "in_conversation"), press("finish"));
  assert.deepEqual(asked("h", "in_conversation"), press("sheet/hold"));
  assert.deepEqual(asked("3", "finishing"), { kind: "outcome", index: 2 });
  assert.deepEqual(asked("9", "finishing"), { kind: "outcome", index: 8 });
  assert.deepEqual(asked("Escape", "finishing"), press("finish/back"));
  assert.equal(asked("n", "called"), null);
  assert.equal(asked("1", "in_conversation"), null);
  assert.equal(asked("n", "host"), null);
});

test("what concerns the whole line works wherever the guide stands", () => {
  for (const phase of ["available", "called", "desk", "host", "finishing"]) {
    assert.deepEqual(asked("u", phase), press("undo"));
    assert.deepEqual(asked("i", phase), press("sheet/issue"));
  }
});

test("the sheet of keys opens from everywhere", () => {
  for (const phase of ["available", "called", "desk", "host"]) assert.deepEqual(asked("?", phase), { kind: "keys" });
});

test("keys that belong to the browser, and keys held down, are left alone", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey", "repeat"]) {
    assert.equal(wishOf({ ...PLAIN, [held]: true, key: "n" }, "available"), null);
  }
});
