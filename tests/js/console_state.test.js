import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Lists } from "../../staff/static/staff/lists.js";
import { Notices } from "../../staff/static/staff/notices.js";
import { Screen } from "../../staff/static/staff/state.js";
import { Undo } from "../../staff/static/staff/undo.js";
import { AROUND, ME, NOW, ticket, view } from "./console_cast.js";

const NOBODY = { find: () => null };

test("a sheet opens on the first press and shuts on the second", () => {
  const screen = new Screen();
  assert.equal(screen.press("sheet/visitor/7"), true);
  assert.deepEqual(screen.sheet, { kind: "visitor", id: "7" });
  screen.press("sheet/visitor/7");
  assert.equal(screen.sheet, null);
});

test("what is not about this screen alone is left to the server", () => {
  for (const name of ["start", "desk/2", "finish/other", "presence/available"]) assert.equal(new Screen().press(name), false);
});

test("a sheet about a visitor goes when the visitor goes", () => {
  const screen = new Screen();
  screen.press("sheet/visitor/7");
  screen.follow(view({ waiting: [ticket(7)] }), ME, NOBODY);
  assert.notEqual(screen.sheet, null);
  screen.follow(view(), ME, NOBODY);
  assert.equal(screen.sheet, null);
});

test("a sheet of the conversation goes with the conversation", () => {
  const screen = new Screen();
  screen.press("sheet/hold");
  screen.follow(view({ in_conversation: [ticket(7, { state: "in_conversation", guide: ME, desk: "2" })] }), ME, NOBODY);
  assert.notEqual(screen.sheet, null);
  screen.follow(view(), ME, NOBODY);
  assert.equal(screen.sheet, null);
});

test("what was asked about one visitor is not left for the next one, though both conversations come in one view", () => {
  const screen = new Screen();
  const talks = (/** @type {number} */ id) => view({ in_conversation: [ticket(id, { state: "in_conversation", guide: ME, desk: "2" })] });
  screen.follow(talks(7), ME, NOBODY);
  screen.press("sheet/hold");
  screen.follow(talks(7), ME, NOBODY);
  assert.notEqual(screen.sheet, null);
  screen.follow(talks(8), ME, NOBODY);
  assert.equal(screen.sheet, null);
  screen.press("finish");
  screen.follow(talks(9), ME, NOBODY);
  assert.equal(screen.finishing, false);
});

test("turning to the other view shuts the sheet", () => {
  const screen = new Screen();
  screen.press("sheet/issue");
  screen.press("tab/overview");
  assert.deepEqual([screen.tab, screen.sheet], ["overview", null]);
});

test("a step can be taken back until the time is over", () => {
  const undo = new Undo(60_000);
  undo.offer(ticket(7), 1000);
  assert.deepEqual([undo.step(2000), undo.left(31_000)], [{ id: 7, label: "A07" }, 30]);
  assert.equal(undo.step(61_000), null);
});

const QUESTIONS = AROUND.questions;
const seconds = (/** @type {number} */ count) => new Date(NOW.getTime() + count * 1000);

test("who waits too long is told only after a while, and only when no guide is free", () => {
  const notices = new Notices(10);
  const busy = view({ waiting: [ticket(7)], deskState: "called" });
  busy.desks[0].state = "in_conversation";
  assert.deepEqual(notices.late(busy, QUESTIONS, NOW), []);
  assert.deepEqual(notices.late(busy, QUESTIONS, seconds(10)), [{ label: "A07", target: 10 }]);
  assert.deepEqual(notices.late(view({ waiting: [ticket(7)] }), QUESTIONS, seconds(20)), []);
  assert.deepEqual(notices.late(busy, QUESTIONS, seconds(21)), []);
});

test("who has asked for a moment does not wait too long, and who waits longest is named first", () => {
  const notices = new Notices(0);
  const waiting = [ticket(7, { reason: "later" }), ticket(8, { issued_at: "2026-11-20T10:45:00Z" }), ticket(9, { issued_at: "2026-11-20T10:30:00Z" })];
  const busy = view({ waiting, desks: [] });
  assert.deepEqual(notices.late(busy, QUESTIONS, NOW).map(({ label }) => label), ["A09", "A08"]);
});

test("a list is fetched while somebody looks at it, and again when something changed", async () => {
  /** @type {string[]} */
  const asked = [];
  const lists = new Lists("oefen", async (url) => (asked.push(url), { ok: true, data: { closed: [ticket(3)] } }));
  assert.equal(await lists.fetch("visitor", 1), false);
  assert.equal(await lists.fetch("closed", 1), true);
  assert.equal(await lists.fetch("closed", 1), false);
  assert.equal(await lists.fetch("closed", 2), true);
  assert.deepEqual([asked.length, asked[0], lists.find(3)?.id], [2, "/api/v1/locations/oefen/closed", 3]);
});

test("a list that did not come says so and keeps what was known", async () => {
  let ok = true;
  const lists = new Lists("oefen", async () => ({ ok, data: ok ? { closed: [ticket(3)] } : null }));
  await lists.fetch("closed", 1);
  ok = false;
  await lists.fetch("closed", 2);
  assert.deepEqual([lists.failed, lists.closed?.length], ["closed", 1]);
});

test("a sheet that was opened while a command was under way stays open", () => {
  const screen = new Screen();
  const { sheet } = screen;
  screen.press("sheet/transfer");
  screen.done("start", sheet);
  assert.deepEqual(screen.sheet, { kind: "transfer", id: "" });
  screen.done("transfer");
  assert.equal(screen.sheet, null);
});

test("of two rows about one visitor the newest counts, and a list is forgotten when nobody looks at it any more", async () => {
  const gone = ticket(7, { state: "no_show", rev: 31 });
  const lists = new Lists("oefen", async (url) => ({ ok: true, data: url.endsWith("line") ? { waiting: [ticket(7)] } : { closed: [gone] } }));
  await lists.fetch("line", 30);
  lists.known.closed = { rev: 31, data: { closed: [gone] } };
  assert.equal(lists.find(7)?.rev, 31);
  await lists.fetch("closed", 31);
  assert.deepEqual([lists.waiting, lists.find(7)?.rev], [null, 31]);
  await lists.fetch("work", 31);
  assert.equal(lists.find(7), null);
});

test("choosing the other number of somebody looks at the whole line", async () => {
  const lists = new Lists("oefen", async () => ({ ok: true, data: { waiting: [ticket(7)] } }));
  await lists.fetch("merge", 1);
  assert.deepEqual(lists.waiting?.map(({ id }) => id), [7]);
});
