import "./merged.js";

import assert from "node:assert/strict";
import { test } from "node:test";

const { Asking } = await import("../../display/static/display/asking.js");

/** A line that gives *answers* one after the other, and keeps what was sent.
 * @param {any[]} answers */
function line(...answers) {
  /** @type {{url: string, key: string | undefined}[]} */
  const sent = [];
  const send = async (/** @type {string} */ _method, /** @type {string} */ url, /** @type {any} */ options) => {
    sent.push({ url, key: options.key });
    return { ok: false, status: 0, data: null, problem: null, ...answers.shift() };
  };
  return { sent, means: { send, pause: async () => {} } };
}

test("a wish that is done brings the ticket as it became", async () => {
  const { sent, means } = line({ ok: true, status: 200, data: { label: "A07", rev: 9 } });
  const asking = new Asking("token", means);
  assert.deepEqual(await asking.ask("later"), { said: "", ticket: { label: "A07", rev: 9 } });
  assert.equal(sent[0].url, "/api/v1/tickets/token/later");
  assert.equal(asking.seen, 9);
});

test("a line that breaks is tried again as the same press", async () => {
  const { sent, means } = line({ status: 0 }, { status: 503 }, { ok: true, status: 200, data: { rev: 2 } });
  assert.equal((await new Asking("token", means).ask("leave")).said, "");
  assert.equal(new Set(sent.map(({ key }) => key)).size, 1);
  assert.equal(sent.length, 3);
});

test("without any answer it says so, and pressing again is still the same press", async () => {
  const { sent, means } = line();
  const asking = new Asking("token", means);
  assert.deepEqual(await asking.ask("leave"), { said: "failed", ticket: null });
  await asking.ask("leave");
  assert.equal(new Set(sent.map(({ key }) => key)).size, 1);
  await asking.ask("later");
  assert.equal(new Set(sent.map(({ key }) => key)).size, 2);
});

test("to be fetched, or no longer, is one command with a yes or no", async () => {
  /** @type {any[]} */
  const sent = [];
  const send = async (/** @type {string} */ _method, /** @type {string} */ url, /** @type {any} */ options) => {
    sent.push([url, options.body]);
    return { ok: true, status: 200, data: { rev: 1 }, problem: null };
  };
  const asking = new Asking("token", { send, pause: async () => {} });
  await asking.ask("fetch");
  await asking.ask("unfetch");
  const url = "/api/v1/tickets/token/fetch";
  assert.deepEqual(sent, [[url, { wished: true }], [url, { wished: false }]]);
});

test("a refusal says why, and shows the ticket as it is", async () => {
  const problem = { code: "no_more_laters", ticket: { rev: 4 } };
  const { means } = line({ status: 409, problem }, { status: 409, problem: { code: "not_waiting", ticket: { rev: 5 } } });
  const asking = new Asking("token", means);
  assert.deepEqual(await asking.ask("later"), { said: "no_more_laters", ticket: { rev: 4 } });
  assert.deepEqual(await asking.ask("leave"), { said: "refused", ticket: { rev: 5 } });
});

test("after an answer the next press is a new one", async () => {
  const { sent, means } = line({ ok: true, status: 200, data: { rev: 1 } }, { ok: true, status: 200, data: { rev: 2 } });
  const asking = new Asking("token", means);
  await asking.ask("later");
  await asking.ask("later");
  assert.notEqual(sent[0].key, sent[1].key);
});
