import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Rolls } from "../../staff/static/staff/rolls.js";
import { Store } from "../../staff/static/staff/store.js";
import { NOW, state, view } from "./console_cast.js";

const { doneSentence, doubtRows, momentOf, paperNotices, printerRows, printerState } = await import("../../staff/static/staff/paper.js");
const { intentOf } = await import("../../staff/static/staff/intent.js");

/** @type {Record<string, any>} */
const TEXTS = {
  printer_ok: "ready", printer_low: "nearly out", printer_low_do: "Roll ready.", printer_asked: "looked for", printer_away: "away", printer_away_do: "Look.",
  printer_wrong: { paper_out: "paper is out", no_answer: "no answer" }, printer_do: { paper_out: "New roll.", no_answer: "Look at the ticket." },
  printer_notice: "%(printer)s: %(wrong)s", low_notice: "%(printer)s: put a roll ready", since: "since %(time)s",
  doubt: "Did %(label)s come out?", doubt_printer: "Of %(printer)s.", done_again: "%(label)s again", done_again_away: "%(label)s not on paper",
};
const HOUR = 3600 * 1000;

/** @param {Partial<import("../../staff/static/staff/shape.js").Printer>} [more] @returns {import("../../staff/static/staff/shape.js").Printer} */
const printer = (more = {}) => ({ id: "main", name: "Entrance", state: "ok", ...more });
const OUT = printer({ state: "away", why: "paper_out", since: "2026-11-20T10:05:00Z" });
const DOUBT = { job: 12, printer: "main", ticket: 7, label: "A07" };

/** A browser's memory. */
function memory() {
  const kept = new Map();
  return { getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value) };
}

test("a printer is told in words with what to do", () => {
  assert.deepEqual(printerState(OUT, TEXTS), { health: "offline", text: "paper is out", remedy: "New roll." });
  assert.deepEqual(printerState(printer(), TEXTS), { health: "current", text: "ready", remedy: "" });
  assert.deepEqual(printerState(printer({ low: true }), TEXTS), { health: "low", text: "nearly out", remedy: "Roll ready." });
  assert.equal(printerState(printer({ state: "unknown", why: "no_answer" }), TEXTS).health, "unclear");
});

test("a printer that was not asked yet is no trouble, and a reason from a newer server is not an empty sentence", () => {
  assert.deepEqual(printerState(printer({ state: "unknown", why: "not_asked_yet" }), TEXTS), { health: "asked", text: "looked for", remedy: "" });
  assert.deepEqual(printerState(printer({ state: "away", why: "on_fire" }), TEXTS), { health: "offline", text: "away", remedy: "Look." });
});

test("since when is told as a time today and with the day before that", () => {
  assert.equal(momentOf("2026-11-20T10:05:00Z", NOW, "nl"), "10:05");
  assert.equal(momentOf("2026-11-18T10:05:00Z", NOW, "nl"), "wo 18 nov 10:05");
  assert.equal(printerRows(view({ printers: [OUT] }), TEXTS, "nl", NOW)[0].since, "since 10:05");
});

test("only a printer that cannot print, or a roll nearly used up, is a notice", () => {
  const printers = [OUT, printer({ id: "b", low: true }), printer({ id: "c", state: "unknown", why: "no_answer" }), printer({ id: "d" })];
  const rows = paperNotices(view({ printers }), new Rolls(), TEXTS, "nl", NOW);
  assert.deepEqual(rows.map(({ key, text, since }) => [key, text, since]), [["", "Entrance: paper is out", "since 10:05"], ["oefen:b", "Entrance: put a roll ready", ""]]);
});

test("a roll is told of once, also after a reload, and again when the next one is nearly used up", () => {
  const kept = memory();
  const low = [printer({ low: true })];
  const rolls = new Rolls(kept);
  assert.equal(rolls.told(low, "oefen").length, 1);
  rolls.close("oefen:main");
  assert.equal(rolls.told(low, "oefen").length, 0);
  assert.equal(new Rolls(kept).told(low, "oefen").length, 0);
  assert.equal(new Rolls(kept).told(low, "elders").length, 1);
  rolls.told([printer()], "oefen");
  assert.equal(new Rolls(kept).told(low, "oefen").length, 1);
});

test("a roll that is still nearly used up after half a day is told of again", () => {
  let at = 1000;
  const rolls = new Rolls(memory(), () => at);
  rolls.close("oefen:main");
  at += 12 * HOUR - 1;
  assert.equal(rolls.told([printer({ low: true })], "oefen").length, 0);
  at += 1;
  assert.equal(rolls.told([printer({ low: true })], "oefen").length, 1);
});

test("a browser that keeps nothing, or something else, still tells", () => {
  const broken = { getItem: () => "{not json", setItem: () => { throw new Error("full"); } };
  const rolls = new Rolls(broken);
  rolls.close("oefen:main");
  assert.equal(rolls.told([printer({ low: true })], "oefen").length, 0);
});

test("a doubted paper is asked about by its number and its printer", () => {
  assert.deepEqual(doubtRows(view({ printers: [printer()], doubts: [DOUBT] }), TEXTS), [{ job: 12, text: "Did A07 come out?", hint: "Of Entrance." }]);
});

test("who looked says so about the paper, and printing again is about the visit", () => {
  const scene = { view: view({ doubts: [DOUBT] }), me: "sanne", location: "oefen", now: NOW, find: () => null };
  const looked = /** @type {any} */ (intentOf("looked/12", {}, scene));
  const again = /** @type {any} */ (intentOf("again/12", {}, scene));
  assert.deepEqual([looked.url, looked.body, looked.paper], ["/api/v1/locations/oefen/papers/12/looked", {}, 12]);
  assert.deepEqual([again.url, again.body, again.paper, again.told.label], ["/api/v1/visits/7/reprint", {}, 12, "A07"]);
  assert.equal(intentOf("looked/13", {}, scene), null);
});

test("an answered question is gone at once, and is back when the server refuses", () => {
  const store = new Store();
  store.receive(state(5, { doubts: [DOUBT] }));
  store.expect(null, 12);
  assert.deepEqual(store.view?.doubts, []);
  store.refuse();
  assert.deepEqual(store.view?.doubts, [DOUBT]);
});

test("an answered question does not come back with a state from before the answer", () => {
  const store = new Store();
  store.receive(state(5, { doubts: [DOUBT] }));
  store.expect(null, 12);
  store.confirm(null);
  store.receive(state(6, { doubts: [DOUBT] }));
  assert.deepEqual(store.view?.doubts, []);
  store.receive(state(7, { doubts: [] }));
  assert.equal(store.settled.size, 0);
});

test("who has a paper printed again hears when none will come", () => {
  assert.equal(doneSentence(TEXTS, "again", undefined, view({ printers: [OUT] })), "%(label)s not on paper");
  assert.equal(doneSentence(TEXTS, "again", undefined, view({ printers: [OUT, printer({ id: "b" })] })), "%(label)s again");
  assert.equal(doneSentence(TEXTS, "again", "away", view({ printers: [printer()] })), "%(label)s not on paper");
  assert.equal(doneSentence(TEXTS, "desk", undefined, view({ printers: [OUT] })), "");
});
