import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, layout, part, SAID } from "./layout_cast.js";

const { add, change, draftOf, write } = await import("../../staff/static/staff/layout_model.js");
const { faultsFrom, faultsIn } = await import("../../staff/static/staff/layout_faults.js");

test("a ticket that fits together has no fault", () => {
  assert.deepEqual(faultsIn(draftOf(layout()), SAID), []);
});

test("a line in another language only asks for Dutch, at the field for it", () => {
  const empty = add(draftOf(layout()), "line");
  const key = keyOf(empty, "line");
  assert.deepEqual(faultsIn(empty, SAID), []);
  assert.deepEqual(faultsIn(write(empty, key, "ar", "أهلا"), SAID), [{ key, field: "text.nl", text: "line_dutch" }]);
});

test("a time beside the code and on a row of its own is too much on wide paper only", () => {
  const draft = draftOf(layout({ parts: [part("number"), part("issued"), part("qr", { paper: "80", beside: ["issued"] })] }));
  const faults = faultsIn(draft, SAID);
  assert.deepEqual(faults, [{ key: keyOf(draft, "qr"), field: "part", text: "twice Dag en tijd 80" }]);
  assert.deepEqual(faultsIn(change(draft, keyOf(draft, "issued"), { paper: "58" }), SAID), []);
});

test("two codes on both papers are one fault", () => {
  const draft = draftOf(layout({ parts: [part("number"), part("qr"), part("qr")] }));
  assert.deepEqual(faultsIn(draft, SAID), [{ key: draft.rows[2].key, field: "part", text: "twice QR 80" }]);
});

test("a paper without a number is a fault of the whole ticket", () => {
  const draft = draftOf(layout({ parts: [part("number", { paper: "80" })] }));
  assert.deepEqual(faultsIn(draft, SAID), [{ key: null, field: "", text: "no_number 58" }]);
});

test("more parts than the server takes are told before it is asked", () => {
  const draft = draftOf(layout({ parts: [part("number"), ...Array.from({ length: 40 }, () => part("rule"))] }));
  assert.deepEqual(faultsIn(draft, SAID).map(({ text }) => text), ["too_many 40"]);
});

test("an error of the server stands at the part it means, past those that are not sent", () => {
  const hidden = draftOf(layout());
  const off = add(change(hidden, keyOf(hidden, "organisation"), { shown: false }), "line");
  const draft = write(off, keyOf(off, "line"), "nl", "a\u200bb");
  const [fault] = faultsFrom([{ place: "layout.parts.4.text.nl", message: "Value error, holds the invisible character U+202A" }], draft, SAID);
  assert.deepEqual(fault, { key: keyOf(draft, "line"), field: "text.nl", text: "line_unseen" });
});

test("an error of the logo stands at the logo", () => {
  const draft = draftOf(layout({ logo: "data:image/png;base64,AA", parts: [part("number"), part("logo")] }));
  const [fault] = faultsFrom([{ place: "layout.logo", message: "Value error, is too light to print: nothing of it is dark" }], draft, SAID);
  assert.deepEqual(fault, { key: keyOf(draft, "logo"), field: "logo", text: "logo_light" });
});

test("what the server says in its own words is passed on as such", () => {
  const draft = draftOf(layout());
  const [at, whole] = faultsFrom([{ place: "layout.parts.1.size", message: "Value error, no such size" }, { place: "layout", message: "too long" }], draft, SAID);
  assert.deepEqual(at, { key: keyOf(draft, "number"), field: "size", text: "no such size", foreign: true });
  assert.deepEqual(whole, { key: null, field: "", text: "too long", foreign: true });
});
