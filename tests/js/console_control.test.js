import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../staff/static/staff/store.js";
import { ME, state, ticket } from "./console_cast.js";

const { Control } = await import("../../staff/static/staff/control.js");

const TEXTS = {
  "done_call-next": "%(label)s is called to %(desk)s.", done_recall: "%(label)s is called again.",
  "done_no-show": "%(label)s is closed.", done_finish: "%(label)s is finished.", nobody_now: "Nobody waits.",
  done_start: "Started.", done_merge: "One now: %(label)s.", missing_other: "Choose.", done_undo: "%(label)s is as before.", missing_reason: "Say why.", done_call: "%(label)s is called.",
  refusals: { stale: "Something changed.", unreached: "No answer.", other: "That did not work.", csrf: "Signed out." },
};
const CALLED = ticket(7, { state: "called", guide: ME, desk: "2", rev: 20 });

/** A guide at a desk in front of a server that answers as told. @param {any} answer @param {object} view */
function scene(answer, view) {
  const log = /** @type {any} */ ({ posted: [], told: [], sent: [], asked: 0, left: 0, at: 10_000 });
  const store = new Store();
  store.receive(state(20, view));
  const control = new Control(store, {
    me: ME, location: "oefen", texts: TEXTS, undoSeconds: 60, get: async () => done({ rev: 20, closed: [ticket(3, { state: "no_show" })] }),
    sent: (name) => log.sent.push(name),
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
  assert.deepEqual([control.armed, log.posted.length], ["no-show", 0]);
  log.at += 1000;
  control.press("no-show");
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/visits/7/no-show", { seen_rev: 20 }]]);
});

test("another button disarms", () => {
  const { control } = scene(done(CALLED), { called: [CALLED] });
  control.press("no-show");
  control.press("recall");
  assert.equal(control.armed, null);
});

test("finishing asks how it ended, and sends that", async () => {
  const talking = { ...CALLED, state: /** @type {const} */ ("in_conversation") };
  const { control, log } = scene(done({ ...talking, state: "done", rev: 21 }), { in_conversation: [talking] });
  control.press("finish");
  assert.deepEqual([control.screen.finishing, log.posted.length], [true, 0]);
  control.press("finish/referred");
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/visits/7/finish", { outcome: "referred", seen_rev: 20 }]]);
});

test("the question how it ended can be put off, and goes with the visitor", () => {
  const talking = { ...CALLED, state: /** @type {const} */ ("in_conversation") };
  const { control, store } = scene(done(CALLED), { in_conversation: [talking] });
  control.press("finish");
  control.press("finish/back");
  assert.equal(control.screen.finishing, false);
  control.press("finish");
  store.receive(state(21, { called: [] }));
  control.follow();
  assert.equal(control.screen.finishing, false);
});

test("taking a desk goes to that desk and then looks again", async () => {
  const { control, log } = scene(done({ desk: "3" }), {});
  control.press("desk/open");
  control.press("desk/3");
  await answered();
  assert.deepEqual([log.posted[0][0], control.screen.choosing, log.asked], ["/api/v1/locations/oefen/desks/3/take", false, 1]);
});

test("a colleague's desk is taken over by a second press only", async () => {
  const { control, log } = scene(done({ desk: "1" }), {});
  control.press("desk/1");
  assert.deepEqual([log.posted.length, control.armed], [0, "desk/1"]);
  log.at += 1000;
  control.press("desk/1");
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/locations/oefen/desks/1/take", {}]]);
  assert.equal(control.armed, null);
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
  assert.equal(control.armed, null);
});

test("after a step there is time to take it back", async () => {
  const { control, log } = scene(done({ ...CALLED, state: "in_conversation", rev: 21 }), { called: [CALLED] });
  control.press("start");
  await answered();
  assert.equal(control.undo.left(log.at), 60);
  control.press("undo");
  await answered();
  assert.deepEqual(log.posted[1], ["/api/v1/visits/7/undo", {}]);
  assert.deepEqual(log.told.at(-1), ["A07 is as before.", false]);
  assert.equal(control.undo.left(log.at), 0);
});

test("what the room has heard again cannot be taken back, and ends what could", async () => {
  const { control, log } = scene(done(CALLED), { called: [CALLED] });
  control.undo.offer(CALLED, log.at);
  control.press("recall");
  await answered();
  assert.equal(control.undo.left(log.at), 0);
});

test("a form that says too little asks for the rest and sends nothing", async () => {
  const { control, log } = scene(done(CALLED), { waiting: [ticket(7)] });
  control.press("call/7", { reason: "", other: "  " });
  await answered();
  assert.deepEqual([log.posted, log.told], [[], [["Say why.", true]]]);
});

test("a sheet shuts when what it was for is done, and stays when it was refused", async () => {
  const { control, log } = scene(refused(409, "stale"), { waiting: [ticket(7)] });
  control.press("sheet/visitor/7");
  control.press("call/7", { reason: "haast" });
  await answered();
  assert.equal(control.screen.sheet?.kind, "visitor");
  const other = scene(done({ ...CALLED, rev: 21 }), { waiting: [ticket(7)] });
  other.control.press("sheet/visitor/7");
  other.control.press("call/7", { reason: "haast" });
  await answered();
  assert.deepEqual([other.control.screen.sheet, other.log.sent, log.sent], [null, ["call/7"], []]);
});

test("asking for help takes two presses", async () => {
  const { control, log } = scene(done({}), {});
  control.press("help");
  assert.deepEqual([control.armed, log.posted.length], ["help", 0]);
  control.press("help");
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/locations/oefen/help", {}]]);
});

test("a number that was given stays in sight", async () => {
  const { control } = scene(done(ticket(30), 201), {});
  control.press("issue/werk", { language: "ar", desk: "" });
  await answered();
  assert.equal(control.screen.issued?.label, "A30");
  control.press("issued/close");
  assert.equal(control.screen.issued, null);
});

test("who is closed is fetched when it is looked at, and can be brought back", async () => {
  const { control, log } = scene(done(ticket(3, { rev: 22 })), {});
  control.press("sheet/closed");
  await answered();
  assert.deepEqual(control.lists.closed?.map(({ id }) => id), [3]);
  control.press("reinstate/3");
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/visits/3/reinstate", { seen_rev: 3 }]]);
});

test("a refusal ends what could be taken back: that belonged to another step", async () => {
  const { control, log } = scene(refused(409, "stale"), { called: [CALLED] });
  control.undo.offer(ticket(3), log.at);
  control.press("start");
  await answered();
  assert.equal(control.undo.step(log.at), null);
});

test("so does a form that says too little", () => {
  const { control, log } = scene(done(CALLED), { waiting: [ticket(7)] });
  control.undo.offer(ticket(3), log.at);
  control.press("call/7", { reason: "" });
  assert.equal(control.undo.step(log.at), null);
});

test("two numbers become one by a second press with the same choice", async () => {
  const { control, log } = scene(done(ticket(7)), { waiting: [ticket(7), ticket(8)] });
  control.press("merge/8", { into: "" });
  assert.deepEqual([control.armed, log.told], [null, [["Choose.", true]]]);
  control.press("merge/8", { into: "9" });
  assert.equal(control.armed, "merge/8");
  control.press("merge/8", { into: "7" });
  assert.deepEqual([control.armed, log.posted], ["merge/8", []]);
  control.press("merge/8", { into: "7" });
  await answered();
  assert.deepEqual(log.posted, [["/api/v1/visits/8/merge", { into: 7, seen_rev: 8 }]]);
});

test("nobody is called in the second after somebody else changed who is next", async () => {
  const { control, log } = scene(done({ ...CALLED, rev: 22 }), { waiting: [ticket(7)] });
  control.see(state(20, { waiting: [ticket(6), ticket(7)], desks: [] }).view);
  control.see(state(21, { waiting: [ticket(7)] }).view);
  control.press("call-next");
  await answered();
  assert.deepEqual(log.posted, []);
  log.at += 1000;
  control.press("call-next");
  await answered();
  assert.equal(log.posted.length, 1);
});

test("whoever comes to help says so with one press, and closes the call with two", async () => {
  const { control, log } = scene(done({}), {});
  control.press("help-coming/joost");
  await answered();
  control.press("help-end/joost");
  assert.deepEqual(log.posted, [["/api/v1/locations/oefen/help/coming", { guide: "joost" }]]);
});

test("a visitor whom a colleague took over cannot be called back", () => {
  const { control, store, log } = scene(done({}), { called: [CALLED] });
  control.undo.offer(CALLED, log.at);
  control.see(/** @type {any} */ (store.view));
  assert.notEqual(control.undo.step(log.at), null);
  control.see(state(21, { called: [{ ...CALLED, guide: "joost", desk: "1" }] }).view);
  assert.equal(control.undo.step(log.at), null);
});
