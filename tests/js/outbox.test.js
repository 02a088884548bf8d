import assert from "node:assert/strict";
import { test } from "node:test";

import { untouched } from "../../kiosk/static/kiosk/blocks.js";
import {
  backOff,
  drawNumber,
  handedIn,
  isOver,
  nextToHandIn,
  outcome,
  tokenFor,
  undelivered,
} from "../../kiosk/static/kiosk/outbox.js";

/** @typedef {import("../../kiosk/static/kiosk/outbox.js").Entry} Entry */

const DAY = "2026-11-22";
const LEASED_AT = "2026-11-22T08:00:00.000Z";
const SOURCE = { epoch: "e", device: 1, token: "t" };
const NOW = Date.parse("2026-11-22T09:30:00.000Z");
const BLOCK = untouched({ block: 4, day: DAY, series: "Z", first: 1, last: 2, leased_at: LEASED_AT }, SOURCE);
const WISH = { press: "p", key: "k", question_type: "werk", language: "ar", replaces: null };

/** @param {import("../../kiosk/static/kiosk/blocks.js").Block[]} blocks
 * @param {number} [last]
 * @param {number} [now] */
const draw = (blocks, last = 0, now = NOW) => drawNumber({ blocks, last }, WISH, { day: DAY, now, source: SOURCE });
/** @param {number} seq
 * @param {Partial<Entry>} [change]
 * @returns {Entry} */
function entry(seq, change = {}) {
  const drawn = draw([BLOCK]);
  assert.ok(drawn);
  return { ...drawn.entry, seq, ...change };
}
const never = () => false;
const always = () => true;

test("a number, the block's next one, and when it was given come together", () => {
  const drawn = draw([BLOCK]);
  assert.deepEqual([drawn?.entry.label, drawn?.entry.number, drawn?.block.next], ["Z01", 1, 2]);
  assert.deepEqual([drawn?.entry.given_at, drawn?.last, drawn?.entry.token], ["2026-11-22T09:30:00.000Z", NOW, "t"]);
  assert.equal(BLOCK.next, 1);
});

test("two numbers are two, and then the block is used up", () => {
  const first = draw([BLOCK]);
  const second = first && draw([first.block], first.last);
  assert.equal(second?.entry.label, "Z02");
  assert.equal(second && draw([second.block], second.last), null);
});

test("a clock that runs back gives no number a time before the lease or before the one given earlier", () => {
  const wrong = Date.parse("1970-01-01T00:00:00Z");
  const first = draw([BLOCK], 0, wrong);
  assert.equal(first?.entry.given_at, LEASED_AT);
  const second = first && draw([first.block], first.last, wrong);
  assert.equal(second?.entry.given_at, "2026-11-22T08:00:00.001Z");
});

test("the server is told of the press that had no answer only when there was one", () => {
  assert.equal("replaces" in handedIn(entry(1)), false);
  assert.equal(handedIn(entry(1, { replaces: "p" })).replaces, "p");
  assert.deepEqual(Object.keys(handedIn(entry(1))), ["block", "number", "question_type", "language", "given_at"]);
});

test("what was handed in before is done too, and what may yet work is tried again", () => {
  const already = { code: "already_given" };
  assert.equal(outcome({ ok: true, status: 201, problem: null }), "done");
  assert.equal(outcome({ ok: false, status: 409, problem: already }), "done");
  for (const status of [0, 408, 429, 500, 502, 503]) {
    assert.equal(outcome({ ok: false, status, problem: null }), "again", String(status));
  }
});

test("what the server refuses for good is stuck, and a key used for something else is no success", () => {
  for (const status of [400, 401, 403, 404, 409, 422]) {
    assert.equal(outcome({ ok: false, status, problem: { code: "key_reused" } }), "stuck", String(status));
  }
});

test("pauses grow, and never over half a minute", () => {
  assert.deepEqual([1, 2, 3, 6, 40].map(backOff), [1000, 2000, 4000, 30_000, 30_000]);
});

test("entries are handed in as they were given; what is stuck waits for the others", () => {
  const entries = [entry(3), entry(1, { state: "stuck" }), entry(2)];
  assert.equal(nextToHandIn(entries, always, never)?.seq, 2);
  assert.equal(nextToHandIn([entry(1, { state: "stuck" }), entry(2, { state: "done" })], always, never)?.seq, 1);
  assert.equal(nextToHandIn([entry(1, { state: "stuck" }), entry(2, { state: "done" })], never, never), null);
});

test("a number that is not yet certain to be seen is not handed in", () => {
  assert.equal(nextToHandIn([entry(1), entry(2)], always, (seq) => seq === 1)?.seq, 2);
});

test("only what is stuck is told of, and only what is done is forgotten, once the day is over", () => {
  assert.equal(undelivered([entry(1), entry(2, { state: "stuck" }), entry(3, { state: "done" })]), 1);
  const [done, stuck, waiting] = ["done", "stuck", "waiting"].map((state) => entry(1, { state: /** @type {any} */ (state) }));
  assert.deepEqual([done, stuck, waiting].map((one) => isOver(one, "2026-11-23")), [true, false, false]);
  assert.equal(isOver(done, DAY), false);
});

test("an entry goes in with the token that we have now, and with its own where we were another device", () => {
  const we = { device: 1, token: "renewed" };
  assert.equal(tokenFor(entry(1), we), "renewed");
  assert.equal(tokenFor(entry(1, { device: 9 }), we), "t");
  assert.equal(tokenFor(entry(1, { device: undefined }), we), "t", "kept by a version that did not tell which");
});
