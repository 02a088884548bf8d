import assert from "node:assert/strict";
import { test } from "node:test";

import {
  GIVE_UP_MS,
  IDLE_MS,
  WARNING_MS,
  begin,
  isUntouched,
  next,
  secondsLeft,
} from "../../kiosk/static/kiosk/flow.js";
import { PROMISE_MS, WITHOUT_PAPER_MS, WITH_PAPER_MS } from "../../kiosk/static/kiosk/paper.js";

/** @typedef {import("../../kiosk/static/kiosk/flow.js").Event} Event */

/** @param {Event[]} events */
const walk = (...events) => events.reduce(next, begin("nl", false, 0));
/** @type {Event} */
const polish = { kind: "language", language: "pl", at: 1000 };
/** @type {Event} */
const work = { kind: "choose", id: "werk", key: "k1", at: 2000 };
/** @type {Event} */
const issued = { kind: "issued", key: "k1", ticket: { label: "A07", token: "t" }, at: 2100 };
/** @type {Event} */
const promised = { kind: "issued", key: "k1", ticket: { label: "A07", token: "t", paper: "coming" }, printers: true, at: 2100 };
/** @param {string | null} state
 * @param {number} at
 * @param {string} [token]
 * @returns {Event} */
const paper = (state, at, token = "t") => ({ kind: "paper", token, state, at });
/** @param {number} at
 * @returns {Event} */
const tick = (at) => ({ kind: "tick", at });

test("language, question, number: two presses", () => {
  const flow = walk(polish, work, issued);
  assert.equal(flow.step, "ticket");
  assert.equal(flow.language, "pl");
  assert.equal(flow.ticket.label, "A07");
});

test("a kiosk with a preset language begins at the question", () => {
  assert.equal(begin("nl", true, 0).step, "question");
});

test("a double tap asks for one number, with the key of the first press", () => {
  const flow = walk(polish, work, { kind: "choose", id: "werk", key: "k2", at: 2080 });
  assert.equal(flow.attempt, 1);
  assert.equal(flow.key, "k1");
});

test("after no answer the number is asked for again with the same key", () => {
  const flow = walk(polish, work, { kind: "unanswered", key: "k1", at: 3000 }, tick(4999), tick(5000));
  assert.equal(flow.attempt, 2);
  assert.equal(flow.key, "k1");
  assert.equal(flow.step, "issuing");
});

test("it is not asked for again before an answer could come", () => {
  assert.equal(walk(polish, work, tick(5000), tick(9000)).attempt, 1);
});

test("an answer to a press that was given up changes nothing", () => {
  const flow = walk(polish, work, { kind: "restart", at: 2050 }, issued);
  assert.equal(flow.step, "language");
  assert.equal(flow.ticket, null);
});

test("a second visitor's press is asked for although an earlier one was given up", () => {
  const flow = walk(polish, work, { kind: "restart", at: 2050 }, polish, { ...work, key: "k2" });
  assert.equal(flow.attempt, 2);
  assert.equal(flow.key, "k2");
});

test("a refusal leads back to the questions, and says why until the visitor goes on", () => {
  const flow = walk(polish, work, { kind: "refused", key: "k1", code: "full", at: 2100 });
  assert.equal(flow.refusal, "full");
  assert.equal(next(flow, { kind: "back", at: 2200 }).refusal, null);
});

test("nobody waits for a number that takes a minute", () => {
  assert.equal(walk(polish, work, tick(2000 + GIVE_UP_MS)).step, "language");
});

test("back leads from the questions to the languages", () => {
  const flow = walk(polish, { kind: "back", at: 1500 });
  assert.equal(flow.step, "language");
  assert.equal(flow.language, "nl");
});

test("back leads from the second page of questions to the first", () => {
  const flow = walk(polish, { kind: "more", at: 1200 }, { kind: "back", at: 1300 });
  assert.deepEqual([flow.step, flow.page], ["question", 0]);
});

test("languages can be opened on the way, and the way goes on where it was", () => {
  const flow = walk(polish, { kind: "more", at: 1100 }, { kind: "languages", at: 1200 });
  assert.equal(flow.asked, true);
  const chosen = next(flow, { kind: "language", language: "ar", at: 1300 });
  assert.deepEqual([chosen.step, chosen.page, chosen.language, chosen.asked], ["question", 1, "ar", false]);
  assert.equal(next(flow, { kind: "back", at: 1300 }).language, "pl");
});

test("the number can be read in another language", () => {
  const flow = walk(polish, work, issued, { kind: "languages", at: 2200 }, { kind: "language", language: "en", at: 2300 });
  assert.deepEqual([flow.step, flow.language], ["ticket", "en"]);
});

test("an untouched kiosk counts nothing down", () => {
  assert.equal(secondsLeft(begin("nl", false, 0), 10 * IDLE_MS), null);
  assert.equal(isUntouched(walk(polish)), false);
});

test("who does nothing is warned for twenty seconds before the screen starts again", () => {
  const flow = walk(polish);
  assert.equal(secondsLeft(flow, 1000 + IDLE_MS - 1), null);
  assert.equal(secondsLeft(flow, 1000 + IDLE_MS), 20);
  assert.equal(next(flow, tick(1000 + IDLE_MS + WARNING_MS - 1)).language, "pl");
  const after = next(flow, tick(1000 + IDLE_MS + WARNING_MS));
  assert.deepEqual({ ...after, visitor: 0 }, begin("nl", false, 1000 + IDLE_MS + WARNING_MS));
});

test("one touch takes the warning away, as often as wanted", () => {
  let flow = walk(polish);
  for (let round = 1; round <= 12; round += 1) {
    const at = 1000 + round * (IDLE_MS + WARNING_MS - 1000);
    flow = next(next(flow, tick(at)), { kind: "touch", at });
    assert.equal(secondsLeft(flow, at + 1), null);
  }
  assert.equal(flow.language, "pl");
});

test("the number leaves the screen twenty seconds after the last touch", () => {
  const flow = walk(polish, work, issued);
  assert.equal(secondsLeft(flow, 2100), 20);
  const touched = next(flow, { kind: "touch", at: 12_000 });
  assert.equal(next(touched, tick(2100 + WITH_PAPER_MS)).step, "ticket");
  assert.equal(next(touched, tick(12_000 + WITH_PAPER_MS)).step, "language");
});

test("nothing is counted down while paper is under way, and the time begins with the news of it", () => {
  const flow = walk(polish, work, promised);
  assert.equal(secondsLeft(flow, 4000), null);
  assert.equal(secondsLeft(next(flow, paper("confirmed", 4200)), 4200), WITH_PAPER_MS / 1000);
});

test("without paper the number stays for more than twice the time, and a touch begins it anew", () => {
  const flow = walk(polish, work, promised, tick(2000 + PROMISE_MS));
  assert.equal(flow.paper?.word, "away");
  assert.equal(secondsLeft(flow, 2000 + PROMISE_MS), WITHOUT_PAPER_MS / 1000);
  const touched = next(flow, { kind: "touch", at: 30_000 });
  assert.equal(next(touched, tick(30_000 + WITHOUT_PAPER_MS - 1)).step, "ticket");
  assert.equal(next(touched, tick(30_000 + WITHOUT_PAPER_MS)).step, "language");
});

test("three seconds count from the press, not from the number", () => {
  const flow = walk(polish, work, { ...promised, at: 3400 });
  assert.equal(next(flow, tick(1999 + PROMISE_MS)).paper?.word, "printing");
  assert.equal(next(flow, tick(2000 + PROMISE_MS)).paper?.word, "away");
});

test("news of another visitor's paper changes nothing", () => {
  const flow = walk(polish, work, promised);
  assert.equal(next(flow, paper("failed", 2500, "another")), flow);
  const gone = next(flow, { kind: "restart", at: 2400 });
  assert.equal(next(gone, paper("confirmed", 2500)), gone);
});

test("who looks at the languages with a number in sight is not hurried", () => {
  const flow = walk(polish, work, issued, { kind: "languages", at: 2200 });
  assert.equal(secondsLeft(flow, 2300), null);
  assert.equal(secondsLeft(flow, 2200 + IDLE_MS), WARNING_MS / 1000);
});

test("nothing of the last visitor is left after a restart", () => {
  const flow = walk(polish, work, issued, { kind: "restart", at: 9000 });
  assert.deepEqual({ ...flow, attempt: 0, visitor: 0 }, begin("nl", false, 9000));
  assert.equal(flow.visitor, 1);
});

test("once the server writes again, a visitor who was sent to somebody sees the questions and may choose", () => {
  const refused = next(walk(polish, work), { kind: "refused", key: "k1", code: "not_writable", at: 1 });
  assert.equal(next(refused, { kind: "tick", at: 2, writes: false }).refusal, "not_writable");
  const again = next(refused, { kind: "tick", at: 3, writes: true });
  assert.equal(again.refusal, null);
  assert.equal(next(again, { kind: "choose", id: "werk", key: "l", at: 4 }).step, "issuing");
  const full = next(walk(polish, work), { kind: "refused", key: "k1", code: "full", at: 1 });
  assert.equal(next(full, { kind: "tick", at: 3, writes: true }).refusal, "full");
});
