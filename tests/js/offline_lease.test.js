import assert from "node:assert/strict";
import { test } from "node:test";

import { untouched } from "../../kiosk/static/kiosk/blocks.js";
import { Leaser } from "../../kiosk/static/kiosk/offline_lease.js";

const TODAY = "2026-11-22";
const SOURCE = { epoch: "e", device: 1 };

/** A kiosk that keeps its blocks in memory, and a server that answers as told. */
function kiosk() {
  const kept = { blocks: /** @type {any[]} */ ([]), facts: /** @type {any} */ ({}) };
  /** @type {{day: string, key: string}[]} */
  const asked = [];
  const world = { kept, asked, status: 201, keys: 0 };
  const store = {
    blocks: async () => kept.blocks,
    facts: async () => kept.facts,
    note: async (/** @type {string} */ name, /** @type {any} */ value) => void (kept.facts[name] = value),
    dropBlocks: async () => void (kept.blocks = []),
    addBlock: async (/** @type {any} */ leased, /** @type {any} */ source) => {
      kept.blocks.push(untouched(leased, source));
      delete kept.facts.lease;
    },
  };
  const leaser = new Leaser({
    store: /** @type {any} */ (store),
    newKey: () => `key${(world.keys += 1)}`,
    send: async ({ day }, key) => {
      asked.push({ day, key });
      const data = { block: asked.length, day, series: "Z", first: 1, last: 30, leased_at: `${TODAY}T08:00:00.000Z` };
      return { ok: world.status === 201, status: world.status, data, problem: null };
    },
  });
  return { world, leaser };
}

test("a kiosk that holds nothing asks for today and the three days after it, once", async () => {
  const { world, leaser } = kiosk();
  await leaser.fill(TODAY, SOURCE);
  assert.deepEqual(world.asked.map(({ day }) => day), ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"]);
  await leaser.fill(TODAY, SOURCE);
  assert.equal(world.asked.length, 4);
});

test("a question without an answer is asked again with the same key, also after a crash", async () => {
  const { world, leaser } = kiosk();
  world.status = 0;
  await leaser.fill(TODAY, SOURCE);
  const again = kiosk();
  again.world.kept.facts = world.kept.facts;
  await again.leaser.fill(TODAY, SOURCE);
  assert.deepEqual([world.asked[0].key, again.world.asked[0].key], ["key1", "key1"]);
});

test("what this machine leased as another device is worth nothing, so all is leased anew", async () => {
  const { world, leaser } = kiosk();
  await leaser.fill(TODAY, SOURCE);
  await leaser.fill(TODAY, { epoch: "e", device: 2 });
  assert.equal(world.asked.length, 8);
});

test("a kiosk that is not known any more gives up the numbers that nobody has", async () => {
  const { world, leaser } = kiosk();
  await leaser.fill(TODAY, SOURCE);
  world.kept.blocks[0].next = 25;
  world.status = 401;
  await leaser.fill(TODAY, SOURCE);
  assert.deepEqual(world.kept.blocks, []);
});

test("a day for which there are no numbers is asked for once, and holds the others not up", async () => {
  const { world, leaser } = kiosk();
  world.status = 422;
  await leaser.fill(TODAY, SOURCE);
  await leaser.fill(TODAY, SOURCE);
  assert.deepEqual(world.asked.map(({ day }) => day), ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"]);
});
