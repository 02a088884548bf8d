import assert from "node:assert/strict";
import { test } from "node:test";
import { Watch } from "../../staff/static/staff/watch.js";
import { ME, ticket, view } from "./console_cast.js";

const MINE = ticket(7, { state: "in_conversation", guide: ME, desk: "2" });
const mine = (/** @type {object} */ more = {}) => view({ in_conversation: [MINE], deskState: "in_conversation", ...more });

/** A console that sees one view after the other, a second apart. @param {...ReturnType<typeof view>} views */
function watched(...views) {
  const watch = new Watch(ME);
  views.forEach((seen, second) => watch.see(seen, second * 1000));
  return watch;
}

test("a visitor whom a colleague took over is told, until it is dismissed or half a minute has passed", () => {
  const watch = watched(mine(), view({ in_conversation: [{ ...MINE, guide: "joost", desk: "1" }] }));
  assert.deepEqual(watch.told(2000).map(({ kind, guide, label }) => [kind, guide, label]), [["taken_over", "joost", "A07"]]);
  assert.deepEqual(watch.told(32_000), []);
  watch.dismiss(watch.rows[0].id);
  assert.deepEqual(watch.told(2000), []);
});

test("a visitor on hold can be taken over too; one whose time on hold is over is nothing new", () => {
  const held = ticket(7, { state: "on_hold", guide: ME });
  assert.equal(watched(view({ on_hold: [held] }), view({ in_conversation: [{ ...MINE, guide: "joost", desk: "1" }] })).told(1000)[0]?.kind, "taken_over");
  assert.deepEqual(watched(view({ on_hold: [held] }), view({ waiting: [ticket(7)] })).told(1000), []);
});

test("a visitor who was closed or sent back by somebody else is told", () => {
  assert.equal(watched(mine(), view()).told(1000)[0]?.kind, "not_with_you");
});

test("what I did myself is no news", () => {
  const watch = new Watch(ME);
  watch.see(mine(), 0);
  watch.act("transfer", 7, 500);
  watch.see(view({ in_conversation: [{ ...MINE, guide: "joost", desk: "1" }] }), 1000);
  assert.deepEqual([watch.told(1000), watch.holds(1000)], [[], false]);
});

test("that I had just begun to talk does not hide that somebody takes over", () => {
  const watch = new Watch(ME);
  watch.see(mine(), 0);
  watch.act("start", 7, 500);
  watch.see(view({ in_conversation: [{ ...MINE, guide: "joost", desk: "1" }] }), 1000);
  assert.equal(watch.told(1000)[0]?.kind, "taken_over");
});

test("a desk at which somebody else sat down is told, and not when I left it", () => {
  const taken = view();
  Object.assign(taken.desks[1], { guide: "joost" });
  assert.deepEqual(watched(view(), taken).told(1000).map(({ kind, guide, desk }) => [kind, guide, desk]), [["desk_taken", "joost", "Plek 2"]]);
  const watch = new Watch(ME);
  watch.see(view(), 0);
  watch.act("leave", null, 500);
  watch.see(taken, 1000);
  assert.deepEqual(watch.told(1000), []);
});

test("the call button rests for a second after a change that I did not make", () => {
  const next = (/** @type {number} */ id) => ({ mine: { next: { ticket: id, label: `A0${id}`, reason: "waited_longest" } }, waiting: [ticket(id)] });
  const watch = watched(view(next(7)), view(next(8)));
  assert.deepEqual([watch.holds(1500), watch.holds(2000)], [true, false]);
  assert.equal(watched(view(next(7)), view(next(7))).holds(1000), false);
  assert.equal(watched(mine(), view(next(8))).holds(1000), true);
});

test("the first view is no change, and after my own act the next visitor can be called at once", () => {
  assert.equal(watched(view()).holds(0), false);
  const watch = new Watch(ME);
  watch.see(mine(), 0);
  watch.act("finish", 7, 500);
  watch.see(view({ waiting: [ticket(8)], mine: { next: { ticket: 8, label: "A08", reason: "waited_longest" } } }), 1000);
  assert.equal(watch.holds(1000), false);
});
