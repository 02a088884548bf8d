import assert from "node:assert/strict";
import { test } from "node:test";

import { USUAL, VOLUMES, change, isOn, loudness } from "../../kiosk/static/kiosk/access_settings.js";

test("a switch goes on at one press and off at the next", () => {
  for (const name of ["aloud", "contrast", "low", "scan"]) {
    const on = change(USUAL, name);
    assert.equal(isOn(on, name, ""), true);
    assert.deepEqual(change(on, name), USUAL);
  }
});

test("letters and hand are one of a few, and nothing else", () => {
  assert.equal(change(USUAL, "zoom", "200").zoom, 200);
  assert.equal(change(USUAL, "hand", "left").hand, "left");
  for (const [name, value] of [["zoom", "900"], ["zoom", ""], ["hand", "third"], ["colour", "pink"]]) {
    assert.deepEqual(change(USUAL, name, value), USUAL);
  }
});

test("exactly one size of letters is pressed in", () => {
  const large = change(USUAL, "zoom", "150");
  assert.deepEqual(["100", "150", "200"].map((zoom) => isOn(large, "zoom", zoom)), [false, true, false]);
});

test("the voice is never louder than the device, nor silent", () => {
  let settings = { ...USUAL };
  for (let press = 0; press < 10; press += 1) settings = change(settings, "volume", "louder");
  assert.equal(settings.volume, VOLUMES);
  assert.equal(loudness(settings), 1);
  for (let press = 0; press < 10; press += 1) settings = change(settings, "volume", "softer");
  assert.ok(loudness(settings) > 0.05);
});

test("each step is five decibels louder", () => {
  const softer = loudness(change(USUAL, "volume", "softer"));
  assert.ok(Math.abs(20 * Math.log10(loudness(USUAL) / softer) - 5) < 1e-9);
});
