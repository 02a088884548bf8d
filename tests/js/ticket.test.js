import "./merged.js";

import assert from "node:assert/strict";
import { test } from "node:test";

import { readFileSync } from "node:fs";

const { isNear, isNewCall, isWaitTold, tell, wishes } = await import("../../display/static/display/ticket.js");
const { useZone } = await import("../../web/static/js/words.js");

const table = JSON.parse(readFileSync(new URL("../phone_cases.json", import.meta.url), "utf8"));
useZone(table.zone);
/** @param {object} [change]
 * @returns {import("../../display/static/display/ticket.js").Ticket} */
const ticket = (change) => ({ ...table.ticket, ...change });

for (const { name, ticket: change, word, big, help, note, is_wait_told: isTold } of table.cases) {
  test(`a visitor is told what the server tells too: ${name}`, () => {
    const means = { texts: table.texts, language: "nl", now: new Date(table.now), desks: table.desks };
    const { picture, ...told } = tell(ticket(change), means);
    assert.deepEqual(told, { word, big, help, note });
    assert.notEqual(picture, "");
    assert.equal(isWaitTold(ticket(change)), isTold);
  });
}

test("a call and each recall are new calls, the same call seen again is not", () => {
  const first = ticket({ state: "called", call_number: 9 });
  assert.equal(isNewCall(ticket(), first), true);
  assert.equal(isNewCall(first, first), false);
  assert.equal(isNewCall(first, ticket({ state: "called", call_number: 10 })), true);
  assert.equal(isNewCall(first, ticket({ state: "in_conversation", call_number: 9 })), false);
});

/** @param {boolean} helping */
const closing = (helping) => ({ reason: "staff", helping, until: "2026-11-24T23:00:00Z" });

test("only who comes next, and is not away or turned away, is asked to stand up", () => {
  assert.equal(isNear(ticket({ ahead: 0 })), true);
  assert.equal(isNear(ticket({ ahead: 1 })), false);
  assert.equal(isNear(ticket({ ahead: 0, later_until: "2026-11-24T13:20:00Z" })), false);
  assert.equal(isNear(ticket({ ahead: 0, closing: closing(false) })), false);
  assert.equal(isNear(ticket({ state: "called", ahead: 0 })), false);
});

test("a visitor is offered what can be done, and nothing else", () => {
  assert.deepEqual(wishes(ticket()), ["later", "leave", "fetch"]);
  assert.deepEqual(wishes(ticket({ fetch: true })), ["later", "leave", "unfetch"]);
  assert.deepEqual(wishes(ticket({ can_later: false })), ["leave", "fetch"]);
  assert.deepEqual(wishes(ticket({ later_until: "2026-11-24T13:20:00Z" })), ["back", "leave", "fetch"]);
  assert.deepEqual(wishes(ticket({ closing: closing(false) })), ["leave"]);
  assert.deepEqual(wishes(ticket({ state: "called" })), ["fetch"]);
  assert.deepEqual(wishes(ticket({ state: "on_hold", fetch: true })), ["unfetch"]);
  assert.deepEqual(wishes(ticket({ state: "in_conversation" })), []);
});
