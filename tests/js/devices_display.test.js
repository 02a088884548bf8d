import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { displayErrors, displayFacts, displayForm, displayOf } = await import("../../staff/static/staff/devices_display.js");
const { weakText } = await import("../../staff/static/staff/device.js");
const { bodyOf, fieldErrors, formModel } = await import("../../staff/static/staff/devices_model.js");

/** @type {Record<string, any>} */
const TEXTS = {
  shows_auto: "calls", shows_split: "calls and pictures", shows_sign: "sign of %(desk)s", heard_on: "on", heard_off: "off", heard_quiet: "quiet now",
  volume_now: "volume %(num)s", volume_none: "silent", quiet_now: "quiet %(from)s to %(until)s", too_small: "%(have)s of %(need)s mm at %(distance)s: %(inches)s inch",
  layout_auto: "a", layout_split: "b", layout_sign: "c", spoken_both: "d", spoken_house: "e", spoken_none: "f", sign_desks: "One.", bad_volume: "0 to 100.",
  bad_quiet: "Both.", gone_desk: "Gone.", sound_off: "touch it", battery_low: "battery %(num)s", inches: "%(inches)s", missing_name: "Name it.",
};
const DESKS = [{ id: "1", name: "Plek 1" }, { id: "2", name: "Plek 2" }];
const AS_DELIVERED = { layout: "auto", desks: [], volume: 80, quiet_from: null, quiet_until: null, spoken: "both" };

/** @param {object} more @param {object} [device] */
const told = (more, device = {}) =>
  displayFacts({ display: { ...AS_DELIVERED, ...more }, sound: "on", diagonal: 43, distance: 8000, ...device }, DESKS, TEXTS, String);
/** @param {object} more */
const filled = (more) => ({ layout: "auto", volume: "80", quiet_from: "", quiet_until: "", spoken: "both", ...more });

test("a card tells what a display shows, and for which desks", () => {
  assert.equal(told({}).shows, "calls");
  assert.equal(told({ layout: "split", desks: ["2", "1", "gone"] }).shows, "calls and pictures: Plek 1, Plek 2");
  assert.equal(told({ layout: "sign", desks: ["2"] }).shows, "sign of Plek 2");
});

test("a card tells whether it is heard, how loud, and when not", () => {
  assert.equal(told({}).heard, "on, volume 80");
  assert.equal(told({ quiet_from: "22:00", quiet_until: "07:00" }, { sound: "quiet" }).heard, "quiet now, volume 80, quiet 22:00 to 07:00");
  assert.equal(told({ volume: 0 }, { sound: "quiet" }).heard, "silent");
  assert.equal(told({}, { sound: undefined }).heard, "volume 80");
});

test("a screen that is too small for its distance is told with the one it takes", () => {
  assert.equal(told({}).small, "");
  assert.match(told({}, { diagonal: 24 }).small, /^\d+ of 98 mm at 8 m: 3\d inch$/);
  assert.equal(told({}, { diagonal: null }).small, "");
});

test("what is no display tells nothing of this", () => {
  assert.deepEqual(displayFacts({ diagonal: 21.5, distance: 600 }, DESKS, TEXTS, String), { shows: "", heard: "", small: "" });
});

test("a display that nobody hears is told with its remedy, after an empty battery", () => {
  const device = { id: 1, name: "TV", kind: "display", online: true, shown_rev: 1 };
  assert.equal(weakText({ ...device, sound: "off" }, TEXTS), "touch it");
  assert.equal(weakText({ ...device, sound: "quiet" }, TEXTS), "");
  assert.equal(weakText({ ...device, sound: "off", battery: 3 }, TEXTS), "battery 3");
});

test("a form begins with how the display is, and a new screen has no such part", () => {
  const device = /** @type {any} */ ({ kind: "display", name: "TV", diagonal: null, distance: null, printer: null, display: { ...AS_DELIVERED, desks: ["2"], quiet_from: "22:00" } });
  const { display } = formModel(device, "display", /** @type {any} */ ({ desks: DESKS, devices: [], printers: [] }), TEXTS, "nl");
  assert.deepEqual([display?.desks, display?.volume, display?.quietFrom, display?.allDesks.length], [["2"], "80", "22:00", 2]);
  assert.equal(formModel(null, "display", null, TEXTS, "nl").display, null);
  assert.equal(displayForm(AS_DELIVERED, DESKS, TEXTS).layouts.length, 3);
});

test("what is filled in goes to the server with the rest, and only where it was asked", () => {
  const { body, errors } = bodyOf({ name: "TV", size: "", distance: "", ...filled({ layout: "sign", desks: ["2"], quiet_from: "22:00", quiet_until: "07:00" }) }, "display", TEXTS);
  assert.deepEqual(errors, {});
  assert.deepEqual(body.display, { layout: "sign", desks: ["2"], volume: 80, quiet_from: "22:00", quiet_until: "07:00", spoken: "both" });
  assert.equal("display" in bodyOf({ name: "TV", size: "", distance: "" }, "display", TEXTS).body, false);
});

test("what cannot be is told at its field", () => {
  const wrong = (/** @type {object} */ more) => Object.keys(displayOf(filled(more), TEXTS).errors);
  assert.deepEqual(wrong({}), []);
  assert.deepEqual(wrong({ layout: "sign", desks: [] }), ["desks"]);
  assert.deepEqual(wrong({ layout: "sign", desks: ["1", "2"] }), ["desks"]);
  for (const volume of ["", "101", "-1", "loud", "1.5"]) assert.deepEqual(wrong({ volume }), ["volume"]);
  assert.deepEqual(wrong({ quiet_from: "22:00" }), ["quiet_until"]);
  assert.deepEqual(wrong({ quiet_from: "22:00", quiet_until: "22:00" }), ["quiet_until"]);
});

test("what the server finds wrong is told at the same fields", () => {
  assert.deepEqual(Object.keys(displayErrors("display.volume", "invalid", TEXTS)), ["volume"]);
  assert.deepEqual(Object.keys(displayErrors("display", "invalid", TEXTS)), ["desks"]);
  assert.deepEqual(fieldErrors({ code: "unknown_desk" }, "display", TEXTS), { desks: { text: "Gone.", detail: "" } });
  assert.deepEqual(fieldErrors({ code: "unavailable" }, "display", TEXTS), {});
});
