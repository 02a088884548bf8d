import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, canGoBack, isUntouched, next, secondsLeft } from "../../kiosk/static/kiosk/flow.js";
import { WITHOUT_PAPER_MS } from "../../kiosk/static/kiosk/paper.js";

/** @typedef {import("../../kiosk/static/kiosk/flow.js").Event} Event */
/** @typedef {import("../../kiosk/static/kiosk/flow.js").Flow} Flow */

/** @param {Event[]} events */
const walk = (...events) => events.reduce(next, begin("nl", false, 0));
/** @type {import("../../kiosk/static/kiosk/flow.js").Way[]} */
const ways = ["paper", "phone", "number"];
/** @type {Event} */
const polish = { kind: "language", language: "pl", at: 1000 };
/** @type {Event} */
const work = { kind: "choose", id: "werk", key: "k1", ways, at: 2000 };
/** @type {Event} */
const phone = { kind: "way", way: "phone", key: "k2", at: 3000 };

test("language, question, how: three presses, and the third asks for the number with its own key", () => {
  assert.equal(walk(polish, work).step, "how");
  const flow = walk(polish, work, phone);
  assert.deepEqual([flow.step, flow.way, flow.key, flow.attempt, flow.chosen], ["issuing", "phone", "k2", 1, "werk"]);
});

test("how is not asked when there is only one way", () => {
  assert.equal(walk(polish, { ...work, ways: ["number"] }).step, "issuing");
});

test("a group costs a press, so how is not asked after it: never more than three presses", () => {
  const flow = walk(polish, { kind: "group", id: "ondernemers", at: 1500 }, work);
  assert.deepEqual([flow.step, flow.way], ["issuing", "paper"]);
});

test("a kiosk with a preset language gives a number with one press, whatever may be asked elsewhere", () => {
  const flow = next(begin("nl", true, 0), work);
  assert.deepEqual([flow.step, flow.way, flow.attempt], ["issuing", "paper", 1]);
});

test("where there is one question type, the language is followed by how", () => {
  const flow = walk({ ...polish, only: "anders", key: "k1", ways });
  assert.deepEqual([flow.step, flow.chosen], ["how", "anders"]);
  const back = next(flow, { kind: "back", at: 1100 });
  assert.deepEqual([back.step, back.language, back.chosen], ["language", "nl", null]);
});

test("one question type and one way: the language is the only press", () => {
  const flow = walk({ ...polish, only: "anders", key: "k1", ways: ["number"] });
  assert.deepEqual([flow.step, flow.key, flow.attempt], ["issuing", "k1", 1]);
});

test("another language chosen on the way asks for nothing", () => {
  const flow = walk(polish, { kind: "languages", at: 1200 }, { ...polish, language: "ar", only: "anders", key: "k9", ways });
  assert.deepEqual([flow.step, flow.language, flow.attempt], ["question", "ar", 0]);
});

test("back leads one level up each time, until there is none", () => {
  let flow = walk(polish, { kind: "group", id: "ondernemers", at: 1500 }, { kind: "more", at: 1600 });
  const places = [];
  while (canGoBack(flow)) {
    flow = next(flow, { kind: "back", at: 2000 });
    places.push([flow.step, flow.group, flow.page]);
  }
  assert.deepEqual(places, [["question", "ondernemers", 0], ["question", null, 0], ["language", null, 0]]);
});

test("back leads from how to the question, which can be chosen anew", () => {
  const flow = next(walk(polish, work), { kind: "back", at: 2500 });
  assert.deepEqual([flow.step, flow.chosen, flow.language], ["question", null, "pl"]);
});

test("a double tap on how asks for one number", () => {
  const flow = next(walk(polish, work, phone), { kind: "way", way: "paper", key: "k3", at: 3050 });
  assert.deepEqual([flow.attempt, flow.way, flow.key], [1, "phone", "k2"]);
});

test("a number for the telephone stays as long as one without paper, whatever becomes of paper", () => {
  const ticket = { label: "A07", token: "t", paper: "none" };
  const flow = next(walk(polish, work, phone), { kind: "issued", key: "k2", ticket, at: 3100 });
  assert.equal(secondsLeft(flow, 3100), WITHOUT_PAPER_MS / 1000);
});

test("a number given without the server comes to the screen, and stays long enough for a picture", () => {
  const flow = next(walk(polish, work, phone), { kind: "given", key: "k2", ticket: { label: "K07", offline: true }, at: 3100 });
  assert.deepEqual([flow.step, flow.ticket.offline, flow.paper], ["ticket", true, null]);
  assert.equal(secondsLeft(flow, 3100), WITHOUT_PAPER_MS / 1000);
});

test("who changed letters or colours is a visitor, for whom the screen starts again", () => {
  const flow = walk({ kind: "changed", at: 1000 });
  assert.equal(isUntouched(flow), false);
  const after = next(flow, { kind: "tick", at: 100_000 });
  assert.deepEqual([isUntouched(after), after.visitor], [true, 1]);
});

test("back to the start is no new visitor, start again is one", () => {
  assert.equal(walk(polish, { kind: "back", at: 1100 }).visitor, 0);
  assert.equal(walk(polish, { kind: "restart", at: 1100 }).visitor, 1);
});
