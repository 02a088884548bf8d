import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW } from "./console_cast.js";

const { Desk } = await import("../../staff/static/staff/printers_desk.js");
const { bodyOf, card, fieldErrors, formModel, foundRows, history, papers } = await import("../../staff/static/staff/printers_model.js");

/** @type {Record<string, any>} */
const TEXTS = {
  printer_ok: "ready", printer_wrong: { paper_out: "paper is out" }, printer_do: { paper_out: "New roll." }, since: "since %(time)s",
  for_staff: "staff", for_nobody: "nobody", address_house: "of the server", widths: { 576: "80 mm", 384: "58 mm" }, no_papers: "none",
  paper_confirmed: "%(num)s printed", paper_unknown: "%(num)s uncertain", paper_underway: "%(num)s under way", fact_set: "changed", fact_doubted: "doubted",
  kiosk_elsewhere: "%(kiosk)s (%(printer)s)", missing_name: "Name it.", tested: "%(printer)s comes", tested_away: "%(printer)s cannot", tested_good: "good",
  done_added: "%(printer)s added", done_changed: "%(printer)s changed", done_removed: "%(printer)s removed", done_restored: "%(printer)s back",
  found_here: "in use: %(printer)s", found_maybe: "perhaps",
  refusals: { bad_address: "No address.", unknown_device: "No kiosk.", other: "Did not work.", unreached: "No answer.", unavailable: "Busy." },
};

/** @param {Partial<import("../../staff/static/staff/printers_model.js").FullPrinter>} [more] @returns {import("../../staff/static/staff/printers_model.js").FullPrinter} */
const printer = (more = {}) => ({ id: "main", name: "Entrance", state: "ok", address: null, width: null, staff: false, kiosks: [], jobs: {}, ...more });
const DESK_PRINTER = printer({ id: "desk", name: "Desk", address: "tcp://10.0.0.9:9100", width: 384, staff: true, kiosks: [4] });
const BOARD = {
  printers: [printer(), DESK_PRINTER], house: { address: "virtual:", width: 576 },
  kiosks: [{ id: 3, name: "Pillar", printer: null }, { id: 4, name: "Stand", printer: "desk" }],
};

/** A page in front of a server that answers as told. @param {Record<string, any>} answers by the end of the address */
function scene(answers = {}) {
  const log = /** @type {any} */ ({ posted: [], told: [], left: 0, filled: [] });
  const answer = (/** @type {string} */ url) => Object.entries(answers).find(([end]) => url.endsWith(end))?.[1] ?? done(BOARD);
  const desk = new Desk({
    location: "oefen", texts: TEXTS, show: () => {}, leave: () => { log.left += 1; }, tell: (sentence, wrong = false) => sentence && log.told.push([sentence, wrong]),
    get: async (url) => answer(url), post: async (url, body) => { log.posted.push([url, body]); return answer(`POST ${url}`); },
    filled: (...all) => log.filled.push(all),
  });
  return { desk, log };
}

/** @param {any} data */
const done = (data) => ({ ok: true, status: 200, data, problem: null });
/** @param {string} code @param {string} [detail] */
const refused = (code, detail) => ({ ok: false, status: 422, data: null, problem: { code, detail } });

test("a card says for whom it prints; the first printer is that of whoever has none", () => {
  const [first, second] = BOARD.printers.map((item) => card(item, BOARD, TEXTS, "nl", NOW));
  assert.deepEqual([first.for, first.address, first.house, first.width], ["Pillar", "virtual:", "of the server", "80 mm"]);
  assert.deepEqual([second.for, second.address, second.house, second.width], ["Stand, staff", "tcp://10.0.0.9:9100", "", "58 mm"]);
});

test("the papers of a day are counted by how they ended, and those under way together", () => {
  const rows = papers({ confirmed: 62, unknown: 1, queued: 1, sending: 1 }, TEXTS);
  assert.deepEqual(rows.map(({ text }) => text), ["62 printed", "1 uncertain", "2 under way"]);
  assert.deepEqual(papers({}, TEXTS), [{ kind: "none", text: "none" }]);
});

test("what happened is told in words with its local time", () => {
  const rows = history([
    { at: "2026-11-20T10:05:00Z", fact: "printer_changed", state: "away", why: "paper_out", low: false },
    { at: "2026-11-19T08:00:00Z", fact: "print_doubted", state: null, why: null, low: false },
    { at: "2026-11-18T08:00:00Z", fact: "printer_set", state: null, why: null, low: false },
  ], TEXTS, "nl", NOW);
  assert.deepEqual(rows.map(({ when, text }) => [when, text]), [["10:05", "paper is out"], ["do 19 nov 08:00", "doubted"], ["wo 18 nov 08:00", "changed"]]);
});

test("a form tells where a kiosk prints now, and what it says goes to the server", () => {
  const model = formModel(BOARD.printers[0], BOARD, TEXTS);
  assert.deepEqual(model.kiosks.map(({ text }) => text), ["Pillar", "Stand (Desk)"]);
  assert.deepEqual(bodyOf("new", { name: " Hall ", address: "", width: "", kiosks: "3" }), { name: "Hall", address: null, width: null, staff: false, kiosks: [3] });
  assert.deepEqual(bodyOf("desk", { name: "Desk", address: "usb://1:2", width: "384", staff: "yes", kiosks: ["3", "4"] }), { id: "desk", name: "Desk", address: "usb://1:2", width: 384, staff: true, kiosks: [3, 4] });
});

test("what is wrong is told at its field", () => {
  assert.deepEqual(fieldErrors({ code: "bad_address", detail: "no such kind" }, TEXTS), { address: { text: "No address.", detail: "no such kind" } });
  assert.deepEqual(Object.keys(fieldErrors({ code: "unknown_device" }, TEXTS)), ["kiosks"]);
  assert.deepEqual(fieldErrors({ code: "unavailable" }, TEXTS), {});
});

test("what is found says whether it may be used and is in use", () => {
  const rows = foundRows([{ address: "tcp://10.0.0.9:9100", name: "x", usable: true, trouble: "" }, { address: "usb://1:2", name: "y", usable: false, trouble: "udev" }, { address: "usb://3:4", name: "z", usable: null, trouble: "" }], BOARD, TEXTS);
  assert.deepEqual(rows.map(({ usable, used, maybe }) => [usable, used, maybe]), [[true, "in use: Desk", ""], [false, "", ""], [true, "", "perhaps"]]);
});

test("a new printer is to be tried first, until somebody says that the page is good", async () => {
  const { desk, log } = scene({ "POST /api/v1/locations/oefen/printers": done({ rev: 9, id: "hall" }), "/hall/test": done({ rev: 10, paper: "coming" }) });
  await desk.fetch();
  await desk.press("open/new");
  await desk.press("set/new", { name: "Hall", address: "usb://1:2" });
  assert.deepEqual([desk.open, desk.tests.hall, log.told.at(-1)[0]], [null, "fresh", "Hall added"]);
  await desk.press("test/hall");
  assert.equal(desk.tests.hall, "look");
  await desk.press("bad/hall");
  assert.equal(desk.tests.hall, "tips");
  await desk.press("good/hall");
  assert.equal(desk.tests.hall, undefined);
});

test("another name alone asks for no new trial", async () => {
  const { desk } = scene({ "POST /api/v1/locations/oefen/printers": done({ rev: 9, id: "desk" }) });
  await desk.fetch();
  await desk.press("set/desk", { name: "Back", address: "tcp://10.0.0.9:9100", width: "384" });
  assert.equal(desk.tests.desk, undefined);
});

test("a test page of a printer that cannot print is not promised", async () => {
  const { desk, log } = scene({ "/main/test": done({ rev: 10, paper: "away" }) });
  await desk.fetch();
  await desk.press("test/main");
  assert.deepEqual([desk.tests.main, log.told.at(-1)], [undefined, ["Entrance cannot", true]]);
});

test("a bad address stays in the open form with its reason, and no name is not even sent", async () => {
  const { desk, log } = scene({ "POST /api/v1/locations/oefen/printers": refused("bad_address", "http is no kind of printer") });
  await desk.press("open/new");
  await desk.press("set/new", { name: "", address: "http://x" });
  assert.deepEqual([Object.keys(desk.errors), log.posted.length], [["name"], 0]);
  await desk.press("set/new", { name: "Hall", address: "http://x" });
  assert.deepEqual([desk.open, desk.errors.address.detail], ["new", "http is no kind of printer"]);
});

test("a printer that was removed can be brought back as it was", async () => {
  const { desk, log } = scene({ "POST /api/v1/locations/oefen/printers": done({ rev: 9, id: "desk" }), "/remove": done({ rev: 8 }) });
  await desk.fetch();
  await desk.press("remove/desk");
  assert.deepEqual(log.posted.at(-1), ["/api/v1/locations/oefen/printers/desk/remove", {}]);
  await desk.press("undo");
  assert.deepEqual(log.posted.at(-1)[1], { id: "desk", name: "Desk", address: "tcp://10.0.0.9:9100", width: 384, staff: true, kiosks: [4] });
  assert.equal(desk.removed, null);
});

test("an open list of what happened is fetched again when the printer changes, and only then", async () => {
  const asked = /** @type {string[]} */ ([]);
  const { desk } = scene({});
  const get = desk.world.get;
  let board = BOARD;
  desk.world.get = async (url) => { asked.push(url); return url.endsWith("/faults") ? done({ faults: [] }) : url.endsWith("/printers") ? done(board) : get(url); };
  await desk.fetch();
  await desk.history("main");
  await desk.fetch();
  assert.equal(asked.filter((url) => url.endsWith("/faults")).length, 1);
  board = { ...BOARD, printers: [printer({ state: "away", why: "paper_out" }), DESK_PRINTER] };
  await desk.fetch();
  assert.equal(asked.filter((url) => url.endsWith("/faults")).length, 2);
});

test("looking for printers that fails says so, and a found address goes into the open form", async () => {
  const { desk, log } = scene({ "/printers/found": refused("unavailable") });
  await desk.press("open/new");
  await desk.press("look");
  assert.equal(desk.found, "failed");
  await desk.press("use/file:///dev/usb/lp0");
  assert.deepEqual(log.filled, [["set/new", "address", "file:///dev/usb/lp0"]]);
});

test("whoever was signed out is sent to sign in", async () => {
  const { desk, log } = scene({ "/printers": { ok: false, status: 401, data: null, problem: { code: "unauthorised" } } });
  assert.equal(await desk.fetch(), false);
  assert.equal(log.left, 1);
});
