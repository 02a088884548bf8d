import "./merged.js";

import assert from "node:assert/strict";
import { mock, test } from "node:test";

mock.timers.enable({ apis: ["setTimeout"] });

/** @type {((event: {detail: number}) => void)[]} */
const presses = [];
let made = 0;
const button = {
  addEventListener: (/** @type {string} */ _name, /** @type {(event: {detail: number}) => void} */ press) => void presses.push(press),
  classList: { add: () => {}, remove: () => {} },
};
/** @type {Record<string, any>} */
const parts = {
  page: { textContent: JSON.stringify({ location: { id: "oefen" }, texts: { sure: "Again" } }) },
  make: button, "make-text": { textContent: "Make" }, told: { textContent: "" },
};
Object.assign(globalThis, {
  document: { getElementById: (/** @type {string} */ id) => parts[id] ?? null, querySelector: () => ({}) },
  location: { reload: () => {} },
  fetch: async () => {
    made += 1;
    return new Response(null, { status: 204 });
  },
});
await import("../../staff/static/staff/poster.js");

test("a double click is one press, and makes no printed poster worthless; a second press does", () => {
  const [press] = presses;
  press({ detail: 1 });
  press({ detail: 2 });
  assert.equal(parts["make-text"].textContent, "Again");
  assert.equal(made, 0);
  press({ detail: 1 });
  assert.equal(made, 1);
});
