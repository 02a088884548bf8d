import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../staff/static/staff/store.js";
import { ME, state, ticket } from "./console_cast.js";

const { Control } = await import("../../staff/static/staff/control.js");

const TEXTS = {
  "done_call-next": "%(label)s is called to %(desk)s.", done_recall: "%(label)s is called again.",
  "done_no-show": "%(label)s is closed.", done_finish: "%(label)s is finished.", nobody_now: "Nobody waits.",
  refusals: { stale: "Something changed.", unreached: "No answer.", other: "That did not work.", csrf: "Signed out." },
};
const CALLED = ticket(7, { state: "called", guide: ME, desk: "2", rev: 20 });

/** A guide at a desk in front of a server that answers as told. @param {any} answer @param {object} view */
function scene(answer, view) {
  const log = /** @type {any} */ ({ posted: [], told: [], asked: 0, left: 0, at: 10_000 });
  const store = new Store();
  store.receive(state(20, view));
  const control = new Control(store, {
    me: ME, location: "oefen", texts: TEXTS,
    post: async (url, body) => { log.posted.push([url, body]); return answer; },
    ask: () => { log.asked += 1; }, leave: () => { log.left += 1; }, show: () => {},
    tell: (sentence, wrong = false) => sentence && log.told.push([sentence, wrong]),
    at: () => log.at, now: () => new Date("2026-11-20T11:00:00Z"),
  });
  control.fresh = true;
  return { control, store, log };
}

/** @param {any} data */
const done = (data, status = 200) => ({ ok: true, status, data, problem: null });
/** @param {number} status @param {string} [code] */
const refused = (status, code) => ({ ok: false, status, data: null, problem: code ? { code } : null });
const answered = () => new Promise((resolve) => setImmediate(resolve));

test("calling the next says who was called where", async () => {
  const { control, store, log } = scene(done({ ...CALLED, rev: 21 }), { waiting: [ticket(7)] });
  control.press("call-next");
  assert.equal(store.view?.called.length, 1);
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/locations/oefen/call-next", { desk: "2" }]]);
  assert.deepEqual(log.told, [["A07 is called to Plek 2.", false]]);
});

test("when a colleague was quicker nobody is promised", async () => {
  const { control, store, log } = scene(done(null, 204), { waiting: [ticket(7)] });
  control.press("call-next");
  await answered();
  assert.deepEqual(log.told, [["Nobody waits.", false]]);
  assert.equal(store.view?.called.length, 0);
});

test("a refusal says so in a sentence, takes back what was promised and asks for the truth", async () => {
  const { control, store, log } = scene(refused(409, "stale"), { called: [CALLED] });
  control.press("start");
  assert.equal(store.view?.in_conversation.length, 1);
  await answered();
  assert.deepEqual([log.told, log.asked, store.view?.called.length], [[["Something changed.", true]], 1, 1]);
});

test("an unknown refusal and a dead line have a sentence too", async () => {
  for (const [answer, sentence] of [[refused(409, "moon"), "That did not work."], [refused(0), "No answer."]]) {
    const { control, log } = scene(answer, { called: [CALLED] });
    control.press("recall");
    await answered();
    assert.deepEqual(log.told, [[sentence, true]]);
  }
});

test("whoever was signed out is sent to sign in", async () => {
  const { control, log } = scene(refused(403, "csrf"), { called: [CALLED] });
  control.press("recall");
  await answered();
  assert.equal(log.left, 1);
});

test("a command tells which revision of the ticket was on screen", async () => {
  const { control, log } = scene(done(CALLED), { called: [CALLED] });
  control.press("recall");
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/visits/7/recall", { seen_rev: 20 }]]);
});

test("one command at a time", async () => {
  const { control, log } = scene(done(CALLED), { called: [CALLED] });
  control.press("recall");
  control.press("recall");
  await answered();
  assert.equal(log.posted.length, 1);
});

test("a stale console commands nothing", async () => {
  const { control, log } = scene(done(CALLED), { called: [CALLED] });
  control.fresh = false;
  control.press("start");
  await answered();
  assert.deepEqual(log.posted, []);
});

test("did not come takes two presses", async () => {
  const { control, log } = scene(done(CALLED), { called: [CALLED] });
  control.press("no-show");
  assert.deepEqual([control.armed, log.posted.length], [true, 0]);
  log.at += 1000;
  control.press("no-show");
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/visits/7/no-show", { seen_rev: 20 }]]);
});

test("another button disarms", () => {
  const { control } = scene(done(CALLED), { called: [CALLED] });
  control.press("no-show");
  control.press("recall");
  assert.equal(control.armed, false);
});

test("finishing asks how it ended, and sends that", async () => {
  const talking = { ...CALLED, state: /** @type {const} */ ("in_conversation") };
  const { control, log } = scene(done({ ...talking, state: "done", rev: 21 }), { in_conversation: [talking] });
  control.press("finish");
  assert.deepEqual([control.finishing, log.posted.length], [true, 0]);
  control.press("finish/referred");
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/visits/7/finish", { outcome: "referred", seen_rev: 20 }]]);
});

test("the question how it ended can be put off, and goes with the visitor", () => {
  const talking = { ...CALLED, state: /** @type {const} */ ("in_conversation") };
  const { control, store } = scene(done(CALLED), { in_conversation: [talking] });
  control.press("finish");
  control.press("finish/back");
  assert.equal(control.finishing, false);
  control.press("finish");
  store.receive(state(21, { called: [] }));
  control.follow();
  assert.equal(control.finishing, false);
});

test("taking a desk goes to that desk and then looks again", async () => {
  const { control, log } = scene(done({ desk: "3" }), {});
  control.press("desk/open");
  control.press("desk/3");
  await answered();
  assert.deepEqual([log.posted[0][0], control.choosing, log.asked], ["/api/v1/locations/oefen/desks/3/take", false, 1]);
});

test("a colleague's desk is taken over by a second press only", async () => {
  const { control, log } = scene(done({ desk: "1" }), {});
  control.press("desk/1");
  assert.deepEqual([log.posted.length, control.armedDesk], [0, "1"]);
  log.at += 1000;
  control.press("desk/1");
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/locations/oefen/desks/1/take", {}]]);
  assert.equal(control.armedDesk, null);
});

test("an empty desk is taken at once", async () => {
  const { control, log } = scene(done({ desk: "3" }), {});
  control.press("desk/3");
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/locations/oefen/desks/3/take", {}]]);
});

test("another press lets go of a colleague's desk", () => {
  const { control } = scene(done({}), {});
  control.press("desk/1");
  control.press("recall");
  assert.equal(control.armedDesk, null);
});
