import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { lengthOf, openingText, ownWords, sceneOf, waitingText } = await import("../../display/static/display/scene.js");
const { useZone } = await import("../../web/static/js/words.js");

useZone("Europe/Amsterdam");

const TEXTS = {
  opens_at: "Open om %(time)s.", opens_tomorrow: "Morgen om %(time)s.", opens_on: "Op %(day)s om %(time)s.",
  nobody_waiting: "Niemand wacht", waiting: { one: "%(num)s wachtende", other: "%(num)s wachtenden" }, timezone: "Europe/Amsterdam",
};
const DESKS = { nl: "Plek", uk: "Місце", ar: "مكان" };
const NOW = new Date("2026-11-20T17:00:00Z");

/** @param {Partial<import("../../display/static/display/announcer.js").Call>} [more] */
const call = (more = {}) => ({
  label: "A07", desk: "2", desk_name: "Plek 2", call_number: 3, called_at: NOW.toISOString(), language: "uk", state: "done", ...more,
});
/** @param {object} more */
const board = (more) => ({ open: true, door: "open", opens_at: null, calls: [], waiting: 0, notices: [], ...more });

test("a board without calls welcomes", () => {
  assert.equal(sceneOf(board({})), "empty");
  assert.equal(sceneOf(board({ calls: [call()] })), "calls");
});

test("closed is said when the last visitor is through, not before", () => {
  assert.equal(sceneOf(board({ door: "closed", calls: [call()] })), "closed");
  assert.equal(sceneOf(board({ door: "closed", calls: [call()], waiting: 1 })), "calls");
  assert.equal(sceneOf(board({ door: "closed", calls: [call({ state: "in_conversation" })] })), "calls");
  assert.equal(sceneOf(board({ door: "last", calls: [] })), "empty");
});

test("the next opening is told as people say it", () => {
  assert.equal(openingText("2026-11-20T19:00:00Z", NOW, "nl", TEXTS), "Open om 20:00.");
  assert.equal(openingText("2026-11-21T08:00:00Z", NOW, "nl", TEXTS), "Morgen om 09:00.");
  assert.equal(openingText("2026-11-24T08:00:00Z", NOW, "nl", TEXTS), "Op dinsdag om 09:00.");
  assert.equal(openingText("2026-12-01T08:00:00Z", NOW, "nl", TEXTS), "Op dinsdag 1 december om 09:00.");
  assert.equal(openingText(null, NOW, "nl", TEXTS), "");
});

test("how many wait is told in words", () => {
  assert.deepEqual([0, 1, 4].map((n) => waitingText(n, "nl", TEXTS)), ["Niemand wacht", "1 wachtende", "4 wachtenden"]);
});

test("the desk is told in the language of who is called", () => {
  assert.equal(ownWords(call(), DESKS, "nl"), "Місце 2");
  assert.equal(ownWords(call({ desk_name: "Balie 12" }), DESKS, "nl"), "Місце 12");
});

test("there is no second line when it would say nothing new", () => {
  assert.equal(ownWords(call({ language: "nl" }), DESKS, "nl"), "");
  assert.equal(ownWords(call({ desk_name: "Loket" }), DESKS, "nl"), "");
  assert.equal(ownWords(call({ language: "xx" }), DESKS, "nl"), "");
});

test("long names of desks step down in size", () => {
  assert.deepEqual(["Plek 2", "Spreekkamer 2", "Werkgeversservicepunt"].map(lengthOf), ["short", "medium", "long"]);
});
