import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { AROUND, ME, NOW, ticket, told, view } from "./console_cast.js";

const { Lists } = await import("../../staff/static/staff/lists.js");
const { actionsFor, issueChoices, sheetModel } = await import("../../staff/static/staff/sheet_model.js");
const { deskRows, doorModel, guideRows, questionRows } = await import("../../staff/static/staff/overview_model.js");

const FREE = { me: ME, mayCall: true, atDesk: true, free: true };
const LANGUAGES = [{ code: "nl", name: "Nederlands" }, { code: "ar", name: "العربية" }];

/** @param {string} kind @param {string} id @param {object} shown @returns {any} */
function sheet(kind, id, shown) {
  const about = {
    view: view(shown), me: ME, mayCall: true, now: NOW, lists: new Lists("oefen", async () => ({ ok: true, data: null })), issued: null,
    calling: { recall_pause_seconds: 10, max_recalls: 3, max_hold_minutes: 20, undo_seconds: 60, late_minutes: 30, notice_seconds: 10 },
    outcomes: [{ id: "answered", text: "Beantwoord" }], languages: LANGUAGES, callReasons: ["haast"],
  };
  return sheetModel({ kind, id }, about, AROUND);
}

test("a free guide may call somebody who waits; a host and a busy guide may not", () => {
  assert.equal(actionsFor(ticket(7), FREE)[0], "call");
  assert.equal(actionsFor(ticket(7), { ...FREE, mayCall: false }).includes("call"), false);
  assert.equal(actionsFor(ticket(7), { ...FREE, free: false }).includes("call"), false);
});

test("who asked for a moment can be back early", () => {
  assert.ok(actionsFor(ticket(7), FREE).includes("later"));
  assert.ok(actionsFor(ticket(7, { later_until: "2026-11-20T11:05:00Z" }), FREE).includes("back"));
});

test("my own on hold is gone on with, a colleague's is taken over", () => {
  assert.equal(actionsFor(ticket(7, { state: "on_hold", guide: ME }), FREE)[0], "resume");
  assert.equal(actionsFor(ticket(7, { state: "on_hold", guide: "joost" }), FREE)[0], "take-over");
  assert.equal(actionsFor(ticket(7, { state: "on_hold", guide: ME }), { ...FREE, mayCall: false }).includes("resume"), false);
});

test("a closed visit can only come back", () => {
  assert.deepEqual(actionsFor(ticket(7, { state: "no_show" }), FREE), ["reinstate"]);
});

test("a hold is offered no longer than it may last", () => {
  assert.deepEqual(sheet("hold", "", {}).holds, [5, 15]);
});

test("somebody is handed over to a guide who is here, for a question that is asked here", () => {
  const model = sheet("transfer", "", { in_conversation: [ticket(7, { state: "in_conversation", guide: ME, desk: "2" })] });
  assert.deepEqual(model.guides.map((/** @type {any} */ item) => item.value), ["joost"]);
  assert.deepEqual(model.questions.map((/** @type {any} */ item) => item.value), ["werk", "geld"]);
});

test("a number can go straight to guides who are free", () => {
  assert.deepEqual(sheet("issue", "", {}).ways.map((/** @type {any} */ item) => item.value), ["", "1", "2"]);
  assert.deepEqual(sheet("issue", "", { desks: [] }).ways, []);
});

test("languages are named in their own words and in ours", () => {
  assert.deepEqual(sheet("issue", "", {}).languages.map((/** @type {any} */ item) => item.text), ["Nederlands", "العربية · Arabisch"]);
});

test("a note is written on, whoever wrote it, so that nobody erases a colleague's unseen", () => {
  const notes = [{ ticket: 7, kind: "note", text: "van een collega", by: "joost", at: "2026-11-20T10:50:00Z" }];
  assert.equal(sheet("note", "7", { waiting: [ticket(7)], notes }).written, "van een collega");
});

test("the questions stand in order of how far they are over their target", () => {
  const questions = [{ id: "geld", waiting: 1, longest: "2026-11-20T10:45:00Z" }, { id: "werk", waiting: 2, longest: "2026-11-20T10:48:00Z" }];
  assert.deepEqual(questionRows(view({ questions }), AROUND, NOW).map((row) => [row.name, row.level]), [["Werk zoeken", "over"], ["Geld", "fine"]]);
});

test("a guide who has been free for a while is seen, and who talks can be taken over", () => {
  const shown = view({ called: [ticket(9, { state: "called", guide: "joost", desk: "1", called_at: "2026-11-20T10:59:00Z" })] });
  shown.desks[0].state = "called";
  shown.desks[1].since = "2026-11-20T10:50:00Z";
  assert.deepEqual(deskRows(shown, AROUND, NOW).map((row) => [row.idle, row.canTake]), [[false, true], [true, false], [false, false]]);
});

test("a door that is closed by hand can be opened again at once", () => {
  assert.deepEqual([doorModel(view(), AROUND).isOpen, doorModel(view(), AROUND).byHand], [true, false]);
  const closed = doorModel(view({ open: false, door: "closed", closing: { reason: "staff", helping: true, until: null } }), AROUND);
  assert.deepEqual([closed.isOpen, closed.byHand, told(closed.state)], [false, true, "closed_staff"]);
});

test("what a guide takes is told in one line", () => {
  const guides = [{ guide: "joost", own: ["werk"], also: ["geld"], languages: ["ar"], desk: "1" }, { guide: "mo", own: null, also: [], languages: [], desk: null }];
  const rows = guideRows(guides, view(), AROUND);
  assert.deepEqual([told(rows[0].takes), rows[0].speaks, rows[0].desk], ["Werk zoeken; takes_also<Geld>", "Arabisch", "Plek 1"]);
  assert.deepEqual([told(rows[1].takes), rows[1].desk], ["takes_all", null]);
});

test("the other number is chosen, from the likely ones first, told with its question", () => {
  const waiting = [ticket(3), ticket(5, { question_type: "geld" }), ticket(6, { question_type: "geld" }), ticket(8), ticket(20)];
  const { others } = sheet("merge", "6", { waiting });
  assert.deepEqual(others.map((/** @type {any} */ item) => item.value), ["", "5", "8", "3", "20"]);
  assert.equal(others[1].text, "A05 · Geld · Oekraïens · 10:48");
});

test("what was given can be checked, and how many go before", () => {
  const given = (/** @type {object} */ more) => issueChoices({ view: view(), languages: LANGUAGES, issued: ticket(30, more) }, AROUND).issued;
  assert.deepEqual([given({ ahead: 20 })?.question, given({ ahead: 20 })?.language, told(given({ ahead: 20 })?.ahead ?? "")], ["Werk zoeken", "Oekraïens", "ahead<20>"]);
  assert.equal(told(given({ ahead: 0 })?.ahead ?? ""), "ahead_none");
  assert.equal(given({ ahead: null })?.ahead, null);
});
