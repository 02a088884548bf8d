import assert from "node:assert/strict";
import { test } from "node:test";

import { opening } from "../../web/static/js/opening.js";
import { useZone } from "../../web/static/js/words.js";

const texts = {
  today: "vandaag om %(time)s",
  tomorrow: "morgen om %(time)s",
  on_weekday: "%(weekday)s om %(time)s",
  on_date: "%(weekday)s %(date)s %(month)s om %(time)s",
  weekdays: { 0: "maandag", 1: "dinsdag", 4: "vrijdag" },
  months: { 11: "november", 12: "december" },
};
const tuesday = new Date("2026-11-24T08:00:00Z");
/** @param {string} opensAt */
const told = (opensAt) => {
  useZone("Europe/Amsterdam");
  return opening(opensAt, tuesday, texts, "nl");
};

test("an opening is told as people say it", () => {
  assert.equal(told("2026-11-24T12:00:00Z"), "vandaag om 13:00");
  assert.equal(told("2026-11-25T08:00:00Z"), "morgen om 09:00");
  assert.equal(told("2026-11-30T08:00:00Z"), "maandag om 09:00");
});

test("from a week on the date is told as well", () => {
  assert.equal(told("2026-12-01T08:00:00Z"), "dinsdag 1 december om 09:00");
});
