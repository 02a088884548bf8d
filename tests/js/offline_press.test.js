import assert from "node:assert/strict";
import { test } from "node:test";

import { NOT_WRITABLE, PATIENCE_MS, Presses } from "../../kiosk/static/kiosk/offline_press.js";

/** @typedef {import("../../kiosk/static/kiosk/offline_press.js").Answered} Answered */

const ISSUED = /** @type {Answered} */ ({ kind: "issued", ticket: { label: "A07" } });
const UNANSWERED = /** @type {Answered} */ ({ kind: "unanswered" });
const FULL_DISK = /** @type {Answered} */ ({ kind: "refused", code: NOT_WRITABLE });
const REFUSED = /** @type {Answered} */ ({ kind: "refused", code: "full" });
/** @type {Promise<any>} */
const NEVER = new Promise(() => undefined);

/** @param {{issue?: () => Promise<Answered>, away?: boolean, numbers?: number, wait?: () => Promise<void>}} [how] */
function means({ issue = async () => ISSUED, away = false, numbers = 1, wait = () => NEVER } = {}) {
  /** @type {(string | null)[]} */
  const given = [];
  let left = numbers;
  return {
    given,
    issue,
    isAway: () => away,
    wait,
    give: async (/** @type {string | null} */ replaces) => {
      given.push(replaces);
      left -= 1;
      return left < 0 ? null : { kind: /** @type {const} */ ("given"), entry: /** @type {any} */ ({ label: "Z01" }) };
    },
  };
}

test("while the server answers, its number is the visitor's, and the block is not touched", async () => {
  const how = means();
  assert.deepEqual(await new Presses().attempt("k", 0, how), ISSUED);
  assert.deepEqual(how.given, []);
});

test("a refusal is an answer", async () => {
  assert.deepEqual(await new Presses().attempt("k", 0, means({ issue: async () => REFUSED })), REFUSED);
});

test("with the server known to be away the number comes at once, and no press has to be taken back", async () => {
  const how = means({ away: true, issue: () => assert.fail("nobody is there to ask") });
  assert.equal((await new Presses().attempt("k", 0, how)).kind, "given");
  assert.deepEqual(how.given, [null]);
});

test("a press that hangs gets a number from the block, which takes the press back", async () => {
  const how = means({ issue: () => NEVER, wait: async () => undefined });
  assert.equal((await new Presses().attempt("k", 0, how)).kind, "given");
  assert.deepEqual(how.given, ["k"]);
});

test("the visitor waits four seconds from the press, over all attempts together", async () => {
  /** @type {number[]} */
  const waited = [];
  const how = { ...means({ issue: () => NEVER, numbers: 3 }), wait: async (/** @type {number} */ ms) => void waited.push(ms) };
  const presses = new Presses();
  await presses.attempt("k", 0, how);
  await presses.attempt("l", 3000, how);
  await presses.attempt("m", 9000, how);
  assert.deepEqual(waited, [PATIENCE_MS, 1000, 0]);
});

test("a broken connection to a server that was there just now is tried again first", async () => {
  const how = means({ issue: async () => UNANSWERED });
  assert.deepEqual(await new Presses().attempt("k", 0, how), UNANSWERED);
  assert.deepEqual(how.given, []);
});

test("an attempt that was sent is taken back also when a later one gets the number", async () => {
  const presses = new Presses();
  await presses.attempt("k", 0, means({ issue: async () => UNANSWERED }));
  const later = means({ away: true });
  await presses.attempt("k", 2000, later);
  assert.deepEqual(later.given, ["k"]);
});

test("an answer that comes after the block was asked is not shown", async () => {
  /** @type {(answer: Answered) => void} */
  let answer = () => undefined;
  const how = means({ issue: () => new Promise((resolve) => (answer = resolve)), wait: async () => undefined });
  const give = how.give;
  how.give = async (replaces) => {
    answer(ISSUED);
    return give(replaces);
  };
  assert.equal((await new Presses().attempt("k", 0, how)).kind, "given");
});

test("with the block used up the answer of the server is waited for after all", async () => {
  const how = means({ numbers: 0, wait: async () => undefined });
  assert.deepEqual(await new Presses().attempt("k", 0, how), ISSUED);
  const away = means({ numbers: 0, away: true, issue: async () => UNANSWERED });
  assert.deepEqual(await new Presses().attempt("k", 0, away), UNANSWERED);
});

test("a server that can write nothing leaves the visitor to the block at once", async () => {
  const how = means({ issue: async () => FULL_DISK });
  assert.equal((await new Presses().attempt("k", 0, how)).kind, "given");
  assert.deepEqual(how.given, ["k"]);
});

test("with the block used up the visitor hears at once that there are no numbers here", async () => {
  assert.deepEqual(await new Presses().attempt("k", 0, means({ issue: async () => FULL_DISK, numbers: 0 })), FULL_DISK);
});
