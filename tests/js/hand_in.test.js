import assert from "node:assert/strict";
import { test } from "node:test";

import { HandIn } from "../../kiosk/static/kiosk/hand_in.js";
import { STUCK_MS } from "../../kiosk/static/kiosk/outbox.js";

/** @typedef {import("../../kiosk/static/kiosk/outbox.js").Entry} Entry */

const YES = { ok: true, status: 201, data: {}, problem: null };
const NONE = { ok: false, status: 0, data: null, problem: null };
const NEVER = { ok: false, status: 422, data: null, problem: { type: "", title: "", status: 422, code: "unknown_block" } };

/** A kiosk with entries, a line to the server that answers as told, and a clock that is moved by hand.
 * @param {number} count */
function kiosk(count) {
  /** @type {Map<number, Entry>} */
  const kept = new Map();
  for (let seq = 1; seq <= count; seq += 1) {
    const number = { block: 1, number: seq, label: `Z0${seq}`, day: "2026-11-22", question_type: "werk", language: "nl" };
    const keys = { press: `p${seq}`, key: `k${seq}`, replaces: null, given_at: "2026-11-22T09:00:00.000Z" };
    kept.set(seq, { seq, ...number, ...keys, state: "waiting", code: null, token: "t" });
  }
  /** @type {string[]} */
  const sent = [];
  /** @type {{work: () => void, ms: number}[]} */
  const pauses = [];
  const world = { kept, sent, pauses, now: 0, answer: (/** @type {Entry} */ _entry) => /** @type {any} */ (YES) };
  const handIn = new HandIn({
    entries: async () => [...kept.values()],
    settle: async (entry) => void kept.set(entry.seq ?? 0, entry),
    send: async (entry) => {
      sent.push(entry.key);
      return world.answer(entry);
    },
    now: () => world.now,
    later: (work, ms) => pauses.push({ work, ms }),
  });
  return { world, handIn };
}

/** @param {Map<number, Entry>} kept */
const states = (kept) => [...kept.values()].map(({ state }) => state);

test("all are handed in, in order, each once and with its own key", async () => {
  const { world, handIn } = kiosk(3);
  await handIn.wake();
  assert.deepEqual(world.sent, ["k1", "k2", "k3"]);
  assert.deepEqual(states(world.kept), ["done", "done", "done"]);
  await handIn.wake();
  assert.equal(world.sent.length, 3);
});

test("without an answer the rest waits, and the same one goes first again, after longer and longer pauses", async () => {
  const { world, handIn } = kiosk(2);
  world.answer = () => NONE;
  await handIn.wake();
  for (let pause = 0; pause < 2; pause += 1) {
    world.pauses[pause].work();
    await new Promise(setImmediate);
  }
  assert.deepEqual(world.sent, ["k1", "k1", "k1"]);
  assert.deepEqual(world.pauses.map(({ ms }) => ms), [1000, 2000, 4000]);
  assert.deepEqual(states(world.kept), ["waiting", "waiting"]);
});

test("during a pause nothing is sent, until the server is known to be back", async () => {
  const { world, handIn } = kiosk(1);
  world.answer = () => NONE;
  await handIn.wake();
  await handIn.goOn();
  assert.equal(world.sent.length, 1);
  world.answer = () => YES;
  await handIn.wake();
  assert.deepEqual(states(world.kept), ["done"]);
});

test("a server that comes and goes makes no second row of tries beside the first", async () => {
  const { world, handIn } = kiosk(1);
  world.answer = () => NONE;
  for (let time = 0; time < 3; time += 1) await handIn.wake();
  assert.equal(world.sent.length, 3);
  for (const { work } of world.pauses.splice(0)) {
    work();
    await new Promise(setImmediate);
  }
  assert.equal(world.sent.length, 4);
});

test("one that is refused for good holds nobody up, is kept with the reason, and is tried again later", async () => {
  const { world, handIn } = kiosk(2);
  world.answer = ({ seq }) => (seq === 1 ? NEVER : YES);
  await handIn.wake();
  assert.deepEqual(states(world.kept), ["stuck", "done"]);
  assert.equal(world.kept.get(1)?.code, "unknown_block");
  await handIn.goOn();
  assert.equal(world.sent.length, 2);
  world.now = STUCK_MS;
  world.answer = () => YES;
  await handIn.goOn();
  assert.deepEqual(states(world.kept), ["done", "done"]);
});

test("asked twice at once, each is sent once", async () => {
  const { world, handIn } = kiosk(2);
  await Promise.all([handIn.wake(), handIn.wake(), handIn.goOn()]);
  assert.deepEqual(world.sent, ["k1", "k2"]);
});

test("a number whose visitor may have gone is held back", async () => {
  const { world, handIn } = kiosk(2);
  handIn.held.add(1);
  await handIn.wake();
  assert.deepEqual(world.sent, ["k2"]);
  handIn.held.delete(1);
  await handIn.goOn();
  assert.deepEqual(world.sent, ["k2", "k1"]);
});

test("a store that does not answer loses nothing: it is asked again", async () => {
  const { world, handIn } = kiosk(1);
  const { entries } = handIn.means;
  handIn.means.entries = () => Promise.reject(new Error("disk"));
  await handIn.wake();
  assert.equal(world.pauses.length, 1);
  handIn.means.entries = entries;
  world.pauses[0].work();
  await new Promise(setImmediate);
  assert.deepEqual(states(world.kept), ["done"]);
});
