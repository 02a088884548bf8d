import assert from "node:assert/strict";
import { test } from "node:test";

import {
  calendar,
  clock,
  daysUntil,
  duration,
  fill,
  isolate,
  minutesSince,
  plural,
  useZone,
} from "../../web/static/js/words.js";

test("gaps are filled, and a gap without a value stays to be seen", () => {
  assert.equal(fill("We roepen %(label)s. %(more)s", { label: "A07" }), "We roepen A07. %(more)s");
});

test("a value is not taken for a pattern", () => {
  assert.equal(fill("%(a)s", { a: "$& %(a)s" }), "$& %(a)s");
});

test("the quantity form is chosen by the language", () => {
  const forms = { one: "%(num)s osoba", few: "%(num)s osoby", many: "%(num)s osób", other: "%(num)s osoby" };
  assert.deepEqual(
    [1, 3, 5, 22].map((n) => plural(forms, n, "pl")),
    ["1 osoba", "3 osoby", "5 osób", "22 osoby"],
  );
});

test("a quantity form that is missing is told with the general one", () => {
  assert.equal(plural({ other: "%(num)s mensen" }, 1, "nl"), "1 mensen");
});

test("the time of day is the location's, in the figures of the tickets", () => {
  useZone("Europe/Amsterdam");
  assert.deepEqual(
    ["nl", "en", "ar", "fa", "ti"].map((language) => clock("2026-11-24T13:05:00Z", language)),
    ["14:05", "14:05", "14:05", "14:05", "14:05"],
  );
});

test("midnight is 00, not 24", () => {
  useZone("Europe/Amsterdam");
  assert.equal(clock("2026-11-23T23:00:00Z", "nl"), "00:00");
});

test("the day is the location's day", () => {
  useZone("Europe/Amsterdam");
  assert.deepEqual(calendar("2026-11-23T23:30:00Z"), { day: "2026-11-24", weekday: 1, date: 24, month: 11 });
});

test("days are counted by the calendar, also over a change of the clock", () => {
  useZone("Europe/Amsterdam");
  assert.equal(daysUntil("2026-10-25T23:30:00Z", "2026-10-24T21:00:00Z"), 2);
  assert.equal(daysUntil("2026-11-24T16:00:00Z", "2026-11-24T08:00:00Z"), 0);
});

test("minutes are whole and never below nothing", () => {
  const now = new Date("2026-11-24T13:05:59Z");
  assert.equal(minutesSince("2026-11-24T13:00:00Z", now), 5);
  assert.equal(minutesSince("2026-11-24T13:09:00Z", now), 0);
});

test("a running time shows hours only when there are some", () => {
  assert.deepEqual([0, 59, 724, 3724, -5].map(duration), ["0:00", "0:59", "12:04", "1:02:04", "0:00"]);
});

test("a code keeps its direction inside right-to-left text", () => {
  assert.equal(isolate("A07"), "\u2066A07\u2069");
});
