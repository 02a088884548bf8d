import assert from "node:assert/strict";
import { test } from "node:test";

import { NOTICED_MS, SLOW_MS, begin, next } from "../../kiosk/static/kiosk/flow.js";
import { pagesOf, screenOf, waysOf } from "../../kiosk/static/kiosk/screen.js";

/** @typedef {import("../../kiosk/static/kiosk/flow.js").Flow} Flow */
/** @typedef {import("../../kiosk/static/kiosk/screen.js").View} View */

const start = begin("nl", false, 0);
const chosen = next(start, { kind: "language", language: "tr", at: 0 });
const pressed = next(chosen, { kind: "choose", id: "werk", key: "k", at: 0 });

/** @param {Partial<View>} [change]
 * @returns {View} */
const view = (change = {}) => ({
  open: true,
  door: "open",
  full: false,
  opens_at: null,
  closes_at: null,
  question_types: ["werk"],
  waiting: 0,
  closing: null,
  away_until: null,
  config_rev: 1,
  ...change,
});
/** @param {Partial<View>} [change] */
const world = (change) => ({ view: view(change), fresh: true });

test("before the server has spoken the kiosk loads, and after silence it says so", () => {
  assert.equal(screenOf(start, { view: null, fresh: null }, 0), "loading");
  assert.equal(screenOf(start, { view: null, fresh: false }, 0), "away");
});

test("an open location begins with the languages", () => {
  assert.equal(screenOf(start, world(), 0), "language");
  assert.equal(screenOf(chosen, world(), 0), "question");
});

test("closed, last and full are told before anything is chosen", () => {
  assert.equal(screenOf(start, world({ open: false, door: "closed" }), 0), "closed");
  assert.equal(screenOf(start, world({ open: false, door: "last" }), 0), "last");
  assert.equal(screenOf(start, world({ full: true }), 0), "full");
  assert.equal(screenOf(start, world({ question_types: [] }), 0), "closed");
});

test("an early closing takes the place of the tiles, also for who had begun", () => {
  const closing = { reason: "staff", helping: true, until: "2026-11-24T23:00:00Z" };
  assert.equal(screenOf(chosen, world({ open: false, door: "closed", closing }), 0), "closed");
});

test("who reads another language can ask for it when it is closed", () => {
  const asked = next(start, { kind: "languages", at: 0 });
  assert.equal(screenOf(asked, world({ open: false, door: "closed" }), 0), "language");
});

test("without the server nobody begins, but who has begun may try", () => {
  assert.equal(screenOf(start, { view: view(), fresh: false }, 0), "away");
  assert.equal(screenOf(chosen, { view: view(), fresh: false }, 0), "question");
  assert.equal(screenOf(begin("nl", true, 0), { view: view(), fresh: false }, 0), "away");
});

test("a quick answer needs no screen of its own, a slow one gets help", () => {
  assert.equal(screenOf(pressed, world(), NOTICED_MS - 1), "question");
  assert.equal(screenOf(pressed, world(), NOTICED_MS), "waiting");
  assert.equal(screenOf(pressed, world(), SLOW_MS), "slow");
});

test("an attempt without an answer is told at once", () => {
  const failed = next(pressed, { kind: "unanswered", key: "k", at: 10 });
  assert.equal(screenOf(failed, world(), 20), "waiting");
});

test("a number stays in sight when the doors close or the line is full", () => {
  const done = next(pressed, { kind: "issued", key: "k", ticket: {}, at: 10 });
  assert.equal(screenOf(done, world({ open: false, door: "closed" }), 20), "ticket");
});

test("refusals have their screens", () => {
  const codes = ["closed", "full", "unauthorised", "not_writable", "unknown_question_type"];
  const screens = codes.map((code) => screenOf(next(pressed, { kind: "refused", key: "k", code, at: 1 }), world(), 1));
  assert.deepEqual(screens, ["closed", "full", "away", "away", "unknown"]);
});

test("six question types fit on one page", () => {
  assert.deepEqual(pagesOf(["a", "b", "c", "d", "e", "f"]), [["a", "b", "c", "d", "e", "f"]]);
});

test("with more, every page ends with the last one and has a place for more", () => {
  assert.deepEqual(pagesOf(["a", "b", "c", "d", "e", "f", "other"]), [
    ["a", "b", "c", "d", "other"],
    ["e", "f", "other"],
  ]);
});

test("paper is offered only where it can be expected", () => {
  assert.deepEqual(waysOf(true, view(), 3), ["paper", "phone", "number"]);
  assert.deepEqual(waysOf(true, view({ without_paper: [2, 3] }), 3), ["phone", "number"]);
  assert.deepEqual(waysOf(false, view(), 3), ["phone", "number"]);
});

test("the screen of the press stays while its answer is quick", () => {
  const ways = /** @type {const} */ (["phone", "number"]);
  const asked = next(chosen, { kind: "choose", id: "werk", key: "k", ways: [...ways], at: 0 });
  assert.equal(screenOf(asked, world(), 0), "how");
  const taken = next(asked, { kind: "way", way: "phone", key: "k", at: 0 });
  assert.equal(screenOf(taken, world(), 100), "how");
});

test("who asked for help sees so on any screen, also when it is closed", () => {
  const helped = next(start, { kind: "help", at: 0 });
  assert.equal(screenOf(helped, world({ open: false, door: "closed" }), 0), "help");
  assert.equal(screenOf(next(helped, { kind: "languages", at: 1 }), world(), 1), "language");
});
