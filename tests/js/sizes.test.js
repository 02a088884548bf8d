import assert from "node:assert/strict";
import { test } from "node:test";

import { sizesOf } from "../../kiosk/static/kiosk/sizes.js";

const STANDING = { width: 1080, height: 1920 };
const CAPITAL_OF_NOTO = 0.714;

/** Height of a capital in mm.
 * @param {{mm: number, text: number}} sizes */
const capital = ({ mm, text }) => (text * CAPITAL_OF_NOTO) / mm;

/** @param {number} real
 * @param {number} expected
 * @param {number} [within] */
function near(real, expected, within = 0.01) {
  assert.ok(Math.abs(real - expected) <= within, `${real} is not ${expected}`);
}

test("21.5 inch at 1080 by 1920 has 4.03 px to a millimetre", () => {
  near(sizesOf({ diagonal: 21.5, distance: 600 }, STANDING, STANDING).mm, 4.034);
});

test("a capital is 12.22 mm high for every metre of distance, whatever the screen", () => {
  for (const diagonal of [15.6, 21.5, 27, 32]) {
    near(capital(sizesOf({ diagonal, distance: 600 }, STANDING, STANDING)), 7.33);
  }
  near(capital(sizesOf({ diagonal: 21.5, distance: 700 }, STANDING, STANDING)), 8.55);
});

test("a screen that lies has the letters of one that stands", () => {
  const lying = { width: 1920, height: 1080 };
  assert.deepEqual(sizesOf({ diagonal: 24 }, lying, lying), sizesOf({ diagonal: 24 }, STANDING, STANDING));
});

test("a device of which nothing is known is taken for 21.5 inch at 600 mm", () => {
  const usual = sizesOf({ diagonal: 21.5, distance: 600 }, STANDING, STANDING);
  for (const device of [null, undefined, {}, { diagonal: null, distance: null }]) {
    assert.deepEqual(sizesOf(device, STANDING, STANDING), usual);
  }
});

test("what no screen measures is not believed", () => {
  const usual = sizesOf(null, STANDING, STANDING);
  for (const device of [{ diagonal: 0 }, { diagonal: -3 }, { diagonal: 9000 }, { diagonal: NaN }, { distance: 5 }, { distance: 1e6 }]) {
    assert.deepEqual(sizesOf(device, STANDING, STANDING), usual);
  }
});

test("text stays readable in a browser and leaves fourteen letters to a line", () => {
  const window = { width: 320, height: 640 };
  assert.equal(sizesOf({ diagonal: 100 }, window, window).text, 16);
  assert.equal(sizesOf({ diagonal: 21.5 }, STANDING, window).text, 320 / 14);
});
