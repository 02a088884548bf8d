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

test("each key works where its button stands, and nowhere else", () => {
  assert.deepEqual(wishOf({ ...PLAIN, key: "n" }, "available"), { kind: "act", action: "call-next" });
  assert.deepEqual(wishOf({ ...PLAIN, key: "S" }, "called"), { kind: "act", action: "start" });
  assert.deepEqual(wishOf({ ...PLAIN, key: "r" }, "called"), { kind: "act", action: "recall" });
  assert.deepEqual(wishOf({ ...PLAIN, key: "f" }, "in_conversation"), { kind: "open" });
  assert.deepEqual(wishOf({ ...PLAIN, key: "3" }, "finishing"), { kind: "outcome", index: 2 });
  assert.deepEqual(wishOf({ ...PLAIN, key: "Escape" }, "finishing"), { kind: "back" });
  assert.equal(wishOf({ ...PLAIN, key: "n" }, "called"), null);
  assert.equal(wishOf({ ...PLAIN, key: "1" }, "in_conversation"), null);
});

test("the sheet opens from everywhere", () => {
  for (const phase of ["available", "called", "desk", "looking"]) {
    assert.deepEqual(wishOf({ ...PLAIN, key: "?" }, phase), { kind: "sheet" });
  }
});

test("keys that belong to the browser, and keys held down, are left alone", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey", "repeat"]) {
    assert.equal(wishOf({ ...PLAIN, [held]: true, key: "n" }, "available"), null);
  }
});
