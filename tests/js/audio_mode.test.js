import assert from "node:assert/strict";
import { test } from "node:test";

import { ROUNDS, begin, step } from "../../kiosk/static/kiosk/audio_mode.js";

/** @typedef {import("../../kiosk/static/kiosk/audio_mode.js").Event} Event */
/** @typedef {import("../../kiosk/static/kiosk/audio_mode.js").Deed} Deed */

/** Where the events lead, and everything that was done on the way.
 * @param {Event[]} events
 * @param {string[]} [languages] */
function walk(events, languages = ["nl", "ar", "ti"]) {
  let mode = begin(languages);
  /** @type {Deed[]} */
  const deeds = [];
  for (const event of events) {
    const result = step(mode, event);
    mode = result.mode;
    deeds.push(...result.deeds);
  }
  return { mode, deeds, last: deeds[deeds.length - 1] };
}

/** @type {Event} */
const toggle = { kind: "toggle" };
/** @type {Event[]} */
const silence = [{ kind: "said" }, { kind: "waited" }];
/** @type {Event[]} */
const exploring = [toggle, { kind: "tap", index: -1 }];
const next = /** @type {Event} */ ({ kind: "next", count: 4 });
const previous = /** @type {Event} */ ({ kind: "previous", count: 4 });

test("the languages are asked one after the other, with time to press after each", () => {
  const { deeds } = walk([toggle, ...silence, ...silence, ...silence]);
  assert.deepEqual(deeds, [
    { do: "ask", language: "nl" },
    { do: "wait" },
    { do: "ask", language: "ar" },
    { do: "wait" },
    { do: "ask", language: "ti" },
    { do: "wait" },
    { do: "ask", language: "nl" },
  ]);
});

test("a press anywhere takes the language that is being asked, and the screen is read in it", () => {
  const { mode, deeds } = walk([toggle, ...silence, { kind: "tap", index: -1 }]);
  assert.equal(mode.phase, "explore");
  assert.deepEqual(deeds.slice(3), [{ do: "choose", language: "ar" }, { do: "explain" }, { do: "read" }]);
});

test("a key takes the language too, and arrows ask another one", () => {
  assert.deepEqual(walk([toggle, previous, { kind: "act" }]).deeds[2], { do: "choose", language: "ti" });
  assert.deepEqual(walk([toggle, next, { kind: "repeat" }]).last, { do: "ask", language: "ar" });
});

test("where nobody presses the mode ends by itself", () => {
  const rounds = Array.from({ length: 3 * ROUNDS }, () => silence).flat();
  const { mode, last } = walk([toggle, ...rounds]);
  assert.equal(mode.phase, "off");
  assert.deepEqual(last, { do: "goodbye" });
});

test("one language is not asked for", () => {
  const { mode, deeds } = walk([toggle], ["nl"]);
  assert.equal(mode.phase, "explore");
  assert.deepEqual(deeds, [{ do: "explain" }, { do: "read" }]);
});

test("the first tap on a thing says it, the second does it", () => {
  const { deeds } = walk([...exploring, { kind: "tap", index: 2 }, { kind: "tap", index: 2 }]);
  assert.deepEqual(deeds.slice(-2), [{ do: "say", index: 2 }, { do: "act", index: 2 }]);
});

test("a tap on what the voice was just reading says it first", () => {
  const { last } = walk([...exploring, { kind: "reading", index: 1 }, { kind: "tap", index: 1 }]);
  assert.deepEqual(last, { do: "say", index: 1 });
});

test("a double tap anywhere does what was heard last", () => {
  const { last } = walk([...exploring, { kind: "reading", index: 1 }, { kind: "double", index: 3 }]);
  assert.deepEqual(last, { do: "act", index: 1 });
});

test("a tap beside everything does nothing", () => {
  const { deeds } = walk([...exploring, { kind: "tap", index: -1 }]);
  assert.deepEqual(deeds, walk(exploring).deeds);
});

test("next and previous go from thing to thing and stop at the ends", () => {
  const { deeds } = walk([...exploring, previous, next, next, next, next, next, previous]);
  assert.deepEqual(
    deeds.slice(-7).map((deed) => "index" in deed && deed.index),
    [0, 1, 2, 3, 3, 3, 2],
  );
});

test("what was said is repeated; the whole screen when nothing was", () => {
  assert.deepEqual(walk([...exploring, next, next, { kind: "repeat" }]).last, { do: "say", index: 1 });
  assert.deepEqual(walk([...exploring, { kind: "repeat" }]).last, { do: "read" });
});

test("a new screen is read from its beginning", () => {
  const { mode, last } = walk([...exploring, next, { kind: "screen" }]);
  assert.equal(mode.cursor, -1);
  assert.deepEqual(last, { do: "read" });
});

test("while the language is asked a new screen waits", () => {
  assert.deepEqual(walk([toggle, { kind: "screen" }]).last, { do: "ask", language: "nl" });
});

test("the long press that began the mode ends it", () => {
  const { mode, last } = walk([...exploring, toggle]);
  assert.equal(mode.phase, "off");
  assert.deepEqual(last, { do: "goodbye" });
});

test("for the next visitor the mode is off, without a word", () => {
  const { mode, deeds } = walk([...exploring, { kind: "reset" }]);
  assert.deepEqual(mode, begin(["nl", "ar", "ti"]));
  assert.deepEqual(deeds, walk(exploring).deeds);
});

test("when it is off a hand does nothing but what it always does", () => {
  assert.deepEqual(walk([{ kind: "tap", index: 1 }, { kind: "screen" }, next]).deeds, []);
});
