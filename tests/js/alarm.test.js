import "./merged.js";

import assert from "node:assert/strict";
import { test } from "node:test";

const { EVERY_MS, LONGEST_MS, offer, promise, quiet, step } = await import("../../display/static/display/alarm.js");

/** How often a phone rings that is called at 0 and hears the clock tick until *end*.
 * @param {number} end ms
 * @param {(at: number) => import("../../display/static/display/alarm.js").AlarmEvent | null} [also] */
function rings(end, also = () => null) {
  let { alarm, rings: once } = step(quiet(), { kind: "call", at: 0 });
  let count = Number(once);
  for (let at = 500; at <= end; at += 500) {
    const result = step(alarm, also(at) || { kind: "tick", at });
    alarm = result.alarm;
    count += Number(result.rings);
  }
  return { count, ringing: alarm.ringing };
}

test("a call rings again and again, for a minute at most", () => {
  assert.equal(rings(10_000).count, 1 + 10_000 / EVERY_MS);
  assert.deepEqual(rings(10 * LONGEST_MS), { count: LONGEST_MS / EVERY_MS, ringing: false });
});

test("a touch ends it, and so does the end of the call", () => {
  for (const kind of /** @type {const} */ (["touch", "over"])) {
    const { count, ringing } = rings(30_000, (at) => (at === 4000 ? { kind, at } : null));
    assert.deepEqual([count, ringing], [2, false]);
  }
});

test("a recall rings anew, also after a touch", () => {
  const hushed = step(step(quiet(), { kind: "call", at: 0 }).alarm, { kind: "touch", at: 1000 }).alarm;
  assert.deepEqual(step(hushed, { kind: "call", at: 9000 }), {
    alarm: { ringing: true, since: 9000, last: 9000 },
    rings: true,
  });
});

test("a quiet phone stays quiet", () => {
  assert.equal(step(quiet(), { kind: "tick", at: 5000 }).rings, false);
});

test("a phone offers and promises no more than it can", () => {
  const [yes, no] = [true, false];
  assert.deepEqual([[yes, yes], [yes, no], [no, yes], [no, no]].map(([sound, vibration]) => offer({ sound, vibration })), [
    "alarm_offer_both", "alarm_offer_sound", "alarm_offer_vibration", "",
  ]);
  assert.deepEqual([[yes, yes], [yes, no], [no, yes], [no, no]].map(([sound, vibration]) => promise({ sound, vibration })), [
    "alarm_both", "alarm_sound", "alarm_vibration", "alarm_none",
  ]);
});
