import "./merged.js";

import assert from "node:assert/strict";
import { test } from "node:test";

const { Acts } = await import("../../staff/static/staff/wording_acts.js");
const { Work } = await import("../../staff/static/staff/wording_work.js");

const text = (/** @type {string} */ key) =>
  ({ key, counted: false, places: ["kiosk"], gaps: [], longest: 40, dutch: [key], english: [key], original: null, forms: null, by: null, at: null });
const SHEET = { language: { code: "ro", done: 0, total: 3 }, examples: [[1]], texts: ["one", "two", "three"].map(text) };

/** Somebody at the first of three texts, with words in its field. */
function desk() {
  const work = new Work();
  work.sheet = /** @type {any} */ (SHEET);
  work.choose("one");
  work.drafts = { one: ["unu"] };
  /** @type {string[]} */
  const told = [];
  /** @type {string[]} */
  const chosen = [];
  const page = {
    tell: (/** @type {string} */ words) => void told.push(words),
    load: async () => true,
    languages: async () => true,
    choose: (/** @type {string} */ key) => {
      chosen.push(key);
      work.choose(key);
    },
    judge: () => {},
  };
  const texts = { saved: "saved", saved_same: "same", saved_last: "last" };
  return { acts: new Acts({ csrf: "c", language: "nl", texts }, work, page), chosen };
}

/** @type {string[]} */
let sent = [];
globalThis.fetch = async (url) => {
  sent.push(String(url));
  const done = { changed: ["one"], language: { done: 1, total: 3 } };
  return new Response(JSON.stringify(done), { headers: { "Content-Type": "application/json" } });
};

test("a double click on save and next saves once, and leaves no text out", async () => {
  const { acts, chosen } = desk();
  sent = [];
  await Promise.all([acts.keep("next"), acts.keep("next")]);
  assert.equal(sent.length, 1);
  assert.deepEqual(chosen, ["two"]);
});

test("after one is saved the next one can be", async () => {
  const { acts, chosen } = desk();
  await acts.keep("next");
  await acts.keep("next");
  assert.deepEqual(chosen, ["two", "three"]);
});
