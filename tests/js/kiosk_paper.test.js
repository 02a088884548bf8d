import assert from "node:assert/strict";
import { test } from "node:test";

import {
  ASK_MS,
  LEAST_MS,
  PROMISE_MS,
  SLOWEST_MS,
  WITHOUT_PAPER_MS,
  WITH_PAPER_MS,
  askEvery,
  expectPaper,
  hear,
  isOpen,
  passTime,
  stays,
} from "../../kiosk/static/kiosk/paper.js";

const PRESSED = 1000;
const ISSUED = 1100;
const DUE = PRESSED + PROMISE_MS;
const coming = () => expectPaper("coming", true, PRESSED, ISSUED);
/** What was said, one word for each answer of the server at its time.
 * @param {[string | null, number][]} answers */
function story(answers) {
  let paper = coming();
  return answers.map(([state, at]) => (paper = hear(paper, state, at)).word);
}

test("a printer that is known to be away is told of at once, and nobody asks for its paper", () => {
  const paper = expectPaper("away", true, PRESSED, ISSUED);
  assert.equal(paper.word, "away");
  assert.equal(isOpen(paper), false);
});

test("no paper although there are printers here is told of; a house without printers promises nothing", () => {
  assert.equal(expectPaper("none", true, PRESSED, ISSUED).word, "away");
  assert.equal(expectPaper("none", false, PRESSED, ISSUED).word, "silent");
});

test("a server that says nothing of paper promises none, and is not asked", () => {
  const paper = expectPaper(undefined, true, PRESSED, ISSUED);
  assert.equal(paper.word, "silent");
  assert.equal(isOpen(paper), false);
  assert.equal(passTime(paper, ISSUED + 60_000).word, "silent");
});

test("paper that is there is to be taken, and nothing more is asked", () => {
  for (const state of ["confirmed", "sent"]) {
    const paper = hear(hear(coming(), "queued", 1200), state, 1600);
    assert.equal(paper.word, "take");
    assert.equal(isOpen(paper), false);
  }
});

test("what waits in the list is printed soon, or three seconds after the press does not come", () => {
  assert.deepEqual(story([["queued", 1200], ["queued", DUE - 1], ["queued", DUE]]), ["printing", "printing", "away"]);
});

test("a server that never answers means no paper after three seconds", () => {
  assert.deepEqual(story([[null, 2200], [null, DUE - 1], [null, DUE]]), ["printing", "printing", "away"]);
  assert.equal(passTime(coming(), DUE).word, "away");
});

test("a number that took long itself leaves the printer a moment", () => {
  const paper = expectPaper("coming", true, PRESSED, 9000);
  assert.equal(passTime(paper, 9000 + LEAST_MS - 1).word, "printing");
  assert.equal(passTime(paper, 9000 + LEAST_MS).word, "away");
});

test("a paper that failed or does not exist is told of at once, one that nobody knows about is doubted", () => {
  assert.deepEqual(story([["failed", 1300]]), ["away"]);
  assert.deepEqual(story([["none", 1300]]), ["away"]);
  assert.deepEqual(story([["sending", 1300], ["unknown", 1700]]), ["printing", "doubt"]);
});

test("a slow line prints as long as the number stands there", () => {
  const heard = [3400, 5800, 8200, 10_600, 13_000, 15_400, 17_800, 20_200];
  const answers = /** @type {[string, number][]} */ (heard.map((at) => ["sending", at]));
  assert.deepEqual(new Set(story(answers)), new Set(["printing"]));
  assert.equal(story([...answers, ["sending", ISSUED + SLOWEST_MS]]).at(-1), "doubt");
  assert.equal(story([...answers, ["confirmed", 20_900]]).at(-1), "take");
  assert.equal(story([...answers, ["unknown", 20_900]]).at(-1), "doubt");
});

test("a server that goes away while it prints leaves a doubt", () => {
  assert.deepEqual(story([["sending", 2000], [null, 1999 + PROMISE_MS], [null, 2000 + PROMISE_MS]]), ["printing", "printing", "doubt"]);
});

test("who heard that no paper comes hears otherwise only when it is there", () => {
  assert.deepEqual(
    story([["queued", DUE], ["sending", DUE + 500], ["queued", DUE + 900], ["sending", DUE + 1500], ["confirmed", DUE + 2000]]),
    ["away", "away", "away", "away", "take"],
  );
});

test("paper that may still come is asked for, often at first", () => {
  const late = passTime(coming(), DUE);
  assert.equal(late.word, "away");
  assert.equal(isOpen(late), true);
  assert.equal(askEvery(late, DUE), ASK_MS);
  assert.ok(askEvery(late, DUE + 10_000) > ASK_MS);
});

test("without paper the number stays at least twice as long", () => {
  assert.equal(stays(coming()), null);
  assert.equal(stays(hear(coming(), "sent", 1500)), WITH_PAPER_MS);
  for (const state of ["failed", "unknown"]) assert.equal(stays(hear(coming(), state, 1500)), WITHOUT_PAPER_MS);
  assert.ok(WITHOUT_PAPER_MS >= 2 * WITH_PAPER_MS);
});

test("a word that stays the same keeps its time", () => {
  const away = hear(coming(), "failed", 1500);
  assert.equal(hear(away, "failed", 4000).since, 1500);
  assert.equal(passTime(away, 9000), away);
});
