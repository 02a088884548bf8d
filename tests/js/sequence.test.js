import assert from "node:assert/strict";
import { test } from "node:test";
import { FLASHING, LATE, OVERTIME, PATIENCE, UNSPOKEN, announce } from "../../display/static/display/sequence.js";

/** @typedef {import("../../display/static/display/sequence.js").World} World */

/**
 * A world whose time passes only when everybody waits. A clip is told by its seconds, when it comes and whether it ends.
 *
 * @param {Record<string, {seconds?: number, after?: number, hangs?: boolean} | null>} clips
 * @param {{waiting?: number, audible?: boolean, chime?: boolean, slow?: number}} [more] slow: how many times too slowly it plays
 */
function stage(clips, { waiting = 0, audible = true, chime = true, slow = 1 } = {}) {
  let now = 0;
  /** @type {{at: number, wake: () => void}[]} */
  let timers = [];
  /** @type {{name: string, from: number, to: number | null}[]} */
  const heard = [];
  const sleep = (/** @type {number} */ ms) => new Promise((/** @type {(value: void) => void} */ wake) => { timers.push({ at: now + ms, wake }); });
  /** @type {World} */
  const world = {
    audible: () => audible,
    chime: chime ? /** @type {any} */ ({ name: "chime", seconds: 1.1 }) : null,
    load: async (url) => {
      const clip = clips[url];
      if (clip?.after) await sleep(clip.after);
      return clip ? /** @type {any} */ ({ name: url, seconds: clip.seconds ?? 2, hangs: clip.hangs }) : null;
    },
    play: async (sound) => {
      const { name, seconds, hangs } = /** @type {any} */ (sound);
      const playing = { name, from: now, to: /** @type {number | null} */ (null) };
      heard.push(playing);
      if (hangs) await new Promise(() => {});
      await sleep(seconds * 1000 * slow);
      playing.to = now;
    },
    stop: () => heard.filter(({ to }) => to === null).forEach((playing) => { playing.to = now; }),
    sleep,
    played: () => now / slow,
    now: () => now,
    waiting: () => waiting,
  };

  /** Let all the time pass that the call takes; the milliseconds. @param {string[]} urls */
  async function tell(urls) {
    let over = false;
    const began = now;
    const telling = announce(urls, world).then(() => { over = true; });
    while (!over) {
      for (let turn = 0; turn < 20; turn += 1) await null;
      if (over) break;
      const next = Math.min(...timers.map(({ at }) => at));
      assert.ok(Number.isFinite(next), "nothing would ever happen again");
      now = next;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      due.forEach(({ wake }) => wake());
    }
    await telling;
    return now - began;
  }
  return { tell, heard, names: () => heard.map(({ name }) => name) };
}

/** @param {{from: number, to: number | null}[]} heard */
function assertNeverTwoAtOnce(heard) {
  heard.slice(1).forEach(({ from }, place) => assert.ok(from >= (heard[place].to ?? Infinity), "two sounds at once"));
}

test("a call is a chime, then Dutch, then the visitor's language, one after the other", async () => {
  const { tell, heard, names } = stage({ nl: {}, uk: {} });
  await tell(["nl", "uk"]);

  assert.deepEqual(names(), ["chime", "nl", "uk"]);
  assertNeverTwoAtOnce(heard);
  assert.deepEqual(heard.map(({ from, to }) => (to ?? 0) - from), [1100, 2000, 2000]);
});

test("nothing is said before the chime, and the chime waits for the words", async () => {
  const { tell, heard } = stage({ nl: { after: 1500 } });
  await tell(["nl"]);

  assert.deepEqual(heard.map(({ name, from }) => [name, from]), [["chime", 1500], ["nl", 2600]]);
});

test("a clip that is late comes after the chime", async () => {
  const { tell, heard } = stage({ nl: { after: LATE + 2000 } });
  await tell(["nl"]);

  assert.deepEqual(heard.map(({ name, from }) => [name, from]), [["chime", LATE], ["nl", LATE + 2000]]);
});

test("a clip that comes too late is left out, and the other language is said", async () => {
  const { tell, names, heard } = stage({ nl: { after: 60_000 }, uk: {} });
  const took = await tell(["nl", "uk"]);

  assert.deepEqual(names(), ["chime", "uk"]);
  assert.equal(heard[1].from, LATE + 1100 + PATIENCE);
  assert.ok(took < 15_000);
});

test("a clip that cannot be had leaves the chime, and the text stays for some seconds", async () => {
  const { tell, names } = stage({ nl: null });

  assert.equal(await tell(["nl"]), UNSPOKEN);
  assert.deepEqual(names(), ["chime"]);
});

test("a clip that hangs is cut after its own length and two seconds", async () => {
  const { tell, heard, names } = stage({ nl: { hangs: true, seconds: 3 }, uk: {} });
  await tell(["nl", "uk"]);

  assert.deepEqual(names(), ["chime", "nl", "uk"]);
  assertNeverTwoAtOnce(heard);
  assert.equal((heard[1].to ?? 0) - heard[1].from, 3000 + OVERTIME);
});

test("a machine that is so busy that it plays too slowly cuts nothing off", async () => {
  const { tell, heard } = stage({ nl: { seconds: 6 } }, { slow: 2.5 });
  await tell(["nl"]);

  assert.deepEqual(heard.map(({ from, to }) => (to ?? 0) - from), [2750, 15_000]);
});

test("where nobody can hear anything nothing is played, and each call still has its time", async () => {
  const silent = stage({ nl: {} }, { audible: false });
  assert.equal(await silent.tell(["nl"]), UNSPOKEN);
  assert.deepEqual(silent.names(), []);

  const busy = stage({ nl: {} }, { audible: false, waiting: 2 });
  assert.equal(await busy.tell(["nl"]), FLASHING);
});

test("without a chime the words are still said", async () => {
  const { tell, names } = stage({ nl: {} }, { chime: false });
  await tell(["nl"]);

  assert.deepEqual(names(), ["nl"]);
});

test("the pause behind the words shrinks with how many wait", async () => {
  const took = [];
  for (const waiting of [0, 1, 3, 20]) took.push(await stage({ nl: { seconds: 4 } }, { waiting }).tell(["nl"]));

  assert.deepEqual(took, [6600, 5900, 5400, 5400]);
});

test("however many wait, a call is large for its five flashes", async () => {
  const { tell } = stage({ nl: { seconds: 1 } }, { waiting: 20 });

  assert.equal(await tell(["nl"]), FLASHING);
});
