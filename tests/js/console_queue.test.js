import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, place, recallsOf, standing, waitLevel } from "../../staff/static/staff/queue.js";
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
  assert.deepEqual([7, 8, 9, 10, 14, 15, 30].map((minutes) => waitLevel(minutes, 10)), ["fine", "near", "near", "over", "over", "far", "far"]);
});

test("who is next is whom the server gives to my desk, with its reason", () => {
  const next = { ticket: 8, label: "A08", reason: "priority", used: 1, most: 2 };
  const mine = standing(view({ waiting: [ticket(7), ticket(8)], mine: { next } }), ME);
  assert.deepEqual([mine.next?.id, mine.next?.reason, mine.next?.used], [8, "priority", 1]);
});

test("nobody is next when the server gives nobody, even if others wait", () => {
  assert.equal(standing(view({ waiting: [ticket(7)], mine: { next: null } }), ME).next, null);
});

test("who is next but too far down the line to be shown is known by the number", () => {
  const next = { ticket: 99, label: "B99", reason: "second_question" };
  const mine = standing(view({ waiting: [ticket(7)], mine: { next } }), ME);
  assert.deepEqual([mine.next?.label, mine.next?.issued_at], ["B99", ""]);
});

test("a guide on a break is not available", () => {
  assert.equal(standing(view({ deskState: "pause" }), ME).phase, "pause");
  assert.equal(standing(view({ deskState: "back_office" }), ME).phase, "back_office");
});

test("whom I put on hold stays mine, and my desk is free for the next", () => {
  const talking = ticket(7, { state: "in_conversation", guide: ME, desk: "2" });
  const before = view({ in_conversation: [talking], deskState: "in_conversation" });
  const after = place(before, /** @type {any} */ (moved("hold", talking, { ...HERE, until: "2026-11-20T11:15:00Z" })));
  assert.deepEqual([after.on_hold[0].guide, after.on_hold[0].held_until, after.desks[1].state], [ME, "2026-11-20T11:15:00Z", "available"]);
  assert.deepEqual(standing(after, ME).held.map(({ id }) => id), [7]);
});

test("taking over brings a colleague's visitor to my desk, as far as they were", () => {
  const called = ticket(7, { state: "called", guide: "joost", desk: "1" });
  const after = place(view({ called: [called] }), /** @type {any} */ (moved("take-over", called, HERE)));
  assert.deepEqual([after.called[0].guide, after.called[0].desk, after.desks[0].state], [ME, "2", "available"]);
  const held = ticket(8, { state: "on_hold", guide: "joost" });
  assert.equal(moved("take-over", held, HERE)?.state, "in_conversation");
});

test("the order that the server gave is kept", () => {
  const before = view({ waiting: [ticket(9), ticket(7)] });
  assert.deepEqual(place(before, ticket(7, { rev: 30 })).waiting.map(({ id, rev }) => [id, rev]), [[9, 9], [7, 30]]);
});

test("the first recall may come at once, the next ones after a pause, and there is an end to it", () => {
  const rules = { recall_pause_seconds: 10, max_recalls: 3 };
  const now = new Date(HERE.now);
  const again = { state: /** @type {const} */ ("called"), recalls: 1, announced_at: "2026-11-20T10:59:54Z" };
  assert.deepEqual(recallsOf(ticket(7, { state: "called", called_at: HERE.now }), rules, now), { left: 3, pause: 0 });
  assert.deepEqual(recallsOf(ticket(7, again), rules, now), { left: 2, pause: 4 });
  assert.deepEqual(recallsOf(ticket(7, { ...again, recalls: 3 }), rules, now), { left: 0, pause: 0 });
});
