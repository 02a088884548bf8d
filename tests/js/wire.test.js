import "./merged.js";

import assert from "node:assert/strict";
import { mock, test } from "node:test";

const { listen, read } = await import("../../display/static/display/wire.js");

/** A server that keeps what phones send, and says what a test lets it say. */
function server() {
  /** @type {any[]} */
  const sockets = [];
  const heard = /** @type {[string, any][]} */ ([]);
  let refused = 0;
  const open = (/** @type {string} */ url) => {
    /** @type {any} */
    const socket = { url, sent: [], closed: false, send: (/** @type {string} */ frame) => socket.sent.push(frame), close: () => { socket.closed = true; } };
    sockets.push(socket);
    return socket;
  };
  const start = (/** @type {(url: string) => any} */ how = open) =>
    listen({
      url: "ws://here/socket.io/", token: "t1", open: how,
      onMessage: (event, message) => heard.push([event, message]),
      onRefused: () => { refused += 1; },
    });
  return { sockets, heard, start, open, refusals: () => refused, say: (/** @type {string} */ data) => sockets[sockets.length - 1].onmessage({ data }) };
}

test("a phone says which ticket it follows, answers when it is asked, and hears what comes", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets, heard, start, say } = server();
  start();
  assert.equal(sockets[0].url, "ws://here/socket.io/?EIO=4&transport=websocket");
  say('0{"sid":"x","pingInterval":5000}');
  say('40/ticket,{"sid":"y"}');
  say("2");
  say('42/ticket,["state",{"epoch":"e","rev":7,"now":"","view":{"label":"A07"}}]');
  say('42/ticket,["hb",{"epoch":"e","rev":7,"now":""}]');
  say('42/ticket,["something",{}]');
  assert.deepEqual(sockets[0].sent, ['40/ticket,{"token":"t1"}', "3"]);
  assert.deepEqual(heard.map(([event, { rev }]) => [event, rev]), [["state", 7], ["hb", 7]]);
  mock.timers.reset();
});

test("a line that breaks or falls silent is opened again, ever more patiently", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets, start } = server();
  start();
  sockets[0].onclose();
  sockets[0].onerror();
  mock.timers.tick(1000);
  assert.equal(sockets.length, 2);
  mock.timers.tick(12_000);
  assert.equal(sockets[1].closed, true);
  mock.timers.tick(2000);
  assert.equal(sockets.length, 3);
  for (let count = 0; count < 20; count += 1) {
    sockets[sockets.length - 1].onclose();
    mock.timers.tick(7500);
  }
  assert.equal(sockets.length, 23);
  mock.timers.reset();
});

test("what comes over a line that was given up is not heard", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets, heard, start } = server();
  start();
  sockets[0].onclose();
  sockets[0].onmessage({ data: '42/ticket,["hb",{"epoch":"e","rev":9,"now":""}]' });
  assert.deepEqual(heard, []);
  mock.timers.reset();
});

test("whoever is refused is told once, and does not knock again", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets, start, say, refusals } = server();
  start();
  say('44/ticket,{"code":"unknown_ticket"}');
  mock.timers.tick(60_000);
  assert.deepEqual([refusals(), sockets.length], [1, 1]);
  mock.timers.reset();
});

test("once the server is known to be back, a phone connects within a second, however patient it had become", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets, start } = server();
  const { knock } = start();
  for (let count = 0; count < 5; count += 1) {
    sockets[sockets.length - 1].onclose();
    mock.timers.tick(7500);
  }
  sockets[sockets.length - 1].onclose();
  const before = sockets.length;
  knock();
  mock.timers.tick(1000);
  assert.equal(sockets.length, before + 1);
  mock.timers.tick(7500);
  assert.equal(sockets.length, before + 1, "the pause that was given up ends in no second socket");
  mock.timers.reset();
});

test("a socket on which nothing is said any more is left for another, and not heard again", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets, heard, start } = server();
  const { knock } = start();
  knock();
  mock.timers.tick(1000);
  assert.deepEqual([sockets[0].closed, sockets.length], [true, 2]);
  sockets[0].onmessage({ data: '42/ticket,["hb",{"epoch":"e","rev":9,"now":""}]' });
  sockets[0].onclose();
  mock.timers.tick(7500);
  assert.deepEqual([heard, sockets.length], [[], 2]);
  mock.timers.reset();
});

test("knocking does not bring back whoever was refused", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets, start, say } = server();
  const { knock } = start();
  say('44/ticket,{"code":"unknown_ticket"}');
  knock();
  mock.timers.tick(60_000);
  assert.equal(sockets.length, 1);
  mock.timers.reset();
});

test("a browser that allows no socket is asked again later, and nothing else goes wrong", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sockets, start, open } = server();
  let tries = 0;
  start((url) => {
    tries += 1;
    if (tries === 1) throw new Error("no sockets here");
    return open(url);
  });
  mock.timers.tick(1000);
  assert.deepEqual([tries, sockets.length], [2, 1]);
  mock.timers.reset();
});

test("other frames mean nothing", () => {
  for (const frame of ["", "6", "3", "42/other,[\"state\",{}]", "43/ticket,1[]"]) assert.equal(read(frame).kind, "other");
});
