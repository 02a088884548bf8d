import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { callsFor, clipsOf, isQuiet, markOf, signOf, soundOf } = await import("../../display/static/display/setting.js");
const { PICTURE_MS, addressOf, pictureNow } = await import("../../display/static/display/beside.js");
const { sizes } = await import("../../display/static/display/fit.js");
const { NUMBER_MM, capital, shortSide, tooSmall } = await import("../../web/static/js/legible.js");

const DESKS = Array.from({ length: 70 }, (_, place) => ({ id: String(place + 1), name: `Plek ${place + 1}` }));
const NOW = new Date("2026-11-20T17:00:00Z");

/** @param {object} more @returns {any} */
const setting = (more = {}) => ({ layout: "auto", desks: [], volume: 80, quiet_from: null, quiet_until: null, spoken: "both", ...more });
/** @param {string} desk @param {string} [state] */
const call = (desk, state = "called") => ({
  label: "A07", desk, desk_name: `Plek ${desk}`, call_number: 1, called_at: NOW.toISOString(), language: "uk", state,
});

test("a display of some desks tells of their calls only", () => {
  const calls = [call("1"), call("2"), call("3")];
  assert.deepEqual(callsFor(calls, setting({ desks: ["2", "3"] }), DESKS).map(({ desk }) => desk), ["2", "3"]);
  assert.equal(callsFor(calls, setting(), DESKS).length, 3);
});

test("a display whose desks are all gone tells of everybody, and never of nobody", () => {
  assert.equal(callsFor([call("1")], setting({ desks: ["weg"] }), DESKS).length, 1);
});

test("quiet hours go over midnight", () => {
  const night = setting({ quiet_from: "22:00", quiet_until: "07:30" });
  assert.deepEqual(["21:59", "22:00", "03:00", "07:29", "07:30"].map((time) => isQuiet(night, time)), [false, true, true, true, false]);
  const noon = setting({ quiet_from: "12:00", quiet_until: "13:00" });
  assert.deepEqual(["11:59", "12:30", "13:00"].map((time) => isQuiet(noon, time)), [false, true, false]);
  assert.equal(isQuiet(setting({ volume: 0 }), "12:00"), true);
});

test("sound that somebody wants to be silent is not sound that is off", () => {
  assert.deepEqual([soundOf(true, false), soundOf(false, false), soundOf(false, true), soundOf(true, true)], ["on", "off", "quiet", "quiet"]);
});

test("a call is said in Dutch and then in the visitor's language, as far as there is a voice", () => {
  const facts = { location: { id: "plein" }, language: "nl", speech: { version: "v1", languages: ["nl", "uk"] } };
  const said = (/** @type {object} */ more, language = "uk") => clipsOf({ ...call("2"), language }, setting(more), facts);
  assert.deepEqual(said({}), ["/display/plein/speech/nl/call/A07/2.wav?v=v1", "/display/plein/speech/uk/call/A07/2.wav?v=v1"]);
  assert.equal(said({ spoken: "house" }).length, 1);
  assert.equal(said({ spoken: "none" }).length, 0);
  assert.equal(said({}, "nl").length, 1);
  assert.equal(said({}, "ti").length, 1);
});

test("no two of sixty-four desks have the same shape in the same colour", () => {
  const marks = DESKS.slice(0, 64).map(({ id }) => JSON.stringify(markOf(DESKS, id)));
  assert.equal(new Set(marks).size, 64);
  assert.equal(markOf(DESKS, "weg"), null);
});

test("neighbours differ in shape and in colour", () => {
  for (let place = 1; place < 64; place += 1) {
    const [one, other] = [markOf(DESKS, String(place)), markOf(DESKS, String(place + 1))];
    assert.notEqual(one?.shape, other?.shape);
    assert.notEqual(one?.colour, other?.colour);
  }
});

test("the sign of a desk says who is to come in, that it is occupied, or free", () => {
  assert.equal(signOf([call("2", "done"), call("2"), call("2", "in_conversation")]).state, "called");
  assert.equal(signOf([call("2", "done"), call("2", "in_conversation")]).state, "busy");
  assert.deepEqual(signOf([call("2", "done")]), { state: "free", call: null });
});

test("each picture has its time, one whose day is over is left out", () => {
  const picture = (/** @type {number} */ id, until = null) => ({ id, hash: "h", describes: "", until });
  const three = [picture(1), picture(2, /** @type {any} */ ("2026-11-20T16:59:59Z")), picture(3)];
  const at = (/** @type {number} */ turns) => pictureNow(three, new Date(NOW.getTime() + turns * PICTURE_MS));
  assert.notEqual(at(0).shown?.id, at(1).shown?.id);
  assert.deepEqual([at(0).shown?.id, at(0).next?.id].sort(), [1, 3]);
  assert.equal(at(0).next?.id, at(1).shown?.id);
  assert.deepEqual(pictureNow([], NOW), { shown: null, next: null });
  assert.equal(pictureNow([picture(1)], NOW).next, null);
  assert.equal(addressOf("plein", picture(4)), "/display/plein/picture/4-h");
});

const HALL = { diagonal: 43, distance: 8000 };
const BIG = { width: 1920, height: 1080 };
const HERO = { label: "A07", desk: "Plek 2", length: "short" };

test("on 43 inch at 8 metres a capital of the called number has 0.7 degrees, in every layout", () => {
  const layouts = /** @type {const} */ (["auto", "split", "sign"]);
  for (const layout of layouts) {
    for (const screen of [BIG, { width: 1080, height: 1920 }]) {
      for (const crowded of [false, true]) {
        const { number } = sizes(screen, HALL, layout, HERO, crowded);
        assert.ok(capital(number / 100, shortSide(43)) >= NUMBER_MM * 8, `${layout} ${screen.width}: ${number}`);
      }
    }
  }
});

test("a long number and a long name keep inside the screen", () => {
  const long = { label: "AB123", desk: "Werkgeversservicepunt", length: "long" };
  const { number } = sizes(BIG, HALL, "auto", long, false);
  assert.ok(number < sizes(BIG, HALL, "auto", HERO, false).number);
  assert.ok(number * 0.61 * 5 <= 178);
});

test("the rows grow with the distance, as far as there is room", () => {
  const row = (/** @type {number} */ distance) => sizes(BIG, { diagonal: 43, distance }, "auto", HERO, false).row;
  assert.ok(row(4000) < row(8000));
  assert.equal(row(20_000), sizes(BIG, { diagonal: 43, distance: 30_000 }, "auto", HERO, false).row);
  assert.equal(sizes(BIG, null, "auto", HERO, false).row, 9);
});

test("a screen that is too small for its distance is told, with the one it takes", () => {
  assert.equal(tooSmall(43, 8, "auto"), null);
  const found = tooSmall(24, 8, "auto");
  assert.ok(found && found.have < found.need && found.inches > 24);
  assert.equal(tooSmall(found?.inches ?? 0, 8, "auto"), null);
});
