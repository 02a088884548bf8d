import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ME, ticket, view } from "./console_cast.js";

const { day, desks, devices, line, person } = await import("../../staff/static/staff/model.js");

const NOW = new Date("2026-11-20T11:00:00Z");
const AROUND = {
  me: ME, language: "nl",
  questions: new Map([["werk", { id: "werk", letter: "A", icon: "briefcase", colour: "#0b4f9e", target_minutes: 10, name: "Werk zoeken" }]]),
  texts: {
    waits: "wacht %(num)s min", minutes: "%(num)s min", longest: "langste %(num)s min", other_desks: "Andere plekken",
    no_other_desks: "-", state_free: "vrij", state_called: "heeft opgeroepen", devices: "Schermen", no_devices: "-",
    device_offline: "uit", today: "Vandaag", count_issued: "Nummers", count_done: "Geholpen",
    count_no_show: "Niet verschenen", count_left: "Weggegaan",
  },
  reasons: { waited_longest: "wacht het langst" },
  waiting: { one: "%(num)s wacht", other: "%(num)s wachten" },
};

test("a visitor is told in the guide's words", () => {
  const told = person(ticket(7, { reason: "waited_longest" }), AROUND, NOW);
  assert.deepEqual(
    [told.label, told.question, told.language, told.waited, told.level, told.reason],
    ["A07", "Werk zoeken", "Oekraïens", "wacht 12 min", "over", "wacht het langst"],
  );
});

test("the wait of a visitor who was called stopped at the call", () => {
  const called = ticket(7, { state: "called", called_at: "2026-11-20T10:53:00Z" });
  assert.equal(person(called, AROUND, NOW).waited, "5 min");
});

test("a question that is no longer configured keeps its name and has no target", () => {
  const told = person(ticket(7, { question_type: "oud" }), AROUND, NOW);
  assert.deepEqual([told.question, told.level], ["oud", "fine"]);
});

test("the line tells how many wait, and for how long at most", () => {
  const told = line(view({ waiting: [ticket(7), ticket(8)] }), AROUND, NOW);
  assert.deepEqual([told.title, told.longest], ["2 wachten", "langste 12 min"]);
  assert.equal(line(view(), AROUND, NOW).longest, null);
});

test("other desks show who is there with whom, and leave out my own", () => {
  const called = ticket(9, { state: "called", guide: "joost", desk: "1", called_at: "2026-11-20T10:59:00Z" });
  const shown = view({ called: [called] });
  shown.desks[0].state = "called";
  assert.deepEqual(desks(shown, AROUND).rows.map((row) => [row.id, row.text, row.label]), [
    ["1", "joost · heeft opgeroepen", "A09"],
    ["3", "vrij", null],
  ]);
});

test("each device has a pictogram of its kind and says how it is", () => {
  const rows = devices([{ id: 1, name: "Tv", kind: "display", online: false, shown_rev: 3 }], () => "offline", AROUND.texts).rows;
  assert.deepEqual(rows, [{ name: "Tv", icon: "device-tv", text: "uit", health: "offline", count: 1 }]);
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
