import "./merged.js";

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { waitMinutes, waitText } = await import("../../web/static/js/wait.js");

/** @type {Record<string, {texts: any, cases: [[number, number] | null, string][]}>} */
const table = JSON.parse(readFileSync(new URL("../wait_cases.json", import.meta.url), "utf-8"));

for (const [language, { texts, cases }] of Object.entries(table)) {
  test(`a wait in ${language} is told in the browser as on the server`, () => {
    for (const [range, told] of cases) {
      const wait = range && { low: range[0], high: range[1] };
      assert.equal(waitText(wait, texts), told, JSON.stringify(range));
    }
  });
}

test("a voice that is told the minutes says what is written", () => {
  const { texts, cases } = table.nl;
  for (const [range, told] of cases) {
    if (!range || range[1] <= 0) continue;
    const { low, high } = waitMinutes({ low: range[0], high: range[1] });
    assert.equal(waitText({ low: low * 60, high: high * 60 }, texts), told, JSON.stringify(range));
    assert.ok(low < high, JSON.stringify(range));
  }
});
