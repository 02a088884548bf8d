import assert from "node:assert/strict";
import { test } from "node:test";
import "./merged.js";

/** @typedef {import("../../staff/static/staff/wording_model.js").Text} Text */
const { differs, filled, formsOf, found, grouped, isMissing, isOwn, isSentence, nextMissing, told, wayBack } = await import("../../staff/static/staff/wording_model.js");
const { withoutRemarks } = await import("../../staff/static/staff/wording_server.js");
const { Work } = await import("../../staff/static/staff/wording_work.js");

/** @param {Partial<Text>} [more] @returns {Text} */
const text = (more = {}) => ({ key: "Back", counted: false, places: ["kiosk"], gaps: [], longest: 400, dutch: ["Terug"], english: ["Back"], original: ["Terug"], forms: ["Terug"], by: null, at: null, ...more });
const welcome = text({ key: "Welcome", dutch: ["Welkom"], english: ["Welcome"], original: ["Welkom"], forms: ["Hallo"], by: "Ada" });
const missing = text({ key: "Done", dutch: ["Klaar"], english: ["Done"], original: null, forms: null });
const counted = text({ key: "%(num)s person waiting", counted: true, gaps: ["num"], original: null, forms: null });
const language = { code: "ro", name: "Română", english_name: "Romanian", rtl: false, delivered: false, offered: false, own: false, done: 1, total: 2 };
/** @param {Text[]} texts @returns {import("../../staff/static/staff/wording_model.js").Sheet} */
const sheet = (...texts) => ({ language, examples: [[1], [0, 2], [20]], texts });

test("a text is found by what visitors read, by the Dutch and by the English", () => {
  const all = [text(), welcome, missing];
  const keys = (/** @type {string} */ words) => found(all, { words, only: false }).map(({ key }) => key);
  assert.deepEqual(keys("hallo"), ["Welcome"]);
  assert.deepEqual(keys("KLAAR"), ["Done"]);
  assert.deepEqual(keys("back"), ["Back"]);
  assert.deepEqual(keys(""), ["Back", "Welcome", "Done"]);
});

test("what is missing, changed or not saved yet can be looked at alone", () => {
  const all = [text(), welcome, missing];
  assert.deepEqual(found(all, { words: "", only: true }).map(({ key }) => key), ["Welcome", "Done"]);
  assert.equal(found(all, { words: "", only: true }, { Back: ["Vorige"] }).length, 3);
});

test("texts stand under the first place where a visitor meets them", () => {
  const groups = grouped([text({ places: ["questions"] }), text({ places: ["kiosk", "phone"] }), text({ places: ["kiosk"] })]);
  assert.deepEqual(groups.map(([place, some]) => [place, some.length]), [["questions", 1], ["kiosk", 2]]);
});

test("after a text comes the next one that is missing, and after the last the first", () => {
  const all = [missing, text(), counted];
  assert.equal(nextMissing(all, "Back")?.key, counted.key);
  assert.equal(nextMissing(all, counted.key)?.key, "Done");
  assert.equal(nextMissing([missing, text()], "Done"), null);
});

test("a text that nobody translated starts with an empty field for each quantity form", () => {
  assert.deepEqual(formsOf(counted, 3, undefined), ["", "", ""]);
  assert.deepEqual(formsOf(missing, 3, undefined), [""]);
  assert.deepEqual(formsOf(welcome, 3, undefined), ["Hallo"]);
  assert.deepEqual(formsOf(welcome, 3, ["Hoi"]), ["Hoi"]);
});

test("typing what is there already is no change, nor is leaving an empty field empty", () => {
  assert.equal(differs(welcome, ["Hallo"]), false);
  assert.equal(differs(welcome, ["Hoi"]), true);
  assert.equal(differs(counted, ["", "", ""]), false);
  assert.equal(differs(counted, ["", "x", ""]), true);
});

test("a text of the region is marked in a language of Inloop, not in one that the region wrote whole", () => {
  assert.equal(isOwn(welcome), true);
  assert.equal(isOwn(text({ original: null, by: "Ada" })), false);
  assert.equal(isMissing(missing), true);
});

test("the way back brings each changed text to what it was, and the catalogue's where there was no other", () => {
  const before = sheet(text(), welcome, missing);
  const after = sheet(text({ forms: ["Vorige"], by: "Ada" }), text({ ...welcome, forms: ["Hoi"] }), text({ ...missing, forms: ["Gata"] }));
  assert.deepEqual(wayBack(before, after), [
    { key: "Back", forms: null },
    { key: "Welcome", forms: ["Hallo"] },
    { key: "Done", forms: null },
  ]);
  assert.deepEqual(wayBack(before, before), []);
});

test("a question's name goes back to the earlier name; one that was not there cannot be unwritten", () => {
  const name = text({ key: "question_type/werk/name", places: ["questions"], original: null, forms: ["Werk zoeken"] });
  const none = text({ key: "question_type/leren/name", places: ["questions"], original: null, forms: null });
  const after = sheet(text({ ...name, forms: ["Een baan"] }), text({ ...none, forms: ["Leren"] }));
  assert.deepEqual(wayBack(sheet(name, none), after), [{ key: "question_type/werk/name", forms: ["Werk zoeken"] }]);
});

test("a drawing shows examples in the gaps, and leaves one that it does not know", () => {
  assert.equal(filled("We roepen %(label)s."), "We roepen A07.");
  assert.equal(filled("%(num)s wachtenden", 21), "21 wachtenden");
  assert.equal(filled("%(what)s"), "%(what)s");
});

test("a sentence is told from a word on a button", () => {
  assert.equal(isSentence("Kijk op het scherm."), true);
  assert.equal(isSentence("ማያ ርአ።"), true);
  assert.equal(isSentence("Terug"), false);
});

test("the numbers of a form end in 'and so on' when there are more", () => {
  assert.deepEqual(told([1]), { numbers: "1", more: false });
  assert.deepEqual(told([0, 2, 3, 4]), { numbers: "0, 2, 3, 4", more: true });
});

test("of a translator's file the remarks stay behind, the marks do not", () => {
  assert.equal(withoutRemarks('#. Dutch: Terug\n#: kiosk\n#, fuzzy\nmsgid "Back"'), '#, fuzzy\nmsgid "Back"');
});

test("what is typed is kept for its text while another one is worked on", () => {
  const work = new Work();
  work.sheet = sheet(text(), welcome);
  work.choose("Back");
  work.drafts.Back = ["Vorige"];
  work.choose("Welcome");
  assert.deepEqual(work.forms, ["Hallo"]);
  work.choose("Back");
  assert.deepEqual(work.forms, ["Vorige"]);
  assert.equal(work.place, "kiosk");
});
