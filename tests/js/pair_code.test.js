import assert from "node:assert/strict";
import { test } from "node:test";
import { grouped, pauseAfter, secretFrom, staffUrl } from "../../web/static/js/pair_code.js";
import { told } from "../../web/static/js/vitals.js";

test("a secret is 32 characters that can stand in a cookie, and each of its bits counts", () => {
  const first = secretFrom(new Uint8Array(24).fill(255));
  const second = secretFrom(new Uint8Array([...Array(23).fill(255), 254]));
  assert.match(first, /^[A-Za-z0-9_-]{32}$/);
  assert.notEqual(first, second);
});

test("a code is shown in two groups that stay on one line", () => {
  assert.equal(grouped("CDFHJK"), "CDF\u00a0HJK");
});

test("the code travels with whoever scans it", () => {
  assert.equal(staffUrl("/staff/plein/devices", "CDFHJK"), "/staff/plein/devices?code=CDFHJK");
});

test("a screen that is held back waits longer than one whose server is away", () => {
  assert.ok(pauseAfter(429) > pauseAfter(0));
  assert.ok(pauseAfter(0) >= 2000);
});

test("a battery is told in whole per cent, and whether it charges", () => {
  assert.deepEqual(told(true, { level: 0.184, charging: false }), { secure: true, battery: 18, charging: false });
});

test("a machine on the mains has no battery to tell of", () => {
  assert.deepEqual(told(false, { level: 1, charging: true }), { secure: false });
  assert.deepEqual(told(true, null), { secure: true });
});
