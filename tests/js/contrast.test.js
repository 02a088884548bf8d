import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const TEXT = 7;
const LINE = 3;
const css = readFileSync(new URL("../../web/static/css/tokens.css", import.meta.url), "utf8");
const FACES = ["kiosk", "visitor", "room", "staff"];
/** Text or line, ground, least contrast. */
const PAIRS = /** @type {[string, string, number][]} */ ([
  ...["ink", "ink-soft", "accent", "good", "bad"].flatMap((text) => [
    [text, "ground", TEXT],
    [text, "surface", TEXT],
  ]),
  ...["signal", "accent", "good", "bad", "muted"].map((ground) => [`on-${ground}`, ground, TEXT]),
  ["ground", "ink", TEXT],
  ["line", "ground", LINE],
  ["line", "surface", LINE],
  ["focus", "ground", LINE],
  ["focus", "surface", LINE],
]);

/** Custom properties of a face; later rules win, as in the browser.
 * @param {string} face */
function tokens(face) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const [, selector, body] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const applies = selector.includes(":root") || selector.includes(`[data-face="${face}"]`);
    if (!applies) continue;
    for (const [, name, value] of body.matchAll(/--([\w-]+):\s*([^;]+);/g)) found[name] = value.trim();
  }
  return found;
}

/** Relative luminance of #rrggbb (WCAG 2.2).
 * @param {string} colour */
function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} one
 * @param {string} other */
function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

for (const face of FACES) {
  test(`text and lines of the ${face} can be told from their ground`, () => {
    const token = tokens(face);
    const poor = PAIRS.map(([one, other, least]) => ({ one, other, least, has: contrast(token[one], token[other]) }))
      .filter(({ has, least }) => !(has >= least))
      .map(({ one, other, has }) => `${one} on ${other}: ${has.toFixed(2)}`);
    assert.deepEqual(poor, []);
  });
}

test("the colours of desks can be told from the board and from a call", () => {
  const token = tokens("room");
  const desks = Object.keys(token).filter((name) => /^desk-\d$/.test(name));
  assert.equal(desks.length, 8);
  for (const desk of desks) {
    for (const ground of ["ground", "surface"]) assert.ok(contrast(token[desk], token[ground]) >= LINE, `${desk} on ${ground}`);
  }
});

test("black on white is 21", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
});
