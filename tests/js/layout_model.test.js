import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, layout, names, part } from "./layout_cast.js";

const model = await import("../../staff/static/staff/layout_model.js");
const { History } = await import("../../staff/static/staff/layout_history.js");
const { add, change, draftOf, layoutOf, move, remove, same, setBeside, setCopies, setLogo, standsOn, write } = model;

test("a layout that nobody touched is sent as it came", () => {
  assert.deepEqual(layoutOf(draftOf(layout())), layout());
});

test("parts that a layout lacks are offered, not shown", () => {
  const draft = draftOf(layout());
  assert.deepEqual(names(draft), ["organisation", "number", "rule", "qr", "qr"]);
  assert.ok(draft.rows.some((row) => row.part === "instruction" && !row.shown));
  assert.equal(draft.rows.filter((row) => row.part === "qr").length, 2);
});

test("a part moves one place and stays at the end", () => {
  const draft = draftOf(layout());
  const up = move(draft, keyOf(draft, "number"), -1);
  assert.deepEqual(names(up).slice(0, 2), ["number", "organisation"]);
  assert.equal(move(up, keyOf(up, "number"), -1), up);
  assert.deepEqual(names(draft).slice(0, 2), ["organisation", "number"]);
});

test("a part that is taken off the ticket comes back where it was", () => {
  const draft = draftOf(layout());
  const off = change(draft, keyOf(draft, "rule"), { shown: false });
  assert.deepEqual(names(off), ["organisation", "number", "qr", "qr"]);
  assert.deepEqual(names(change(off, keyOf(draft, "rule"), { shown: true })), names(draft));
});

test("the same value again is no change", () => {
  const draft = draftOf(layout());
  assert.equal(change(draft, keyOf(draft, "number"), { size: "normal" }), draft);
  assert.equal(setCopies(draft, 1), draft);
});

test("what is added stands below all that is shown and can be taken away, a part of Inloop cannot", () => {
  const draft = add(draftOf(layout()), "space");
  assert.deepEqual(names(draft).at(-1), "space");
  assert.deepEqual(names(remove(draft, keyOf(draft, "space"))), names(draftOf(layout())));
  assert.equal(remove(draft, keyOf(draft, "number")), draft);
});

test("an added part never gets the key of one that was taken away", () => {
  const draft = add(draftOf(layout()), "space");
  const key = keyOf(draft, "space");
  assert.notEqual(keyOf(add(remove(draft, key), "space"), "space"), key);
});

test("a line is not on the ticket until it says something, and only in the languages it says it in", () => {
  const draft = add(draftOf(layout()), "line");
  const key = keyOf(draft, "line");
  assert.equal(layoutOf(draft).parts.length, 5);
  const said = write(write(write(draft, key, "nl", " Welkom "), key, "ar", "أهلا"), key, "pl", "  ");
  assert.deepEqual(layoutOf(said).parts.at(-1), part("line", { text: { ar: "أهلا", nl: "Welkom" } }));
});

test("two layouts are the same whatever the order of their languages", () => {
  const one = layout({ parts: [part("number"), part("line", { text: { nl: "a", ar: "b" } })] });
  const other = layout({ parts: [part("number"), part("line", { text: { ar: "b", nl: "a" } })] });
  assert.ok(same(one, other));
  assert.ok(!same(one, layout({ ...other, copies: 2 })));
});

test("what stands beside the code keeps one order", () => {
  const draft = draftOf(layout());
  const key = keyOf(draft, "qr");
  const more = setBeside(setBeside(draft, key, "wait", true), key, "ahead", true);
  assert.deepEqual(more.rows.find((row) => row.key === key)?.beside, ["issued", "ahead", "wait"]);
  assert.deepEqual(setBeside(more, key, "issued", false).rows.find((row) => row.key === key)?.beside, ["ahead", "wait"]);
});

test("a logo gets its place on the ticket, and leaves it to whoever takes it away", () => {
  const draft = setLogo(draftOf(layout()), "data:image/png;base64,AA");
  assert.ok(names(draft).includes("logo"));
  assert.equal(layoutOf(setLogo(draft, null)).logo, null);
});

test("a part stands on the paper it was chosen for", () => {
  const [wide] = draftOf(layout()).rows.filter((row) => row.part === "qr");
  assert.deepEqual([standsOn(wide, "80"), standsOn(wide, "58"), standsOn({ ...wide, shown: false }, "80")], [true, false, false]);
});

test("each step can be undone, the letters typed in one field together", () => {
  const history = new History(draftOf(layout()));
  const first = history.now;
  const key = keyOf(first, "number");
  assert.ok(history.go(move(first, key, 1)));
  const line = add(history.now, "line");
  history.go(line);
  for (const text of ["W", "We", "Wel"]) history.go(write(history.now, keyOf(line, "line"), "nl", text), "text");
  assert.ok(history.undo());
  assert.equal(history.now, line);
  assert.ok(history.undo() && history.undo());
  assert.equal(history.now, first);
  assert.ok(!history.undo());
});

test("a step between two bouts of typing parts them", () => {
  const line = add(draftOf(layout()), "line");
  const key = keyOf(line, "line");
  const history = new History(line);
  history.go(write(line, key, "nl", "a"), "text");
  history.go(setCopies(history.now, 2));
  history.go(write(history.now, key, "nl", "ab"), "text");
  history.undo();
  assert.deepEqual([history.now.copies, history.now.rows.find((row) => row.key === key)?.text], [2, { nl: "a" }]);
});

test("nothing changed is no step", () => {
  const history = new History(draftOf(layout()));
  assert.ok(!history.go(history.now));
  assert.ok(!history.undo());
});
