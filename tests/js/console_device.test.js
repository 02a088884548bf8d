import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { GRACE, Revisions, batteryText, health, worthAsking } = await import("../../staff/static/staff/device.js");

/** @param {number | null} shown_rev @param {boolean} [online] */
const device = (shown_rev, online = true) => ({ id: 1, name: "Tv", kind: "display", online, shown_rev });

function seen() {
  const revisions = new Revisions();
  revisions.see(10, 0);
  revisions.see(11, 1000);
  revisions.see(12, 5000);
  return revisions;
}

test("a screen that shows the newest revision is up to date", () => {
  assert.equal(health(device(12), seen(), 900_000), "current");
});

test("being a little behind is normal", () => {
  assert.equal(health(device(10), seen(), 1000 + GRACE), "current");
});

test("a screen that has not shown for long what was there is behind", () => {
  assert.equal(health(device(10), seen(), 1001 + GRACE), "behind");
});

test("the same revision again does not restart the count", () => {
  const revisions = seen();
  revisions.see(12, 50_000);
  assert.equal(revisions.behindFor(11, 50_000), 45_000);
});

test("a lost device is off, whatever it showed last", () => {
  assert.equal(health(device(12, false), seen(), 0), "offline");
});

test("a device that has not told anything yet is no reason to worry", () => {
  assert.equal(health(device(null), seen(), 900_000), "current");
});

test("revisions that begin again forget those of before", () => {
  const revisions = seen();
  revisions.see(3, 9000);
  assert.equal(revisions.behindFor(2, 9500), 500);
});

test("it is worth asking again only while a screen that is on seems to be behind", () => {
  assert.equal(worthAsking([device(12), device(3, false), device(null)], 12), false);
  assert.equal(worthAsking([device(11)], 12), true);
});

test("a battery is told of below a fifth, unless it is on its charger", () => {
  const texts = { battery_low: "battery %(num)s" };
  const told = (/** @type {number | undefined} */ battery, charging = false) => batteryText({ ...device(12), battery, charging }, texts);
  assert.deepEqual([told(19), told(20), told(undefined), told(19, true), told(0)], ["battery 19", "", "", "", "battery 0"]);
});
