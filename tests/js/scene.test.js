import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { bandText, closedTexts, lengthOf, openingText, noticesNow, ownWords, recentBeside, sceneOf, sizeOf, waitingText } = await import("../../display/static/display/scene.js");
const { useZone } = await import("../../web/static/js/words.js");

useZone("Europe/Amsterdam");

const TEXTS = {
  opens_at: "Open om %(time)s.", opens_tomorrow: "Morgen om %(time)s.", opens_on: "Op %(day)s om %(time)s.",
  nobody_waiting: "Niemand wacht", waiting: { one: "%(num)s wachtende", other: "%(num)s wachtenden" }, timezone: "Europe/Amsterdam",
  closed: "Gesloten", closed_early: "We moesten sluiten", why_staff: "Te weinig collega's.", why_other: "Iets onverwachts.",
  helping: "Wie een nummer heeft, helpen we.", not_helping: "We kunnen niet helpen.", guide_away: "Terug om %(time)s.",
};
const DESKS = { nl: "Plek", uk: "Місце", ar: "مكان" };
const NOW = new Date("2026-11-20T17:00:00Z");

/** @param {Partial<import("../../display/static/display/announcer.js").Call>} [more] */
const call = (more = {}) => ({
  label: "A07", desk: "2", desk_name: "Plek 2", call_number: 3, called_at: NOW.toISOString(), language: "uk", state: "done", ...more,
});
/** @param {object} more */
const board = (more) => ({ open: true, door: "open", opens_at: null, calls: [], waiting: 0, notices: [], wait: null, closing: null, away_until: null, ...more });

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
  assert.equal(ownWords(call({ language: "nl" }), DESKS, "ar"), "");
  assert.equal(ownWords(call({ desk_name: "Loket" }), DESKS, "nl"), "");
  assert.equal(ownWords(call({ language: "xx" }), DESKS, "nl"), "");
});

test("long names of desks step down in size", () => {
  assert.deepEqual(["Plek 2", "Spreekkamer 2", "Werkgeversservicepunt"].map(lengthOf), ["short", "medium", "long"]);
});

/** @param {boolean} helping */
const closing = (helping, reason = "staff") => ({ reason, helping, until: NOW.toISOString() });

test("an early closing that still helps stays beside the calls until the last visitor is through", () => {
  const early = { door: "closed", closing: closing(true) };
  assert.equal(sceneOf(board({ ...early, calls: [call()], waiting: 2 })), "calls");
  assert.equal(bandText(board({ ...early, waiting: 2 }), NOW, "nl", TEXTS), "Wie een nummer heeft, helpen we.");
  assert.equal(sceneOf(board({ ...early, calls: [call()] })), "closed");
});

test("when those in line are not helped it is said at once, but not over a call", () => {
  const early = { door: "closed", closing: closing(false), waiting: 7 };
  assert.equal(sceneOf(board({ ...early, calls: [call()] })), "closed");
  assert.equal(sceneOf(board({ ...early, calls: [call({ state: "called" })] })), "calls");
  assert.equal(bandText(board(early), NOW, "nl", TEXTS), "We kunnen niet helpen.");
});

test("the closed board says why, what follows and when it opens", () => {
  assert.deepEqual(closedTexts(board({}), "Open om 9.", TEXTS), { title: "Gesloten", why: "", text: "Open om 9." });
  assert.deepEqual(closedTexts(board({ closing: closing(false) }), "Open om 9.", TEXTS), {
    title: "We moesten sluiten", why: "Te weinig collega's.", text: "We kunnen niet helpen. Open om 9.",
  });
  assert.equal(closedTexts(board({ closing: closing(true, "strike") }), "", TEXTS).why, "Iets onverwachts.");
});

test("a guide who is away is told until that moment", () => {
  assert.equal(bandText(board({ away_until: "2026-11-20T17:30:00Z" }), NOW, "nl", TEXTS), "Terug om 18:30.");
  assert.equal(bandText(board({ away_until: "2026-11-20T16:59:00Z" }), NOW, "nl", TEXTS), "");
});

test("one notice is large, several are smaller", () => {
  assert.deepEqual([["a"], ["a", "b"], ["a", "b", "c"]].map(sizeOf), ["large", "small", "small"]);
});

test("notices that do not fit take turns, none is left out, and none is shown out of date", () => {
  const five = ["a", "b", "c", "d", "e"].map((letter) => letter.repeat(120));
  const calm = { band: false, stale: false };
  const at = (/** @type {number} */ seconds) => noticesNow(five, calm, new Date(seconds * 1000)).length;
  assert.deepEqual([at(0), at(19), at(20), at(40), at(60)], [2, 2, 2, 1, 2]);
  assert.equal(noticesNow(five, { band: true, stale: false }, NOW).length, 1);
  assert.deepEqual(noticesNow(["kort", "korter"], calm, NOW), ["kort", "korter"]);
  assert.equal(noticesNow(["a", "b", "c", "d", "e"], calm, new Date(0)).length, 4);
  assert.deepEqual(noticesNow(five, { band: false, stale: true }, NOW), []);
  assert.deepEqual(noticesNow([], calm, NOW), []);
});

test("earlier calls make room, but two always stay", () => {
  const calm = { band: false, stale: false };
  assert.equal(recentBeside(calm, []), 4);
  assert.equal(recentBeside({ ...calm, band: true }, []), 4);
  assert.equal(recentBeside(calm, ["a"]), 4);
  assert.equal(recentBeside({ ...calm, band: true }, ["a"]), 2);
  assert.equal(recentBeside({ band: true, stale: true }, []), 2);
  assert.equal(recentBeside(calm, ["a", "b"]), 2);
});
