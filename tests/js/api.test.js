import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { newKey, send } from "../../web/static/js/api.js";

/** @type {import("node:http").Server} */
let server;
let root = "";
/** @type {{method?: string, headers: import("node:http").IncomingHttpHeaders, body: string}[]} */
const seen = [];

before(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      seen.push({ method: request.method, headers: request.headers, body });
      reply(request.url ?? "", response);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const address = server.address();
  root = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

/** @param {string} path
 * @param {import("node:http").ServerResponse} response */
function reply(path, response) {
  if (path === "/silent") return;
  if (path === "/nobody") response.writeHead(204).end();
  else if (path === "/closed") {
    response.writeHead(409, { "Content-Type": "application/problem+json" });
    response.end(JSON.stringify({ type: "about:blank", title: "Closed", status: 409, code: "closed" }));
  } else if (path === "/broken") {
    response.writeHead(200, { "Content-Type": "application/json" }).end('{"label":');
  } else if (path === "/proxy") {
    response.writeHead(502, { "Content-Type": "text/html" }).end("<h1>Bad gateway</h1>");
  } else response.writeHead(201, { "Content-Type": "application/json" }).end('{"label": "A07"}');
}

test("a command carries its key, its token and its body", async () => {
  const answer = await send("POST", `${root}/tickets`, { body: { language: "nl" }, token: "t", csrf: "c", key: "k" });
  assert.deepEqual(answer, { ok: true, status: 201, data: { label: "A07" }, problem: null });
  const last = seen.at(-1);
  assert.equal(last?.method, "POST");
  assert.equal(last?.body, '{"language":"nl"}');
  assert.equal(last?.headers["content-type"], "application/json");
  assert.equal(last?.headers.authorization, "Bearer t");
  assert.equal(last?.headers["x-csrf-token"], "c");
  assert.equal(last?.headers["idempotency-key"], "k");
});

test("a refusal comes back with its problem", async () => {
  const answer = await send("POST", `${root}/closed`);
  assert.equal(answer.ok, false);
  assert.equal(answer.problem?.code, "closed");
});

test("an answer without content has no data", async () => {
  assert.deepEqual(await send("POST", `${root}/nobody`), { ok: true, status: 204, data: null, problem: null });
});

test("an answer from something in between is no problem of ours", async () => {
  assert.deepEqual(await send("GET", `${root}/proxy`), { ok: false, status: 502, data: null, problem: null });
});

test("silence, a dead line and half an answer count as no answer", async () => {
  const nothing = { ok: false, status: 0, data: null, problem: null };
  assert.deepEqual(await send("GET", `${root}/silent`, { timeout: 30 }), nothing);
  assert.deepEqual(await send("GET", "http://127.0.0.1:9/"), nothing);
  assert.deepEqual(await send("GET", `${root}/broken`), nothing);
});

test("every press has another key", () => {
  const keys = new Set(Array.from({ length: 100 }, newKey));
  assert.equal(keys.size, 100);
  assert.match(newKey(), /^[0-9a-f]{32}$/);
});
