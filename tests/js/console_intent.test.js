import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ME, NOW, ticket, view } from "./console_cast.js";

const { intentOf } = await import("../../staff/static/staff/intent.js");
const { momentOf } = await import("../../staff/static/staff/values.js");

const TALKING = ticket(7, { state: "in_conversation", guide: ME, desk: "2", rev: 20 });

/** @param {string} name @param {import("../../staff/static/staff/shape.js").Values} [values] @param {object} [shown] @returns {any} */
function asked(name, values = {}, shown = { in_conversation: [TALKING], waiting: [ticket(8)] }) {
  const seen = view(shown);
  const all = [...seen.waiting, ...seen.called, ...seen.in_conversation, ...seen.on_hold];
  return intentOf(name, values, { view: seen, me: ME, location: "oefen", now: NOW, find: (id) => all.find((item) => item.id === id) ?? null });
}

/** The last part of the address, and the body. @param {string} name @param {import("../../staff/static/staff/shape.js").Values} [values] @param {object} [shown] */
function sent(name, values, shown) {
  const { url, body } = asked(name, values, shown);
  return [url.replace(/^\/api\/v1\/(locations\/oefen\/)?/, ""), body];
}

test("a visit's command tells which revision was on screen", () => {
  assert.deepEqual(sent("finish/referred"), ["visits/7/finish", { outcome: "referred", seen_rev: 20 }]);
  assert.deepEqual(sent("finish/other", { topics: ["vacatures"] }), ["visits/7/finish", { outcome: "other", topics: ["vacatures"], seen_rev: 20 }]);
});

test("a hold is for some minutes or until it is resumed, with a note or without", () => {
  assert.deepEqual(sent("hold", { minutes: "5", note: "" }), ["visits/7/hold", { minutes: 5, seen_rev: 20 }]);
  assert.deepEqual(sent("hold", { note: " haalt een brief " }), ["visits/7/hold", { note: "haalt een brief", seen_rev: 20 }]);
  assert.equal(asked("hold", { minutes: "5" }).expected.held_until, "2026-11-20T11:05:00.000Z");
});

test("handing over needs a question, a guide or a desk", () => {
  assert.deepEqual(asked("transfer", { question_type: "", guide: "", desk: "", note: "x" }), { missing: "missing_target" });
  assert.deepEqual(sent("transfer", { question_type: "", guide: "joost", desk: "", note: "" }), ["visits/7/transfer", { guide: "joost", seen_rev: 20 }]);
});

test("another question is one of the questions", () => {
  assert.deepEqual(asked("service", {}), { missing: "missing_question" });
  assert.deepEqual(sent("service", { question_type: "geld", outcome: "answered" }), ["visits/7/service", { question_type: "geld", outcome: "answered", seen_rev: 20 }]);
});

test("a certain visitor is called to my desk, with a reason", () => {
  const waiting = { waiting: [ticket(8)] };
  assert.deepEqual(sent("call/8", { reason: "haast", other: "" }, waiting), ["visits/8/call", { desk: "2", reason: "haast", seen_rev: 8 }]);
  assert.deepEqual(sent("call/8", { reason: "haast", other: "eigen woorden" }, waiting)[1], { desk: "2", reason: "eigen woorden", seen_rev: 8 });
  assert.deepEqual(asked("call/8", {}, waiting), { missing: "missing_reason" });
  assert.deepEqual(asked("call/8", { reason: "haast" }, { ...waiting, desks: [] }), { missing: "missing_desk" });
});

test("changing, merging and noting say what and nothing more", () => {
  assert.deepEqual(sent("change/8", { question_type: "geld", language: "uk", priority: "9" }), ["visits/8/change", { question_type: "geld", language: "uk", priority: 9, seen_rev: 8 }]);
  assert.deepEqual(sent("merge/8", { into: "9" }), ["visits/8/merge", { into: 9, seen_rev: 8 }]);
  assert.deepEqual(asked("merge/8", {}), { missing: "missing_other" });
  assert.deepEqual(sent("note/8", { text: " " }), ["visits/8/note", { text: "", seen_rev: 8 }]);
});

test("taking over is to the desk where I sit", () => {
  const called = ticket(9, { state: "called", guide: "joost", desk: "1" });
  assert.deepEqual(sent("take-over/9", {}, { called: [called] }), ["visits/9/take-over", { desk: "2", seen_rev: 9 }]);
});

test("nothing is asked about a visitor who is gone", () => {
  assert.equal(asked("cancel/99"), null);
  assert.equal(asked("start", {}, {}), null);
  assert.equal(asked("no such thing"), null);
});

test("a number goes into the line, or straight to a free guide", () => {
  assert.deepEqual(sent("issue/werk", { language: "ar", desk: "" }), ["tickets", { question_type: "werk", language: "ar", printed: true }]);
  assert.deepEqual(sent("issue/werk", { language: "ar", desk: "1" }), ["walk-direct", { desk: "1", question_type: "werk", language: "ar" }]);
});

test("presence, paper, away and help", () => {
  assert.deepEqual(sent("presence/pause/lunch"), ["presence", { presence: "pause", reason: "lunch" }]);
  assert.deepEqual(sent("presence/available"), ["presence", { presence: "available" }]);
  assert.deepEqual(sent("call-paper"), ["call-paper", { desk: "2" }]);
  assert.deepEqual(sent("paper", { next: "12", last: "99" }), ["paper-roll", { next: 12, last: 99 }]);
  assert.deepEqual(sent("paper-stop"), ["paper-roll", { next: null }]);
  assert.deepEqual(sent("away", { minutes: "10" }), ["away", { minutes: 10 }]);
  assert.deepEqual(sent("away-end"), ["away", { minutes: null }]);
  assert.deepEqual(sent("help"), ["help", {}]);
  assert.deepEqual(sent("help-coming/joost"), ["help/coming", { guide: "joost" }]);
  assert.deepEqual(sent("help-end/sanne"), ["help/end", {}]);
  assert.deepEqual(sent("help-end/joost"), ["help/end", { guide: "joost" }]);
});

test("closing early needs a reason, and may say when it opens again", () => {
  assert.deepEqual(asked("close", { reason: "" }), { missing: "missing_close" });
  assert.deepEqual(sent("close", { reason: "staff", helping: "yes", until: "" }), ["close", { reason: "staff", helping: true }]);
  assert.deepEqual(sent("close", { reason: "other", until: "13:30" }), ["close", { reason: "other", helping: false, until: "2026-11-20T13:30:00.000Z" }]);
  assert.deepEqual(sent("open"), ["open", {}]);
});

test("a message needs words", () => {
  assert.deepEqual(asked("message", { text: " " }), { missing: "missing_text" });
  assert.deepEqual(sent("message", { text: "Koffie", minutes: "30" }), ["messages", { text: "Koffie", minutes: 30 }]);
  assert.deepEqual(sent("message-end/4"), ["messages/4/remove", {}]);
});

test("who takes all questions has no second ones", () => {
  assert.deepEqual(sent("guide/joost", { all: "yes", also: ["geld"], languages: ["ar"] })[1], { guide: "joost", own: null, also: [], languages: ["ar"] });
  assert.deepEqual(sent("guide/joost", { own: ["werk"], also: ["werk", "geld"] })[1], { guide: "joost", own: ["werk"], also: ["geld"], languages: [] });
});

test("a time that has passed today is tomorrow's, and nonsense is no moment", () => {
  const clock = (/** @type {Date} */ at) => at.toISOString().slice(11, 16);
  assert.equal(momentOf("10:30", NOW, clock), "2026-11-21T10:30:00.000Z");
  assert.equal(momentOf("later", NOW, clock), null);
});
