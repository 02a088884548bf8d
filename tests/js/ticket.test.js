import "./merged.js";

import assert from "node:assert/strict";
import { test } from "node:test";

const { isNewCall, tell, wishes } = await import("../../display/static/display/ticket.js");

const texts = {
  waiting: "Je staat in de rij",
  next: "Je bent de volgende",
  ahead: { one: "Nog %(num)s voor je", other: "Nog %(num)s voor je" },
  waiting_help: "We roepen %(label)s.",
  come_now: "Kom nu naar",
  no_show: "We zagen je niet",
  no_show_help: "Ga naar de ingang.",
  in_conversation: "Je bent in gesprek",
  not_helping: "We kunnen je nu niet helpen",
  not_helping_help: "We moesten sluiten.",
  helping: "We moesten sluiten, maar jou helpen we nog.",
  guide_away: "Terug om %(time)s.",
  for_desk: "We roepen je naar %(desk)s.",
  later: "Anderen gaan voor tot %(time)s",
  later_help: "Je houdt je plek.",
  merged: "Je nummer is nu %(label)s",
  merged_help: "We roepen %(label)s.",
  left: "Je bent uit de rij",
  left_help: "Neem een nieuw nummer.",
  closed_help: "We zijn nu dicht.",
  no_show_closed: "Ben je nog hier?",
};
const now = new Date("2026-11-24T13:00:00Z");
const means = { texts, language: "nl", now, desks: { 3: "Plek 3" } };
/** @param {Partial<import("../../display/static/display/ticket.js").Ticket>} [change] */
const ticket = (change) => ({
  label: "A07",
  state: "waiting",
  ahead: 3,
  desk_name: null,
  call_number: null,
  rev: 7,
  open: true,
  closing: null,
  away_until: null,
  can_later: true,
  poll_after: 4,
  ...change,
});

test("who waits is told how many come before, and what will happen", () => {
  const told = tell(ticket(), means);
  assert.equal(told.big, "Nog 3 voor je");
  assert.equal(told.help, "We roepen \u2066A07\u2069.");
});

test("who comes next is told so", () => {
  assert.equal(tell(ticket({ ahead: 0 }), means).big, "Je bent de volgende");
});

test("who is called is told where to come, and nothing else", () => {
  const told = tell(ticket({ state: "called", ahead: null, desk_name: "Plek 2", call_number: 9 }), means);
  assert.deepEqual([told.word, told.big, told.help], ["Kom nu naar", "Plek 2", ""]);
});

test("every other state has a sentence, and help where there is something to do", () => {
  assert.equal(tell(ticket({ state: "no_show" }), means).help, "Ga naar de ingang.");
  assert.deepEqual(tell(ticket({ state: "in_conversation" }), means).help, "");
});

test("a call and each recall are new calls, the same call seen again is not", () => {
  const first = ticket({ state: "called", call_number: 9 });
  assert.equal(isNewCall(ticket(), first), true);
  assert.equal(isNewCall(first, first), false);
  assert.equal(isNewCall(first, ticket({ state: "called", call_number: 10 })), true);
  assert.equal(isNewCall(first, ticket({ state: "in_conversation", call_number: 9 })), false);
});

/** @param {boolean} helping */
const closing = (helping) => ({ reason: "staff", helping, until: "2026-11-24T23:00:00Z" });

test("who waits when it closes early is told the truth: still helped, or not", () => {
  assert.equal(tell(ticket({ closing: closing(true) }), means).note, "We moesten sluiten, maar jou helpen we nog.");
  const told = tell(ticket({ closing: closing(false) }), means);
  assert.deepEqual([told.big, told.help], ["We kunnen je nu niet helpen", "We moesten sluiten."]);
});

test("a guide who is away and a desk that was chosen stand beside the place in line", () => {
  assert.match(tell(ticket({ away_until: "2026-11-24T13:30:00Z" }), means).note, /^Terug om \d\d:30\.$/);
  assert.equal(tell(ticket({ away_until: "2026-11-24T12:30:00Z" }), means).note, "");
  assert.equal(tell(ticket({ for_desk: "3" }), means).note, "We roepen je naar Plek 3.");
});

test("who asked for a moment is told how long others go first", () => {
  const told = tell(ticket({ later_until: "2026-11-24T13:20:00Z" }), means);
  assert.match(told.big, /tot \d\d:20$/);
  assert.equal(told.help, "Je houdt je plek.");
});

test("a number that became another one says which", () => {
  assert.equal(tell(ticket({ state: "left", merged_into: "A03" }), means).big, "Je nummer is nu \u2066A03\u2069");
});

test("nobody is sent to a door that is closed", () => {
  assert.equal(tell(ticket({ state: "left" }), means).help, "Neem een nieuw nummer.");
  assert.equal(tell(ticket({ state: "left", open: false }), means).help, "We zijn nu dicht.");
  assert.equal(tell(ticket({ state: "no_show", open: false }), means).help, "Ben je nog hier?");
});

test("a visitor is offered what can be done, and nothing else", () => {
  assert.deepEqual(wishes(ticket()), ["later", "leave"]);
  assert.deepEqual(wishes(ticket({ can_later: false })), ["leave"]);
  assert.deepEqual(wishes(ticket({ later_until: "2026-11-24T13:20:00Z" })), ["back", "leave"]);
  assert.deepEqual(wishes(ticket({ closing: closing(false) })), ["leave"]);
  assert.deepEqual(wishes(ticket({ state: "called" })), []);
});
