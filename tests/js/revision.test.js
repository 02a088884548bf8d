import assert from "node:assert/strict";
import { test } from "node:test";

import { ASK_MS, ASK_SILENT_MS, QUIET_MS, SILENCE_MS, begin, replaces, step } from "../../web/static/js/revision.js";

/** @typedef {import("../../web/static/js/revision.js").Event} Event */

/** All actions that follow from *events*, in order.
 * @param {Event[]} events */
function actionsOf(...events) {
  let memory = begin(0);
  return events.flatMap((event) => {
    const result = step(memory, event);
    memory = result.memory;
    return result.actions;
  });
}

/** @param {"state" | "beat" | "answer"} kind
 * @param {number} rev
 * @param {number} at
 * @returns {Event} */
const news = (kind, rev, at, epoch = "e1") => ({ kind, rev, at, epoch });
/** @param {number} at
 * @returns {Event} */
const tick = (at) => ({ kind: "tick", at });
/** @param {number} at
 * @returns {Event} */
const failed = (at) => ({ kind: "failed", at });

test("the first state is shown and the screen is told that it is fresh", () => {
  assert.deepEqual(actionsOf(news("state", 5, 10)), ["show", "fresh"]);
});

test("a newer or equal revision replaces what is shown, an older one does not", () => {
  assert.deepEqual(actionsOf(news("state", 5, 0), news("state", 6, 1), news("state", 6, 2), news("state", 4, 3)), [
    "show",
    "fresh",
    "show",
    "show",
  ]);
});

test("another epoch replaces what is shown although its revision is lower", () => {
  assert.equal(replaces({ epoch: "e1", rev: 900 }, { epoch: "e2", rev: 1 }), true);
});

test("a beat that is ahead makes the screen ask, once", () => {
  const actions = actionsOf(news("state", 5, 0), news("beat", 6, 100), news("beat", 6, 200));
  assert.deepEqual(actions, ["show", "fresh", "ask"]);
});

test("a beat of another epoch makes the screen ask", () => {
  assert.deepEqual(actionsOf(news("state", 5, 0), news("beat", 1, 100, "e2")), ["show", "fresh", "ask"]);
});

test("a beat with the same revision keeps the screen fresh", () => {
  const beats = [3000, 6000, 9000, 12_000].flatMap((at) => [news("beat", 5, at), tick(at + 1)]);
  assert.deepEqual(actionsOf(news("state", 5, 0), ...beats), ["show", "fresh"]);
});

test("after silence the screen asks, then says so and reconnects", () => {
  const actions = actionsOf(news("state", 5, 0), tick(QUIET_MS), tick(SILENCE_MS - 1), tick(SILENCE_MS));
  assert.deepEqual(actions, ["show", "fresh", "ask", "reconnect", "stale"]);
});

test("a screen that never heard anything says so too", () => {
  assert.deepEqual(actionsOf(tick(SILENCE_MS)), ["reconnect", "stale", "ask"]);
});

test("while it is silent it asks every second, when the last question failed", () => {
  const events = [tick(SILENCE_MS), failed(SILENCE_MS + 1), tick(SILENCE_MS + ASK_SILENT_MS - 1), tick(SILENCE_MS + ASK_SILENT_MS)];
  assert.deepEqual(actionsOf(...events), ["reconnect", "stale", "ask", "ask"]);
});

test("it does not ask again while an answer is awaited", () => {
  assert.deepEqual(actionsOf(tick(SILENCE_MS), tick(SILENCE_MS + ASK_MS)), ["reconnect", "stale", "ask"]);
});

test("an answer ends the silence", () => {
  const actions = actionsOf(news("state", 5, 0), tick(SILENCE_MS), news("answer", 5, SILENCE_MS + 10));
  assert.deepEqual(actions.slice(-2), ["show", "fresh"]);
});

test("until something is pushed again it goes on asking every second, for answers alone come too seldom", () => {
  const back = SILENCE_MS + ASK_SILENT_MS;
  const answers = [tick(SILENCE_MS), failed(SILENCE_MS + 1), tick(back), news("answer", 9, back + 10)];
  const alone = actionsOf(news("state", 5, 0), ...answers, tick(back + ASK_SILENT_MS), news("answer", 10, back + 1010));
  assert.deepEqual(alone.slice(-5), ["ask", "show", "fresh", "ask", "show"]);
  const pushed = actionsOf(news("state", 5, 0), ...answers, news("beat", 9, back + 20), tick(back + ASK_SILENT_MS));
  assert.deepEqual(pushed.slice(-3), ["ask", "show", "fresh"]);
});

test("a screen whose socket is blocked asks every second and never has to say that it is out of date", () => {
  const seconds = Array.from({ length: 60 }, (_, second) => QUIET_MS + second * 1000);
  const actions = actionsOf(...seconds.flatMap((at) => [tick(at), news("answer", 5, at + 50)]));
  assert.deepEqual(actions.slice(0, 3), ["ask", "show", "fresh"]);
  assert.equal(actions.includes("stale"), false);
  assert.equal(actions.filter((action) => action === "ask").length, 60);
});

test("a beat that comes a little late makes nobody ask", () => {
  assert.deepEqual(actionsOf(news("state", 5, 0), tick(QUIET_MS - 1), news("beat", 5, QUIET_MS), tick(QUIET_MS + 1)), ["show", "fresh"]);
});

test("an answer is as old as its question: one that took long leaves less time until the word", () => {
  const asked = SILENCE_MS;
  const events = [news("state", 5, 0), tick(asked), news("answer", 5, asked + 3000)];
  assert.equal(actionsOf(...events, tick(asked + SILENCE_MS - 1)).at(-1), "ask");
  assert.equal(actionsOf(...events, tick(asked + SILENCE_MS)).includes("stale"), true);
  assert.equal(actionsOf(...events, tick(asked + SILENCE_MS)).filter((action) => action === "stale").length, 2);
});

test("beats that are ahead for long do not hide that the state is old", () => {
  const actions = actionsOf(
    news("state", 5, 0),
    news("beat", 6, 1000),
    failed(1500),
    news("beat", 6, 4000),
    news("beat", 6, 7000),
    failed(7100),
    news("beat", 7, 9500),
    tick(9600),
  );
  assert.equal(actions.at(-1), "stale");
});

test("the time without the newest state counts from when it was last sure of it", () => {
  const beats = [news("beat", 6, 3000), failed(3100), news("beat", 6, 6000)];
  const before = actionsOf(news("state", 5, 100), ...beats, tick(100 + SILENCE_MS - 1));
  const after = actionsOf(news("state", 5, 100), ...beats, tick(100 + SILENCE_MS));
  assert.equal(before.includes("stale"), false);
  assert.equal(after.includes("stale"), true);
});

test("an answer that was overtaken by a newer state does not make a screen sure", () => {
  const late = [news("answer", 4, SILENCE_MS - 1), tick(SILENCE_MS)];
  assert.equal(actionsOf(news("state", 5, 0), ...late).includes("stale"), true);
});

test("a beat alone does not make a screen fresh that knows it is behind", () => {
  const actions = actionsOf(news("state", 5, 0), tick(SILENCE_MS), news("beat", 6, SILENCE_MS + 5));
  assert.equal(actions.includes("stale"), true);
  assert.equal(actions.at(-1), "ask");
});

test("it reconnects again after as long a silence again", () => {
  const actions = actionsOf(tick(SILENCE_MS), tick(SILENCE_MS + 1), tick(2 * SILENCE_MS));
  assert.equal(actions.filter((action) => action === "reconnect").length, 2);
});
