import assert from "node:assert/strict";
import { test } from "node:test";
import { Announcer, readMark } from "../../display/static/display/announcer.js";

const NOON = Date.parse("2026-11-20T11:00:00Z");
const TODAY = "epoch/2026-11-20";

/** @param {number} number @param {{label?: string, age?: number, state?: string}} [more] age in seconds at noon */
function call(number, { label = `A${String(number).padStart(2, "0")}`, age = 1, state = "called" } = {}) {
  const called_at = new Date(NOON - age * 1000).toISOString();
  return { label, desk: "2", desk_name: "Plek 2", call_number: number, called_at, language: "nl", state };
}

/** The number that is announced next, once the one before has come to its end. @param {Announcer} announcer */
function nextNumber(announcer) {
  announcer.done();
  return announcer.next()?.call_number ?? null;
}

/** @param {Announcer} before */
const reloaded = (before) => new Announcer(readMark(JSON.stringify(before.mark)));

test("a fresh call is announced once", () => {
  const announcer = new Announcer();
  announcer.see([call(1)], TODAY, NOON);

  assert.equal(nextNumber(announcer), 1);
  announcer.see([call(1)], TODAY, NOON + 1000);
  assert.equal(nextNumber(announcer), null);
});

test("calls wait until the one before has come to its end, oldest first", () => {
  const announcer = new Announcer();
  announcer.see([call(3), call(2), call(1)], TODAY, NOON);

  assert.equal(announcer.next()?.call_number, 1);
  assert.equal(announcer.next(), null);
  assert.deepEqual([nextNumber(announcer), nextNumber(announcer), nextNumber(announcer)], [2, 3, null]);
});

test("a call that waits to be announced stands among the small ones already", () => {
  const announcer = new Announcer();
  announcer.see([call(2), call(1), call(0, { age: 300 })], TODAY, NOON);
  announcer.next();

  const { hero, recent } = announcer.shown();
  assert.equal(hero?.label, "A01");
  assert.deepEqual(recent.map((item) => item.label), ["A02", "A00"]);
});

test("a call that has waited longer than a minute for its turn is still announced", () => {
  const announcer = new Announcer();
  announcer.see([call(2), call(1)], TODAY, NOON);
  announcer.next();
  announcer.see([call(2), call(1)], TODAY, NOON + 90_000);

  assert.equal(nextNumber(announcer), 2);
});

test("a call older than a minute is shown and not announced", () => {
  const announcer = new Announcer();
  announcer.see([call(7, { age: 61 })], TODAY, NOON);

  assert.equal(announcer.next(), null);
  assert.equal(announcer.shown().hero?.label, "A07");
});

test("a reload repeats nothing and loses nothing", () => {
  const before = new Announcer();
  before.see([call(2), call(1)], TODAY, NOON);
  before.next();

  const after = reloaded(before);
  after.see([call(2), call(1)], TODAY, NOON + 3000);
  assert.deepEqual([nextNumber(after), nextNumber(after)], [2, null]);
});

test("a reload in a long queue loses nobody who has waited for more than a minute", () => {
  const before = new Announcer();
  before.see([call(3), call(2), call(1)], TODAY, NOON);
  before.next();

  const after = reloaded(before);
  after.see([call(4, { age: -80 }), call(3), call(2), call(1)], TODAY, NOON + 90_000);
  assert.deepEqual([nextNumber(after), nextNumber(after), nextNumber(after), nextNumber(after)], [2, 3, 4, null]);
});

test("a recall is announced again", () => {
  const announcer = new Announcer();
  announcer.see([call(1, { label: "A07" })], TODAY, NOON);
  announcer.next();
  announcer.see([call(2, { label: "A07" })], TODAY, NOON + 20_000);

  assert.equal(announcer.shown().hero?.call_number, 1);
  assert.equal(nextNumber(announcer), 2);
});

test("a number that is recalled while another is large stands on the board once", () => {
  const announcer = new Announcer();
  announcer.see([call(2), call(1)], TODAY, NOON);
  announcer.next();
  nextNumber(announcer);
  announcer.see([call(3, { label: "A01" }), call(2)], TODAY, NOON + 9000);

  assert.equal(announcer.shown().hero?.label, "A02");
  assert.deepEqual(announcer.shown().recent.map((item) => item.label), ["A01"]);
  assert.equal(nextNumber(announcer), 3);
});

test("a visitor who goes back to the line leaves the board at once, and no sound is cut", () => {
  const announcer = new Announcer();
  announcer.see([call(2), call(1)], TODAY, NOON);
  announcer.next();
  announcer.see([call(2)], TODAY, NOON + 1000);

  assert.equal(announcer.shown().hero?.label, "A02");
  assert.deepEqual(announcer.shown().recent, []);
  assert.equal(announcer.next(), null);
  assert.equal(nextNumber(announcer), 2);
});

test("a queued call that was taken back is never announced", () => {
  const announcer = new Announcer();
  announcer.see([call(2), call(1)], TODAY, NOON);
  announcer.next();
  announcer.see([call(1)], TODAY, NOON + 1000);

  assert.equal(nextNumber(announcer), null);
});

test("after minutes without the server the newest call is the large one, without a chime", () => {
  const announcer = new Announcer();
  announcer.see([call(1)], TODAY, NOON);
  nextNumber(announcer);
  announcer.done();
  announcer.see([call(3, { age: -100 }), call(2, { age: -50 }), call(1)], TODAY, NOON + 300_000);

  assert.equal(announcer.next(), null);
  assert.equal(announcer.shown().hero?.label, "A03");
  assert.deepEqual(announcer.shown().recent.map((item) => item.label), ["A02", "A01"]);
});

test("the large call shows the state its visitor has reached", () => {
  const announcer = new Announcer();
  announcer.see([call(1)], TODAY, NOON);
  announcer.next();
  announcer.see([call(1, { state: "in_conversation" })], TODAY, NOON + 1000);

  assert.equal(announcer.shown().hero?.state, "in_conversation");
});

test("who is at the desk already is not announced any more", () => {
  const announcer = new Announcer();
  announcer.see([call(2), call(1)], TODAY, NOON);
  announcer.next();
  announcer.see([call(2, { state: "in_conversation" }), call(1)], TODAY, NOON + 2000);

  assert.equal(announcer.shown().hero?.label, "A01");
  assert.equal(nextNumber(announcer), null);
  assert.equal(announcer.shown().hero?.label, "A02");
});

test("numbers that begin again on a new day are announced", () => {
  const announcer = new Announcer({ series: "epoch/2026-11-19", number: 57, pending: [58] });
  announcer.see([call(1)], TODAY, NOON);

  assert.equal(nextNumber(announcer), 1);
});

test("another epoch forgets what was announced and what was queued", () => {
  const announcer = new Announcer();
  announcer.see([call(9), call(8)], TODAY, NOON);
  announcer.next();
  announcer.see([call(1, { label: "B01" })], "other/2026-11-20", NOON);

  assert.equal(nextNumber(announcer), 1);
});

test("at most four calls are recent", () => {
  const announcer = new Announcer();
  announcer.see([8, 7, 6, 5, 4, 3].map((number) => call(number, { age: 100 })), TODAY, NOON);

  assert.equal(announcer.shown().recent.length, 4);
});

test("an empty board shows nothing", () => {
  const announcer = new Announcer();
  announcer.see([], TODAY, NOON);

  assert.deepEqual(announcer.shown(), { hero: null, recent: [] });
});

test("whatever else stands in the storage is no mark", () => {
  const wrong = ['{"series":1,"number":2}', '{"series":"a","number":"2"}', '{"series":"a","number":2,"pending":["3"]}', '{"series":"a","number":2,"pending":3}'];
  for (const text of [null, "", "{", "7", "null", ...wrong]) assert.equal(readMark(text), null);
});

test("what an earlier page kept is still understood", () => {
  assert.deepEqual(readMark('{"series":"a","number":2}'), { series: "a", number: 2, pending: [] });
});
