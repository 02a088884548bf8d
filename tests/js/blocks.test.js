import assert from "node:assert/strict";
import { test } from "node:test";

import { LEAST, blockFor, dayToLease, daysAhead, labelOf, left, untouched } from "../../kiosk/static/kiosk/blocks.js";

const SOURCE = { epoch: "e1", device: 1 };
/** @param {string} day
 * @param {number} first
 * @param {number} last
 * @param {number} [block] */
const leased = (day, first, last, block = first) => ({
  ...untouched({ block, day, series: "Z", first, last, leased_at: "2026-11-22T08:00:00.000Z" }, SOURCE),
});

test("numbers are held for today and the three days after it, over the end of a month and a year", () => {
  assert.deepEqual(daysAhead("2026-12-30"), ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]);
});

test("the night in which the clock is set back is one day like any other", () => {
  assert.deepEqual(daysAhead("2026-10-24").slice(0, 3), ["2026-10-24", "2026-10-25", "2026-10-26"]);
});

test("a label has the same form as the server's own", () => {
  assert.deepEqual([labelOf("Z", 7), labelOf("Z", 30), labelOf("ZY", 101)], ["Z07", "Z30", "ZY101"]);
});

test("numbers are leased for the first day that has fewer than ten", () => {
  const days = daysAhead("2026-11-22");
  const all = days.map((day, index) => leased(day, 1, 30, index));
  assert.equal(dayToLease(all, "2026-11-22", SOURCE), null);
  assert.equal(dayToLease([], "2026-11-22", SOURCE), "2026-11-22");
  assert.equal(dayToLease(all.slice(0, 2), "2026-11-22", SOURCE), "2026-11-24");
});

test("with ten numbers left none are leased, with nine they are", () => {
  const others = daysAhead("2026-11-22").slice(1).map((day, index) => leased(day, 1, 30, 10 + index));
  const today = leased("2026-11-22", 1, 30);
  assert.equal(dayToLease([...others, { ...today, next: 31 - LEAST }], "2026-11-22", SOURCE), null);
  assert.equal(dayToLease([...others, { ...today, next: 32 - LEAST }], "2026-11-22", SOURCE), "2026-11-22");
});

test("the older block is used up before the newer one begins", () => {
  const newer = leased("2026-11-22", 31, 60);
  const older = { ...leased("2026-11-22", 1, 30), next: 30 };
  assert.equal(blockFor([newer, older], "2026-11-22", SOURCE)?.first, 1);
  assert.equal(blockFor([newer, { ...older, next: 31 }], "2026-11-22", SOURCE)?.first, 31);
  assert.equal(left([newer, older], "2026-11-22", SOURCE), 31);
});

test("a block of another day, of another database or of another device gives nothing", () => {
  const block = leased("2026-11-22", 1, 30);
  assert.equal(blockFor([block], "2026-11-23", SOURCE), null);
  for (const other of [{ epoch: "e2", device: 1 }, { epoch: "e1", device: 2 }]) {
    assert.equal(blockFor([block], "2026-11-22", other), null);
    assert.equal(left([block], "2026-11-22", other), 0);
  }
});
