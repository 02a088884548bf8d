import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { Desk } = await import("../../staff/static/staff/pictures_desk.js");
const { LARGEST, cards, formOf } = await import("../../staff/static/staff/pictures_model.js");
const { useZone } = await import("../../web/static/js/words.js");

useZone("Europe/Amsterdam");

/** @type {Record<string, any>} */
const TEXTS = {
  until_removed: "until removed", until_day: "to %(day)s", until_over: "was to %(day)s", missing_description: "Say.", missing_picture: "Choose.", bad_picture: "No picture.",
  bad_day: "A day.", done_added: "added", done_changed: "changed", done_removed: "removed", refusals: { too_many_pictures: "Twelve.", other: "Did not work.", unreached: "No answer." },
};
const NOW = new Date("2026-11-24T10:00:00Z");
/** @param {number} id @param {object} [more] */
const picture = (id, more = {}) => ({ id, hash: `h${id}`, describes: `P${id}`, until: null, width: 4, height: 3, ...more });
const BOARD = { rev: 3, pictures: [picture(1), picture(2, { until: "2026-12-24T23:00:00Z" }), picture(3, { until: "2026-11-23T23:00:00Z" })] };

/** A page in front of a server that answers as told. @param {any} [answer] */
async function scene(answer = { ok: true, status: 200, data: { rev: 4 }, problem: null }) {
  const log = /** @type {any} */ ({ posted: [], told: [] });
  const desk = new Desk({
    location: "plein", texts: TEXTS, show: () => {}, leave: () => {}, tell: (sentence) => sentence && log.told.push(sentence),
    get: async () => ({ ok: true, status: 200, data: BOARD, problem: null }), post: async (url, body) => { log.posted.push([url, body]); return answer; },
  });
  await desk.fetch();
  return { desk, log };
}

test("each picture tells until when it is shown, in local days", () => {
  const told = cards(BOARD, "plein", TEXTS, "en", NOW);
  assert.deepEqual(told.map(({ until }) => until), ["until removed", "to Thursday, December 24", "was to Monday, November 23"]);
  assert.deepEqual(told.map(({ over }) => over), [false, false, true]);
  assert.deepEqual([told[0].source, told[0].first, told[2].last], ["/display/plein/picture/1-h1", true, true]);
});

test("a form begins with the last day as people count days", () => {
  assert.deepEqual(formOf(BOARD.pictures[1]), { describes: "P2", lastDay: "2026-12-24" });
  assert.deepEqual(formOf(null), { describes: "", lastDay: "" });
});

test("a picture is sent with its words once both are there", async () => {
  const { desk, log } = await scene();
  await desk.press("open/new");
  await desk.press("add", { describes: " Koffie ", last_day: "" });
  assert.deepEqual([log.posted, desk.errors.image.text], [[], "Choose."]);
  desk.choose({ name: "koffie.png", size: 9 }, "AAAA");
  await desk.press("add", { describes: " ", last_day: "" });
  assert.deepEqual([log.posted, desk.errors.describes.text], [[], "Say."]);
  await desk.press("add", { describes: " Koffie ", last_day: "2026-12-24" });
  assert.deepEqual(log.posted, [["/api/v1/locations/plein/pictures", { describes: "Koffie", last_day: "2026-12-24", image: "AAAA" }]]);
  assert.deepEqual([desk.open, desk.chosen, log.told], [null, null, ["added"]]);
});

test("a file that is too large or no picture is refused before it travels", async () => {
  const { desk } = await scene();
  desk.choose({ name: "x.png", size: LARGEST + 1 }, "AAAA");
  assert.deepEqual([desk.chosen, desk.errors.image.text], [null, "No picture."]);
  desk.choose({ name: "x.png", size: 5 }, null);
  assert.equal(desk.chosen, null);
});

test("what the server refuses is told where it belongs, and the file is kept", async () => {
  const { desk, log } = await scene({ ok: false, status: 422, data: null, problem: { code: "no_picture" } });
  desk.choose({ name: "x.png", size: 5 }, "AAAA");
  await desk.press("add", { describes: "x", last_day: "" });
  assert.deepEqual([desk.errors.image.text, desk.chosen?.name], ["No picture.", "x.png"]);
  const full = await scene({ ok: false, status: 409, data: null, problem: { code: "too_many_pictures" } });
  full.desk.choose({ name: "x.png", size: 5 }, "AAAA");
  await full.desk.press("add", { describes: "x", last_day: "" });
  assert.deepEqual(full.log.told, ["Twelve."]);
  assert.equal(log.told.length, 0);
});

test("a picture is put elsewhere as it is, and removed only when somebody says so twice", async () => {
  const { desk, log } = await scene();
  await desk.press("move/2/-1");
  assert.deepEqual(log.posted.pop(), ["/api/v1/locations/plein/pictures/2", { describes: "P2", last_day: "2026-12-24", place: 1 }]);
  await desk.press("ask/2");
  assert.deepEqual([desk.asked, log.posted], [2, []]);
  await desk.press("remove/2");
  assert.deepEqual([log.posted.pop()[0], desk.asked], ["/api/v1/locations/plein/pictures/2/remove", null]);
});
