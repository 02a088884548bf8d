import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW } from "./console_cast.js";

const { Desk } = await import("../../staff/static/staff/devices_desk.js");
const { bodyOf, card, fieldErrors, formModel } = await import("../../staff/static/staff/devices_model.js");

/** @type {Record<string, any>} */
const TEXTS = {
  kinds: { kiosk: "Kiosk", display: "Display" }, state_current: "on", state_behind: "old", state_behind_do: "Reload.", state_offline: "off",
  state_offline_do: "Look.", state_new: "not yet", since: "since %(time)s", battery_low: "battery %(num)s", battery_now: "%(num)s percent",
  battery_charging: "%(num)s percent, charging", secure_yes: "yes", secure_no: "no", secure_do: "Use https.", size_of: "%(inches)s inch at %(distance)s",
  size_only: "%(inches)s inch", distance_only: "at %(distance)s", size_unknown: "as on 21.5", size_unknown_display: "not known", inches: "%(inches)s inch",
  printer_first: "%(printer)s (first)", printer_none: "none", missing_name: "Name it.", bad_diagonal: "5 to 120.", bad_distance_kiosk: "20 to 2000.",
  bad_distance_display: "0.2 to 20.", bad_printer: "Gone.", code_short: "Six.", code_unknown: "Unknown.", done_paired: "%(name)s paired", done_by_other: "By another.",
  token_of: "of %(time)s", weekly: "weekly", renewing: "on its way", copied_when: "seen %(time)s", done_renewed: "%(name)s renewed", done_changed: "%(name)s changed", done_revoked: "%(name)s revoked", refusals: { too_many: "Wait.", unavailable: "Busy.", unreached: "No answer.", other: "Did not work." },
};

/** @param {Partial<import("../../staff/static/staff/devices_model.js").FullDevice>} [more] @returns {import("../../staff/static/staff/devices_model.js").FullDevice} */
const device = (more = {}) => ({
  id: 3, name: "Pillar", kind: "kiosk", online: true, shown_rev: 7, paired_at: "2026-11-20T08:00:00Z",
  seen_at: "2026-11-20T08:05:00Z", diagonal: null, distance: null, printer: null, given: 0, ...more,
});
const BOARD = { rev: 7, devices: [device()], printers: [{ id: "main", name: "Entrance" }, { id: "desk", name: "Desk" }] };

/** @param {Partial<import("../../staff/static/staff/devices_model.js").FullDevice>} more @param {"current" | "behind" | "offline"} [health] */
const told = (more, health = "current") => card(device(more), health, BOARD, TEXTS, "nl", NOW);

/** A page in front of a server that answers as told. @param {Record<string, any>} answers by the end of the address */
function scene(answers = {}) {
  const log = /** @type {any} */ ({ posted: [], asked: [], told: [], left: 0 });
  const answer = (/** @type {string} */ url) => Object.entries(answers).find(([end]) => url.endsWith(end))?.[1] ?? done(BOARD);
  const desk = new Desk({
    location: "oefen", texts: TEXTS, show: () => {}, leave: () => { log.left += 1; }, tell: (sentence, wrong = false) => sentence && log.told.push([sentence, wrong]),
    get: async (url) => { log.asked.push(url); return answer(url); }, post: async (url, body) => { log.posted.push([url, body]); return answer(`POST ${url}`); },
  }, 6);
  return { desk, log };
}

/** @param {any} data */
const done = (data) => ({ ok: true, status: 200, data, problem: null });
/** @param {string} code @param {object[]} [errors] */
const refused = (code, errors) => ({ ok: false, status: 422, data: null, problem: { code, errors } });

test("a battery that is nearly empty is the first thing told of a screen that is well", () => {
  const low = told({ battery: 18, charging: false });
  assert.deepEqual([low.health, low.weak, low.battery], ["low", "battery 18", "18 percent"]);
  assert.equal(told({ battery: 18, charging: true }).weak, "");
  assert.equal(told({ battery: 20, charging: false }).health, "current");
  assert.equal(told({ battery: 3, charging: false }, "offline").weak, "");
});

test("a screen that never came is not yet off, and one that went says since when", () => {
  const fresh = told({ seen_at: null }, "offline");
  assert.deepEqual([fresh.health, fresh.state, fresh.since, fresh.offline], ["asked", "not yet", "", false]);
  const gone = told({}, "offline");
  assert.deepEqual([gone.state, gone.remedy, gone.offline], ["off", "Look.", true]);
  assert.match(gone.since, /^since .*\d\d:05$/);
});

test("a kiosk whose address is not trusted says what to do, a display only that it is so", () => {
  assert.deepEqual([told({ secure: false }).secure, told({ secure: false }).secureDo], ["no", "Use https."]);
  assert.equal(told({ secure: false, kind: "display" }).secureDo, "");
  assert.equal(told({}).secure, "");
});

test("sizes are told as people say them", () => {
  assert.equal(told({ diagonal: 21.5, distance: 600 }).size, "21,5 inch at 60 cm");
  assert.equal(told({ kind: "display", diagonal: 43, distance: 8500 }).size, "43 inch at 8,5 m");
  assert.deepEqual([told({ diagonal: 27 }).size, told({ distance: 600 }).size, told({}).size], ["27 inch", "at 60 cm", "as on 21.5"]);
});

test("the printer of a kiosk is its own or the first; a display has none", () => {
  assert.deepEqual([told({}).printer, told({ printer: "desk" }).printer, told({ kind: "display" }).printer], ["Entrance (first)", "Desk", ""]);
});

test("numbers given without the server are counted only when there are any", () => {
  assert.deepEqual([told({}).given, told({ given: 4 }).given], ["", "4"]);
});

test("a form begins with what most likely is so, and keeps a size that nobody sells", () => {
  const fresh = formModel(null, "display", BOARD, TEXTS, "nl");
  assert.deepEqual([fresh.size, fresh.distance, fresh.printers], ["", "8", []]);
  const odd = formModel(device({ diagonal: 23.8, distance: 750 }), "kiosk", BOARD, TEXTS, "nl");
  assert.deepEqual([odd.size, odd.inches, odd.distance, odd.printers.length], ["other", "23.8", "75", 2]);
  assert.deepEqual(odd.sizes.map(({ text }) => text).slice(0, 3), ["10,1 inch", "15,6 inch", "21,5 inch"]);
});

test("what is filled in becomes inches and millimetres, with a comma too", () => {
  assert.deepEqual(bodyOf({ name: " Pillar ", size: "21.5", distance: "60", printer: "desk" }, "kiosk", TEXTS),
    { body: { name: "Pillar", diagonal: 21.5, distance: 600, printer: "desk" }, errors: {} });
  assert.deepEqual(bodyOf({ name: "Tv", size: "other", inches: "23,8", distance: "0,5" }, "display", TEXTS).body,
    { name: "Tv", diagonal: 23.8, distance: 500, printer: null });
  assert.deepEqual(bodyOf({ name: "Tv", size: "", distance: "" }, "display", TEXTS).body, { name: "Tv", diagonal: null, distance: null, printer: null });
});

test("what cannot be is told at its field before the server is asked", () => {
  const wrong = (/** @type {any} */ values, kind = "kiosk") => Object.keys(bodyOf({ name: "x", size: "", distance: "", ...values }, kind, TEXTS).errors);
  assert.deepEqual(wrong({ name: " " }), ["name"]);
  for (const inches of ["", "4", "121", "big", "-9"]) assert.deepEqual(wrong({ size: "other", inches }), ["inches"]);
  for (const distance of ["19", "2001", "near", "6 0"]) assert.deepEqual(wrong({ distance }), ["distance"]);
  assert.deepEqual(wrong({ distance: "0.1" }, "display"), ["distance"]);
});

test("what the server finds wrong is told at the same fields", () => {
  assert.deepEqual(Object.keys(fieldErrors({ code: "invalid", errors: [{ place: "diagonal" }, { place: "name" }] }, "kiosk", TEXTS)), ["inches", "name"]);
  assert.deepEqual(Object.keys(fieldErrors({ code: "unknown_printer" }, "kiosk", TEXTS)), ["printer"]);
  assert.deepEqual(fieldErrors({ code: "unavailable" }, "kiosk", TEXTS), {});
});

test("a code is looked up however it was typed, and the screen is asked about before it is paired", async () => {
  const { desk, log } = scene({ "/CDFHJK": done({ kind: "kiosk" }) });
  await desk.press("pair");
  await desk.press("find", { code: " cdf hjk " });
  assert.deepEqual(log.asked, ["/api/v1/locations/oefen/pairings/CDFHJK"]);
  assert.deepEqual([desk.fresh, log.posted], [{ code: "CDFHJK", kind: "kiosk" }, []]);
  await desk.press("confirm", { name: "Pillar", size: "27", distance: "60" });
  assert.deepEqual(log.posted, [["/api/v1/locations/oefen/pairings/CDFHJK", { name: "Pillar", diagonal: 27, distance: 600, printer: null }]]);
  assert.deepEqual([desk.fresh, log.told.at(-1)], [null, ["Pillar paired", false]]);
});

test("a code that is too short asks nobody", async () => {
  const { desk, log } = scene();
  await desk.press("find", { code: "cdf" });
  assert.deepEqual([log.asked, desk.errors.code.text], [[], "Six."]);
});

test("an unknown code and too many tries are told at the field", async () => {
  for (const [code, sentence] of [["unknown_pairing", "Unknown."], ["too_many", "Wait."]]) {
    const { desk } = scene({ "/CDFHJK": refused(code) });
    await desk.press("find", { code: "CDFHJK" });
    assert.deepEqual([desk.errors.code.text, desk.fresh], [sentence, { code: "CDFHJK", kind: null }]);
  }
});

test("who comes second is told that a colleague was first", async () => {
  const { desk, log } = scene({ "POST /api/v1/locations/oefen/pairings/CDFHJK": refused("already_paired"), "/CDFHJK": done({ kind: "kiosk" }) });
  await desk.press("find", { code: "CDFHJK" });
  await desk.press("confirm", { name: "Pillar", size: "", distance: "" });
  assert.deepEqual([desk.fresh, log.told.at(-1)], [null, ["By another.", true]]);
});

test("a code that was over before somebody said yes is asked for again", async () => {
  const { desk } = scene({ "POST /api/v1/locations/oefen/pairings/CDFHJK": refused("unknown_pairing"), "/CDFHJK": done({ kind: "kiosk" }) });
  await desk.press("find", { code: "CDFHJK" });
  await desk.press("confirm", { name: "Pillar", size: "", distance: "" });
  assert.deepEqual([desk.fresh, desk.errors.code.text], [{ code: "CDFHJK", kind: null }, "Unknown."]);
});

test("a screen is changed, and taken out of use only after it was asked", async () => {
  const { desk, log } = scene();
  await desk.fetch();
  await desk.press("open/3");
  await desk.press("set/3", { name: "Back", size: "", distance: "60" });
  assert.deepEqual([log.posted[0][0], log.told.at(-1), desk.open], ["/api/v1/locations/oefen/devices/3", ["Back changed", false], null]);
  await desk.press("ask/3");
  assert.deepEqual([desk.asked, log.posted.length], [3, 1]);
  await desk.press("revoke/3");
  assert.deepEqual([log.posted[1][0], log.told.at(-1), desk.asked], ["/api/v1/locations/oefen/devices/3/revoke", ["Pillar revoked", false], null]);
});

test("a key tells its age, that a new one comes, and that it turned up twice", () => {
  const plain = told({ token_at: "2026-11-20T08:00:00Z", renewing: false, copied_at: null });
  assert.match(plain.token, /^of .*\d\d:00$/);
  assert.deepEqual([plain.renewing, plain.copied], ["weekly", ""]);
  const twice = told({ token_at: "2026-11-20T08:00:00Z", renewing: true, copied_at: "2026-11-20T08:05:00Z" });
  assert.equal(twice.renewing, "on its way");
  assert.match(twice.copied, /^seen .*\d\d:05$/);
});

test("a new key is asked for with one press, and what comes of it is told", async () => {
  const { desk, log } = scene({ "POST /api/v1/locations/oefen/devices/3/renew": done({}) });
  await desk.fetch();
  await desk.press("renew/3");
  assert.deepEqual(log.posted, [["/api/v1/locations/oefen/devices/3/renew", {}]]);
  assert.deepEqual(log.told, [["Pillar renewed", false]]);
  const gone = scene({ "POST /api/v1/locations/oefen/devices/3/renew": refused("unavailable") });
  await gone.desk.fetch();
  await gone.desk.press("renew/3");
  assert.deepEqual(gone.log.told, [["Busy.", true]]);
});
