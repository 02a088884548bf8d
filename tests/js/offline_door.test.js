import assert from "node:assert/strict";
import { test } from "node:test";

import { compare, serverTime } from "../../kiosk/static/kiosk/offline_clock.js";
import { doorAt, viewAway } from "../../kiosk/static/kiosk/offline_door.js";

/** @typedef {import("../../kiosk/static/kiosk/offline_door.js").Day} Day */

/** @param {string} day
 * @param {[string, string][]} spans
 * @returns {Day} */
const dayWith = (day, spans) => ({
  day,
  begins_at: `${day}T00:00:00.000Z`,
  ends_at: new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString(),
  spans: spans.map(([from, to]) => [`${day}T${from}:00.000Z`, `${day}T${to}:00.000Z`]),
});
const DAYS = [
  dayWith("2026-11-20", [["09:00", "12:00"], ["13:00", "16:45"]]),
  dayWith("2026-11-21", []),
  dayWith("2026-11-22", [["10:00", "12:00"]]),
];
/** @param {string} time */
const at = (time) => Date.parse(`${time}:00.000Z`);
/** @param {any} [change]
 * @param {string} [heard] */
function known(change = {}, heard = "2026-11-20T10:00") {
  const hours = { day: "2026-11-20", open: true, door: "open", opens_at: null, closes_at: "2026-11-20T17:00:00.000Z" };
  const rest = { full: false, question_types: ["werk"], waiting: 3, closing: null, away_until: null, config_rev: 1 };
  return { view: { ...hours, ...rest, ...change }, at: at(heard) };
}

test("within the hours of the day numbers are given, and not after the last check-in", () => {
  const open = (/** @type {string} */ time) => doorAt(known(), DAYS, at(time)).open;
  assert.deepEqual(["10:30", "12:30", "13:30", "16:45", "17:30"].map((time) => open(`2026-11-20T${time}`)), [true, false, true, false, false]);
});

test("when it is closed, the next opening that is known is told, on another day too", () => {
  assert.equal(doorAt(known(), DAYS, at("2026-11-20T12:30")).opensAt, "2026-11-20T13:00:00.000Z");
  assert.equal(doorAt(known(), DAYS, at("2026-11-20T18:00")).opensAt, "2026-11-22T10:00:00.000Z");
  assert.equal(doorAt(known(), DAYS, at("2026-11-22T13:00")).opensAt, null);
});

test("a day later the numbers of that day are given, by its own hours", () => {
  const door = doorAt(known(), DAYS, at("2026-11-22T10:30"));
  assert.deepEqual(door, { day: "2026-11-22", open: true, opensAt: null });
});

test("on a day of which nothing is known no numbers are given", () => {
  assert.deepEqual(doorAt(known(), DAYS, at("2026-11-23T10:30")), { day: null, open: false, opensAt: null });
});

test("a location that was closed early stays closed until then, and opens after it", () => {
  const closing = { reason: "staff", helping: true, until: "2026-11-20T14:00:00.000Z" };
  const shut = known({ open: false, door: "closed", closing });
  assert.equal(doorAt(shut, DAYS, at("2026-11-20T13:30")).open, false);
  assert.equal(doorAt(shut, DAYS, at("2026-11-20T14:30")).open, true);
});

test("a closing of several days holds on the next day too", () => {
  const closing = { reason: "emergency", helping: false, until: "2026-11-22T11:00:00.000Z" };
  const shut = known({ open: false, door: "closed", closing });
  assert.deepEqual(["2026-11-22T10:30", "2026-11-22T11:30"].map((time) => doorAt(shut, DAYS, at(time)).open), [false, true]);
});

test("a location that somebody opened outside its hours is open until then", () => {
  const late = known({ closes_at: "2026-11-20T20:00:00.000Z" }, "2026-11-20T18:00");
  assert.deepEqual(["18:30", "20:00"].map((time) => doorAt(late, DAYS, at(`2026-11-20T${time}`)).open), [true, false]);
});

test("with no hours known in advance the view counts until its closing time", () => {
  assert.deepEqual(doorAt(known(), [], at("2026-11-20T16:00")), { day: "2026-11-20", open: true, opensAt: null });
  assert.equal(doorAt(known(), [], at("2026-11-20T17:00")).day, null);
  assert.equal(doorAt(known({ closes_at: null }), [], at("2026-11-20T16:00")).day, null);
});

test("what was full or announced yesterday is not so today", () => {
  const { view } = known({ full: true, notices: ["Koffie"] });
  const door = doorAt(known(), DAYS, at("2026-11-22T10:30"));
  const shown = viewAway(view, door);
  assert.deepEqual([shown.day, shown.full, shown.notices, shown.open], ["2026-11-22", false, [], true]);
  assert.equal(viewAway(view, doorAt(known(), DAYS, at("2026-11-20T10:30"))).full, true);
});

test("the server's time is known after a cold start, also on a machine whose clock is wrong", () => {
  const clock = compare(at("2026-11-20T10:00"), at("2026-11-20T07:00"));
  assert.equal(serverTime(clock, at("2026-11-20T08:00")), at("2026-11-20T11:00"));
});

test("a machine that lost its clock is not believed, and one that never heard the server is", () => {
  const clock = compare(at("2026-11-20T10:00"), at("2026-11-20T10:00"));
  assert.equal(serverTime(clock, 0), at("2026-11-20T10:00"));
  assert.equal(serverTime(undefined, at("2026-11-20T09:00")), at("2026-11-20T09:00"));
});
