import "./merged.js";

import assert from "node:assert/strict";
import { test } from "node:test";

const { isNewCall, tell } = await import("../../display/static/display/ticket.js");

const texts = {
  waiting: "Je staat in de rij",
  next: "Je bent de volgende",
  ahead: { one: "Nog %(num)s voor je", other: "Nog %(num)s voor je" },
  waiting_help: "We roepen %(label)s.",
  come_now: "Kom nu naar",
  no_show: "We zagen je niet",
  no_show_help: "Ga naar de ingang.",
  in_conversation: "Je bent in gesprek",
};
/** @param {Partial<import("../../display/static/display/ticket.js").Ticket>} [change] */
const ticket = (change) => ({
  label: "A07",
  state: "waiting",
  ahead: 3,
  desk_name: null,
  call_number: null,
  poll_after: 4,
  ...change,
});

test("who waits is told how many come before, and what will happen", () => {
  const told = tell(ticket(), texts, "nl");
  assert.equal(told.big, "Nog 3 voor je");
  assert.equal(told.help, "We roepen \u2066A07\u2069.");
});

test("who comes next is told so", () => {
  assert.equal(tell(ticket({ ahead: 0 }), texts, "nl").big, "Je bent de volgende");
});

test("who is called is told where to come, and nothing else", () => {
  const told = tell(ticket({ state: "called", ahead: null, desk_name: "Plek 2", call_number: 9 }), texts, "nl");
  assert.deepEqual([told.word, told.big, told.help], ["Kom nu naar", "Plek 2", ""]);
});

test("every other state has a sentence, and help where there is something to do", () => {
  assert.equal(tell(ticket({ state: "no_show" }), texts, "nl").help, "Ga naar de ingang.");
  assert.deepEqual(tell(ticket({ state: "in_conversation" }), texts, "nl").help, "");
});

test("a call and each recall are new calls, the same call seen again is not", () => {
  const first = ticket({ state: "called", call_number: 9 });
  assert.equal(isNewCall(ticket(), first), true);
  assert.equal(isNewCall(first, first), false);
  assert.equal(isNewCall(first, ticket({ state: "called", call_number: 10 })), true);
  assert.equal(isNewCall(first, ticket({ state: "in_conversation", call_number: 9 })), false);
});
