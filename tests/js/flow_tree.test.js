import assert from "node:assert/strict";
import { test } from "node:test";

import { choicesOf } from "../../kiosk/static/kiosk/tree.js";

/** @param {string} id
 * @param {string | null} [group] */
const question = (id, group = null) => ({ id, letter: id, icon: "book", colour: "", names: {}, hints: {}, group });
const groups = [{ id: "g", icon: "messages", colour: "", names: {} }];
/** @param {import("../../kiosk/static/kiosk/tree.js").Question[]} offered
 * @param {string | null} [open] */
const shown = (offered, open = null) => choicesOf(offered, groups, open).map(({ id }) => id);

test("without groups the questions stand in the order of the region", () => {
  assert.deepEqual(shown([question("a"), question("b"), question("z")]), ["a", "b", "z"]);
});

test("a group stands where its first question stands, once", () => {
  const offered = [question("a"), question("b", "g"), question("c"), question("d", "g"), question("z")];
  assert.deepEqual(shown(offered), ["a", "g", "c", "z"]);
  assert.deepEqual(choicesOf(offered, groups, null).map(({ isGroup }) => isGroup), [false, true, false, false]);
});

test("in a group are its questions, and the last one for who does not know", () => {
  const offered = [question("a"), question("b", "g"), question("d", "g"), question("z")];
  assert.deepEqual(shown(offered, "g"), ["b", "d", "z"]);
});

test("a group with one question is that question, and one with none is not there", () => {
  assert.deepEqual(shown([question("a"), question("b", "g"), question("z")]), ["a", "b", "z"]);
  assert.deepEqual(shown([question("a"), question("z")]), ["a", "z"]);
});

test("the last question is for who does not know: it ends every level, whatever its group", () => {
  const offered = [question("a", "g"), question("b", "g"), question("z", "g")];
  assert.deepEqual(shown(offered), ["g", "z"]);
  assert.deepEqual(shown(offered, "g"), ["a", "b", "z"]);
});

test("who stands in a group whose questions are away sees the first level", () => {
  assert.deepEqual(shown([question("a"), question("z")], "g"), ["a", "z"]);
});

test("a group that the region does not know any more hides no question", () => {
  assert.deepEqual(shown([question("a", "old"), question("b", "old"), question("z")]), ["a", "b", "z"]);
});

test("with nothing on offer there is nothing to choose", () => {
  assert.deepEqual(shown([]), []);
});
