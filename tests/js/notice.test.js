import "./merged.js";

import assert from "node:assert/strict";
import { test } from "node:test";

const { noticeOf } = await import("../../kiosk/static/kiosk/notice.js");

const texts = {
  loading: "Een moment",
  making: "We maken je nummer.",
  closed: "We zijn nu dicht",
  open_again: "We zijn weer open",
  other_ways: "Je kunt ons ook bellen.",
  full: "Het is nu erg druk",
  full_help: "Kom later terug.",
  tomorrow: "morgen om %(time)s",
  weekdays: { 2: "woensdag" },
  months: { 11: "november" },
};
const door = { opensAt: "2026-11-25T08:00:00Z", now: new Date("2026-11-24T20:00:00Z") };

test("a screen with something to choose needs no notice", () => {
  assert.equal(noticeOf("question", texts, "nl", door), null);
});

test("a closed kiosk tells first when it opens, then the other ways", () => {
  const notice = noticeOf("closed", texts, "nl", door);
  assert.match(notice?.big ?? "", /^morgen om \d\d:\d\d$/);
  assert.equal(notice?.label, "We zijn weer open");
  assert.equal(notice?.text, "Je kunt ons ook bellen.");
});

test("without a planned opening nothing is promised", () => {
  const notice = noticeOf("closed", texts, "nl", { ...door, opensAt: null });
  assert.equal(notice?.big, undefined);
  assert.equal(notice?.label, undefined);
});

test("a full line says what to do", () => {
  assert.equal(noticeOf("full", texts, "nl", door)?.text, "Kom later terug.");
});
