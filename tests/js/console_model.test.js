import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { AROUND, NOW, ticket, told, view } from "./console_cast.js";

const { day, desks, deviceTable, devices, doorNews, held, helps, line } = await import("../../staff/static/staff/model.js");
const { person } = await import("../../staff/static/staff/person.js");

test("a visitor is told in the guide's words", () => {
  const shown = person(ticket(7, { reason: "waited_longest" }), AROUND, NOW);
  assert.deepEqual(
    [shown.label, shown.question, shown.language, shown.waited, shown.level, shown.reason],
    ["A07", "Werk zoeken", "Oekraïens", "wacht 12 min", "over", "wacht het langst"],
  );
});

test("the wait of a visitor who was called stopped at the call", () => {
  const called = ticket(7, { state: "called", called_at: "2026-11-20T10:53:00Z" });
  assert.equal(person(called, AROUND, NOW).waited, "5 min");
});

test("no wait is told of a later question of the visit, nor of who was never called", () => {
  const talking = { state: /** @type {const} */ ("in_conversation"), guide: "sanne", desk: "2" };
  assert.equal(person(ticket(7, { ...talking, called_at: "2026-11-20T10:53:00Z", service: 2 }), AROUND, NOW).waited, "");
  assert.equal(person(ticket(7, talking), AROUND, NOW).waited, "");
});

test("the row that stands out is the one that calling gives to me; a host has none", () => {
  const next = { ticket: 8, label: "A08", reason: "priority" };
  const shown = line(view({ waiting: [ticket(7), ticket(8)], mine: { next } }), AROUND, NOW);
  assert.deepEqual(shown.people.map(({ next }) => next), [false, true]);
  const host = line(view({ waiting: [ticket(7)], mine: { next } }), { ...AROUND, me: "hanna" }, NOW);
  assert.deepEqual(host.people.map(({ next }) => next), [false]);
});

test("a question that is no longer configured keeps its name and has no target", () => {
  const shown = person(ticket(7, { question_type: "oud" }), AROUND, NOW);
  assert.deepEqual([shown.question, shown.level], ["oud", "fine"]);
});

test("the line tells how many wait, and for how long at most", () => {
  const shown = line(view({ waiting: [ticket(7), ticket(8)] }), AROUND, NOW);
  assert.deepEqual([shown.title, shown.longest], ["2 wachten", "langste 12 min"]);
  assert.equal(line(view(), AROUND, NOW).longest, null);
});

test("other desks show who is there with whom, and leave out my own", () => {
  const called = ticket(9, { state: "called", guide: "joost", desk: "1", called_at: "2026-11-20T10:59:00Z" });
  const shown = view({ called: [called] });
  shown.desks[0].state = "called";
  assert.deepEqual(desks(shown, AROUND).rows.map((row) => [row.id, told(row.text), row.label]), [
    ["1", "joost · state_called", "A09"],
    ["3", "state_free", null],
  ]);
});

test("each device has a pictogram of its kind and says how it is", () => {
  const rows = devices([{ id: 1, name: "Tv", kind: "display", online: false, shown_rev: 3 }], () => "offline", AROUND.texts).rows;
  assert.deepEqual(rows.map((row) => ({ ...row, text: told(row.text) })), [
    { name: "Tv", icon: "device-tv", text: "device_offline", health: "offline", count: 1 },
  ]);
});

test("devices that differ in nothing share a row", () => {
  const tv = { id: 1, name: "Tv", kind: "display", online: true, shown_rev: 3 };
  const rows = devices([tv, { ...tv, id: 2 }, { ...tv, id: 3, name: "Hal" }], () => "current", AROUND.texts).rows;
  assert.deepEqual(rows.map(({ name, count }) => [name, count]), [["Tv", 2], ["Hal", 1]]);
});

test("the day keeps its figures apart", () => {
  const counts = { waiting: 1, issued: 9, done: 4, no_show: 2, left: 1, abandoned: 0 };
  assert.deepEqual(day(view({ counts }), AROUND.texts).rows.map(({ count }) => count), [9, 4, 2, 1]);
});

test("who goes before others is told with how often that may be", () => {
  const shown = person(ticket(7, { reason: "priority", used: 1, most: 2 }), AROUND, NOW);
  assert.equal(told(shown.reason), "reason_overtakes<1><2>");
  assert.equal(person(ticket(7, { reason: "priority" }), AROUND, NOW).reason, "heeft voorrang");
});

test("beside a language stands who speaks it: me first, then a colleague who is free", () => {
  const shown = view({ mine: { languages: ["uk"] } });
  shown.desks[0].languages = ["uk", "ti"];
  assert.equal(told(person(ticket(7), AROUND, NOW, shown).speaks), "you_speak");
  assert.equal(told(person(ticket(7, { language: "ti" }), AROUND, NOW, shown).speaks), "guide_speaks<joost>");
  assert.equal(person(ticket(7, { language: "ar" }), AROUND, NOW, shown).speaks, null);
  assert.equal(person(ticket(7, { language: "nl" }), AROUND, NOW, shown).speaks, null);
});

test("what sets a visitor apart is told in words", () => {
  const apart = ticket(7, { priority: 1, for_guide: "joost", for_desk: "3", later_until: "2026-11-20T11:05:00Z", service: 2, recalls: 1 });
  assert.deepEqual(person(apart, AROUND, NOW, view()).tags.map(({ text }) => told(text)), [
    "Kan niet lang wachten", "for_guide<joost>", "for_desk<Plek 3>", "later_until<11:05>", "service<2>", "recalled<1>",
  ]);
});

test("what colleagues wrote comes with who and when", () => {
  const notes = [{ ticket: 7, kind: "hold", text: "haalt een brief", by: "joost", at: "2026-11-20T10:50:00Z" }, { ticket: 8, kind: "note", text: "-", by: "-", at: "2026-11-20T10:50:00Z" }];
  assert.deepEqual(person(ticket(7), AROUND, NOW, view({ notes })).notes, [{ icon: "player-pause", text: "haalt een brief", from: "joost, 10:50" }]);
});

test("somebody of whom the view has no more than the number is told by that alone", () => {
  const shown = person(ticket(99, { issued_at: "", question_type: "", language: "" }), AROUND, NOW);
  assert.deepEqual([shown.label, shown.question, shown.waited, shown.language], ["A99", "", "", ""]);
});

test("those that do not fit into the view are counted and offered", () => {
  const shown = line(view({ waiting: [ticket(7)], more: 4 }), AROUND, NOW);
  assert.deepEqual([shown.title, told(shown.more)], ["5 wachten", "more_waiting<4>"]);
});

test("on hold: mine first, whoever is over time before the others, and how long is left", () => {
  const hold = (/** @type {number} */ id, /** @type {string | null} */ until, guide = "sanne") => ticket(id, { state: "on_hold", guide, held_until: until });
  const on_hold = [hold(1, null), hold(2, "2026-11-20T11:04:10Z"), hold(3, "2026-11-20T10:58:00Z"), hold(4, null, "joost")];
  assert.deepEqual(held(view({ on_hold }), AROUND, NOW).rows.map((row) => [row.id, row.over, told(row.text)]), [
    [3, true, "hold_over<2>"], [2, false, "hold_left<5>"], [1, false, "hold_open"], [4, false, "hold_open_of<joost>"],
  ]);
});

test("a colleague on a break is told with the reason", () => {
  const shown = view();
  Object.assign(shown.desks[0], { state: "pause", why: "lunch" });
  assert.equal(told(desks(shown, AROUND).rows[0].text), "joost · pause_lunch");
});

test("the whole table of devices says what each shows", () => {
  const shown = view({ devices: [{ id: 1, name: "Tv", kind: "display", online: true, shown_rev: 18 }, { id: 2, name: "Zuil", kind: "kiosk", online: true, shown_rev: null }] });
  assert.deepEqual(deviceTable(shown, 20, () => "current", AROUND.texts).map((row) => told(row.shown)), ["shows_revision<18><20>", "–"]);
});

test("who asks for help is told with the place, and my own call as mine", () => {
  const help = [{ guide: "joost", desk: "1", desk_name: "Plek 1", since: "2026-11-20T10:59:00Z", coming: "sanne" }, { guide: "hugo", desk: null, desk_name: null, since: "2026-11-20T10:59:00Z" }, { guide: "sanne", desk: "2", desk_name: "Plek 2", since: "2026-11-20T10:59:00Z", coming: "joost" }];
  assert.deepEqual(helps(view({ help }), AROUND).map((row) => [told(row.text)?.split("<")[0], row.mine]), [["help_at", false], ["help_somewhere", false], ["help_mine", true]]);
  assert.deepEqual(helps(view({ help }), AROUND).map(({ coming }) => told(coming)), ["help_you_come", null, "help_comes<joost>"]);
});

test("a closing by hand goes before an away message", () => {
  assert.equal(doorNews(view(), AROUND), null);
  assert.equal(told(doorNews(view({ away_until: "2026-11-20T11:20:00Z" }), AROUND)), "away_news<11:20>");
  const closing = { reason: "staff", helping: false, until: null };
  assert.equal(told(doorNews(view({ closing }), AROUND)), "closed_staff. not_helped");
});
