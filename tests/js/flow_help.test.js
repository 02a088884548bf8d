import assert from "node:assert/strict";
import { test } from "node:test";

import { IDLE_MS, WARNING_MS, begin, canGoBack, isUntouched, next, secondsLeft } from "../../kiosk/static/kiosk/flow.js";
import { HELP_MS } from "../../kiosk/static/kiosk/help.js";

/** @typedef {import("../../kiosk/static/kiosk/flow.js").Event} Event */

/** @param {Event[]} events */
const walk = (...events) => events.reduce(next, begin("nl", false, 0));
/** @type {Event} */
const pressed = { kind: "help", at: 1000 };
/** @type {Event} */
const answered = { kind: "answered-help", state: "asked", by: null, at: 1100 };
/** @param {"asked" | "coming" | null} state
 * @param {string | null} [by]
 * @returns {Event} */
const seen = (state, by = null) => ({ kind: "assistance", state, by, at: 1200 });

test("a press calls, the answer says that somebody was called, the view says who comes", () => {
  assert.equal(walk(pressed).help.call, "asking");
  assert.equal(walk(pressed, answered).help.call, "asked");
  const coming = walk(pressed, answered, seen("asked"), seen("coming", "Samira"));
  assert.deepEqual([coming.help.call, coming.help.by, coming.help.shown], ["coming", "Samira", true]);
});

test("a call that got no answer, or a refusal, is told as it is", () => {
  assert.equal(walk(pressed, { ...answered, state: null }).help.call, "refused");
});

test("a second press while somebody is called opens the same call", () => {
  const flow = walk(pressed, answered, { kind: "back", at: 1300 }, { ...pressed, at: 1400 });
  assert.deepEqual([flow.help.shown, flow.help.call, flow.help.since], [true, "asked", 1000]);
});

test("after a refusal a press calls again", () => {
  const flow = walk(pressed, { ...answered, state: null }, { ...pressed, at: 1400 });
  assert.deepEqual([flow.help.call, flow.help.since], ["asking", 1400]);
});

test("back leads to where the visitor was, and the call goes on", () => {
  const flow = walk({ kind: "language", language: "ti", at: 500 }, pressed, answered);
  assert.equal(canGoBack(flow), true);
  const back = next(flow, { kind: "back", at: 1300 });
  assert.deepEqual([back.help.shown, back.help.call, back.step, back.language], [false, "asked", "question", "ti"]);
});

test("who needs no help after all takes the call back", () => {
  const flow = walk(pressed, answered, { kind: "unhelp", at: 1300 });
  assert.deepEqual([flow.help.call, flow.help.shown, isUntouched(flow)], ["none", false, true]);
});

test("a call that the view does not have yet goes on; one that it has no more was answered", () => {
  assert.equal(walk(pressed, answered, seen(null)).help.call, "asked");
  assert.equal(walk(pressed, answered, seen("asked"), seen(null)).help.call, "none");
});

test("another visitor's call in the view is none of this visitor", () => {
  const flow = walk();
  assert.equal(next(flow, seen("coming", "Samira")), flow);
});

test("nobody is hurried while somebody may be on the way, and in the end the screen starts again", () => {
  const flow = walk({ kind: "language", language: "ti", at: 500 }, pressed, answered);
  assert.equal(secondsLeft(flow, 1000 + IDLE_MS + WARNING_MS), null);
  assert.equal(secondsLeft(flow, 1000 + HELP_MS), WARNING_MS / 1000);
  const after = next(flow, { kind: "tick", at: 1000 + HELP_MS + WARNING_MS });
  assert.deepEqual([after.help.call, after.step, after.visitor], ["none", "language", 1]);
});

test("the number stays on the screen while somebody is on the way", () => {
  const ticket = { label: "A07", token: "t" };
  const flow = walk(
    { kind: "language", language: "ti", at: 500 },
    { kind: "choose", id: "werk", key: "k", at: 600 },
    { kind: "issued", key: "k", ticket, at: 700 },
    pressed,
    answered,
    { kind: "back", at: 1300 },
  );
  assert.equal(secondsLeft(flow, 100_000), null);
  assert.equal(next(flow, { kind: "tick", at: 100_000 }).step, "ticket");
});
