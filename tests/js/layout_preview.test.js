import assert from "node:assert/strict";
import { test } from "node:test";

const { AGAIN, CALM, Preview } = await import("../../staff/static/staff/layout_preview.js");

/** A preview with a clock and a server of its own. */
function bench() {
  const bench = {
    told: /** @type {string[]} */ ([]),
    asked: /** @type {string[]} */ ([]),
    timer: /** @type {{act: () => void, ms: number} | null} */ (null),
    answer: /** @type {(answer: any) => void} */ (() => {}),
    /** Time goes by, until what was planned happens. */
    async pass() {
      const { timer } = this;
      this.timer = null;
      timer?.act();
      await settled();
    },
    /** @param {any} given */
    async give(given) {
      this.answer(given);
      await settled();
    },
    preview: /** @type {any} */ (null),
  };
  bench.preview = new Preview(
    (/** @type {string} */ wish) => new Promise((resolve) => { bench.asked.push(wish); bench.answer = resolve; }),
    (state, wish, answer) => bench.told.push(`${state} ${wish}${answer?.picture ? ` ${answer.picture}` : ""}`),
    (act, ms) => { bench.timer = { act, ms }; },
    () => { bench.timer = null; },
  );
  return bench;
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const good = (/** @type {string} */ picture) => ({ picture, status: 200, errors: [] });

test("the first picture comes at once, the next when nothing has changed for a moment", async () => {
  const b = bench();
  b.preview.want("one");
  assert.equal(b.timer?.ms, 0);
  await b.pass();
  await b.give(good("1"));
  b.preview.want("two");
  b.preview.want("three");
  assert.equal(b.timer?.ms, CALM);
  await b.pass();
  assert.deepEqual(b.asked, ["one", "three"]);
});

test("the last picture stays with a mark until the new one is there", async () => {
  const b = bench();
  b.preview.want("one");
  await b.pass();
  await b.give(good("1"));
  assert.deepEqual(b.told, ["coming one", "fresh one 1"]);
});

test("a picture of an older wish is shown but never called fresh, and the newest is asked for next", async () => {
  const b = bench();
  b.preview.want("one");
  await b.pass();
  b.preview.want("two");
  await b.pass();
  assert.deepEqual(b.asked, ["one"]);
  await b.give(good("1"));
  await b.pass();
  await b.give(good("2"));
  assert.deepEqual(b.told, ["coming one", "coming two", "coming one 1", "fresh two 2"]);
});

test("a layout that the server refuses is marked, and not asked for again", async () => {
  const b = bench();
  b.preview.want("bad");
  await b.pass();
  await b.give({ picture: null, status: 422, errors: [{ place: "layout", message: "no" }] });
  assert.equal(b.told.at(-1), "wrong bad");
  assert.equal(b.timer, null);
});

test("a server that is away is asked again by itself", async () => {
  const b = bench();
  b.preview.want("one");
  await b.pass();
  await b.give({ picture: null, status: 0, errors: [] });
  assert.equal(b.told.at(-1), "away one");
  assert.equal(b.timer?.ms, AGAIN);
  await b.pass();
  await b.give(good("1"));
  assert.equal(b.told.at(-1), "fresh one 1");
});

test("what cannot be drawn asks for nothing, and an answer under way says nothing", async () => {
  const b = bench();
  b.preview.want("one");
  await b.pass();
  b.preview.rest();
  await b.give(good("1"));
  assert.deepEqual(b.told, ["coming one"]);
  assert.equal(b.timer, null);
});
