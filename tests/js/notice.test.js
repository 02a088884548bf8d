import "./merged.js";

import assert from "node:assert/strict";
import { test } from "node:test";

const { awayText, noticeOf } = await import("../../kiosk/static/kiosk/notice.js");

const texts = {
  loading: "Een moment",
  making: "We maken je nummer.",
  closed: "We zijn nu dicht",
  open_again: "We zijn weer open",
  other_ways: "Je kunt ons ook bellen.",
  full: "Het is nu erg druk",
  full_help: "Kom later terug.",
  closed_early: "We moesten sluiten",
  why_staff: "Te weinig collega's.",
  why_other: "Iets onverwachts.",
  last_help: "Heb je een nummer? Dan helpen we je nog.",
  not_helping: "We kunnen je nu niet helpen.",
  guide_away: "Terug om %(time)s.",
  tomorrow: "morgen om %(time)s",
  weekdays: { 2: "woensdag" },
  months: { 11: "november" },
};
const door = { opensAt: "2026-11-25T08:00:00Z", closing: null, now: new Date("2026-11-24T20:00:00Z") };

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

test("each part is read out by the clip of its own words", () => {
  const told = noticeOf("closed", texts, "nl", { ...door, closing: { reason: "staff", helping: true, until: "" } });
  assert.deepEqual(told?.says, { title: "text/closed_early", why: "text/why_staff", label: "text/open_again", text: "text/last_help" });
});

test("a full line says what to do", () => {
  assert.equal(noticeOf("full", texts, "nl", door)?.text, "Kom later terug.");
});

/** @param {boolean} helping @param {string | null} [reason] */
const closing = (helping, reason = "staff") => ({ reason, helping, until: "2026-11-24T23:00:00Z" });

test("an early closing says so, why, what it means for who has a number, and when it opens", () => {
  const notice = noticeOf("closed", texts, "nl", { ...door, closing: closing(true) });
  assert.equal(notice?.title, "We moesten sluiten");
  assert.equal(notice?.why, "Te weinig collega's.");
  assert.equal(notice?.text, "Heb je een nummer? Dan helpen we je nog.");
  assert.match(notice?.big ?? "", /^morgen om/);
});

test("who is not helped any more is told so", () => {
  assert.equal(noticeOf("closed", texts, "nl", { ...door, closing: closing(false) })?.text, "We kunnen je nu niet helpen.");
});

test("an emergency has the sign of one, and a reason nobody knows yet a sentence that is true", () => {
  const signs = ["emergency", "staff"].map((reason) => noticeOf("closed", texts, "nl", { ...door, closing: closing(false, reason) })?.icon);
  assert.deepEqual(signs, ["alert-triangle", "door"]);
  assert.equal(noticeOf("closed", texts, "nl", { ...door, closing: closing(true, "strike") })?.why, "Iets onverwachts.");
});

test("a guide who is away is told with the time, until that has passed", () => {
  assert.match(awayText("2026-11-24T20:10:00Z", door.now, texts, "nl"), /^Terug om \d\d:10\.$/);
  assert.equal(awayText("2026-11-24T19:59:00Z", door.now, texts, "nl"), "");
  assert.equal(awayText(null, door.now, texts, "nl"), "");
});
