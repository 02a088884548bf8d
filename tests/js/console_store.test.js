import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../staff/static/staff/store.js";
import { ME, state, ticket } from "./console_cast.js";

const WAITING = { waiting: [ticket(7), ticket(8)] };
const CALLED = ticket(7, { state: "called", guide: ME, desk: "2", rev: 21 });

function waitingStore() {
  const store = new Store();
  store.receive(state(20, WAITING));
  return store;
}

test("before the first state there is no view", () => {
  assert.equal(new Store().view, null);
});

test("what a press promises shows before the server answers", () => {
  const store = waitingStore();
  store.expect(CALLED);
  assert.deepEqual([store.view?.called.length, store.busy], [1, true]);
});

test("a refusal takes back what was promised", () => {
  const store = waitingStore();
  store.expect(CALLED);
  store.refuse();
  assert.deepEqual([store.view?.called.length, store.view?.waiting.length, store.busy], [0, 2, false]);
});

test("an answer stays on screen until the state that holds it arrives", () => {
  const store = waitingStore();
  store.expect(CALLED);
  store.confirm(CALLED);
  store.receive(state(20, WAITING));
  assert.equal(store.view?.called[0]?.id, 7);

  store.receive(state(22, { waiting: [ticket(7)] }));
  assert.deepEqual([store.view?.called.length, store.view?.waiting[0].id], [0, 7]);
});

test("a state that is already newer than the answer is the truth", () => {
  const store = waitingStore();
  store.expect(CALLED);
  store.receive(state(30, { waiting: [ticket(8)] }));
  store.confirm(CALLED);
  assert.equal(store.view?.called.length, 0);
});

test("a command that moves no ticket leaves the view as it is", () => {
  const store = waitingStore();
  store.expect(null);
  store.confirm(null);
  assert.deepEqual([store.view?.waiting.length, store.busy], [2, false]);
});
