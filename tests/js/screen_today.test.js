import "./merged.js";

import assert from "node:assert/strict";
import { test } from "node:test";

const { NOTICE_MS, noticeNow, todayOf } = await import("../../kiosk/static/kiosk/today.js");

const texts = {
  open_until: "Open tot %(time)s",
  open_now: "Nu open",
  nobody_waiting: "Niemand wacht",
  waiting: { one: "%(num)s wachtende", other: "%(num)s wachtenden" },
  wait_language: "nl",
  wait_range: { one: "%(low)s tot %(num)s minuut", other: "%(low)s tot %(num)s minuten" },
};
const view = {
  open: true,
  door: "open",
  full: false,
  opens_at: null,
  closes_at: "2026-11-24T16:00:00Z",
  question_types: ["werk"],
  waiting: 4,
  wait: null,
  notices: ["een", "twee"],
  closing: null,
  away_until: null,
  config_rev: 1,
};
const quiet = { at: 0, quiet: true, live: true };

test("the first screen tells until when it is open, how many wait, and a notice", () => {
  const today = todayOf(view, texts, "nl", quiet);
  assert.match(today?.open ?? "", /^Open tot \d\d:00$/);
  assert.deepEqual([today?.waiting, today?.wait, today?.notice], ["4 wachtenden", "", "een"]);
});

test("a location that never closes is open now", () => {
  assert.equal(todayOf({ ...view, closes_at: null }, texts, "nl", quiet)?.open, "Nu open");
});

test("a closed location has its own screen", () => {
  assert.equal(todayOf({ ...view, open: false }, texts, "nl", quiet), null);
  assert.equal(todayOf(null, texts, "nl", quiet), null);
});

test("while the server is away nobody knows how many wait, so nothing is said of it", () => {
  const today = todayOf({ ...view, wait: { low: 600, high: 1200 } }, texts, "nl", { ...quiet, live: false });
  assert.deepEqual([today?.waiting, today?.wait], ["", ""]);
});

test("notices take turns, and none disturbs a visitor who is busy", () => {
  const turns = [0, NOTICE_MS - 1, NOTICE_MS, 2 * NOTICE_MS].map((at) => noticeNow(["een", "twee"], at));
  assert.deepEqual(turns, ["een", "een", "twee", "een"]);
  assert.equal(noticeNow([], NOTICE_MS), "");
  assert.equal(todayOf(view, texts, "nl", { ...quiet, quiet: false })?.notice, "");
});

test("a wait is told as a range, and nothing is said where nobody can tell", () => {
  assert.equal(todayOf({ ...view, wait: { low: 700, high: 1130 } }, texts, "nl", quiet)?.wait, "10 tot 20 minuten");
  assert.equal(todayOf(view, texts, "nl", quiet)?.wait, "");
});
