import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, place, standing, waitLevel } from "../../staff/static/staff/queue.js";
import { ME, ticket, view } from "./console_cast.js";

const HERE = { guide: ME, desk: "2", now: "2026-11-20T11:00:00Z" };

test("a guide without a desk has to choose one", () => {
  assert.equal(standing(view({ desks: [] }), ME).phase, "no_desk");
});

test("a guide at a desk without a visitor is available, and sees who is next", () => {
  const { phase, next, desk } = standing(view({ waiting: [ticket(7), ticket(8)] }), ME);
  assert.deepEqual([phase, next?.id, desk?.id], ["available", 7, "2"]);
});

test("a guide with a visitor stands where the visitor is", () => {
  const called = ticket(7, { state: "called", guide: ME, desk: "2" });
  assert.equal(standing(view({ called: [called] }), ME).phase, "called");
  const talking = { ...called, state: /** @type {const} */ ("in_conversation") };
  assert.equal(standing(view({ in_conversation: [talking] }), ME).phase, "in_conversation");
});

test("a colleague's visitor is not mine", () => {
  const called = ticket(7, { state: "called", guide: "joost", desk: "1" });
  assert.equal(standing(view({ called: [called] }), ME).phase, "available");
});

test("calling moves the one in front to my desk", () => {
  const before = view({ waiting: [ticket(7), ticket(8)] });
  const after = place(before, /** @type {any} */ (moved("call-next", ticket(7), HERE)));
  assert.deepEqual(after.waiting.map(({ id }) => id), [8]);
  assert.equal(after.called[0].called_at, HERE.now);
  assert.equal(after.desks.find(({ id }) => id === "2")?.state, "called");
});

test("who goes back stands at the old place, and the desk is free again", () => {
  const called = ticket(7, { state: "called", guide: ME, desk: "2" });
  const before = view({ waiting: [ticket(8)], called: [called], deskState: "called" });
  const after = place(before, /** @type {any} */ (moved("return", called, HERE)));
  assert.deepEqual(after.waiting.map(({ id }) => id), [7, 8]);
  assert.equal(after.desks.find(({ id }) => id === "2")?.state, "available");
});

test("starting begins the conversation now", () => {
  const called = ticket(7, { state: "called", guide: ME, desk: "2" });
  const after = place(view({ called: [called] }), /** @type {any} */ (moved("start", called, HERE)));
  assert.deepEqual([after.called.length, after.in_conversation[0].started_at], [0, HERE.now]);
});

test("a finished visit and a visitor who did not come are in no list", () => {
  for (const action of /** @type {const} */ (["finish", "no-show"])) {
    const mine = ticket(7, { state: "in_conversation", guide: ME, desk: "2" });
    const after = place(view({ in_conversation: [mine] }), /** @type {any} */ (moved(action, mine, HERE)));
    assert.deepEqual([after.in_conversation, after.called, after.waiting], [[], [], []]);
  }
});

test("a recall moves nobody", () => {
  assert.equal(moved("recall", ticket(7, { state: "called" }), HERE), null);
});

test("the view that was handed in stays as it is", () => {
  const before = view({ waiting: [ticket(7)] });
  const copy = structuredClone(before);
  place(before, ticket(7, { state: "called", desk: "2", guide: ME }));
  assert.deepEqual(before, copy);
});

test("a wait is near its target in the last fifth before it, and over it from the minute on", () => {
  assert.deepEqual([7, 8, 9, 10, 30].map((minutes) => waitLevel(minutes, 10)), ["fine", "near", "near", "over", "over"]);
});
