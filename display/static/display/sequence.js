/**
 * One call from its chime to its last word, so that no two sounds ever meet. No DOM, no network, no audio: what
 * loads, plays and waits is handed in.
 *
 * @typedef {{seconds: number}} Sound something that can be played, and how long it is
 * @typedef {object} World
 * @property {() => boolean} audible whether anybody can hear something now
 * @property {Sound | null} chime
 * @property {(url: string) => Promise<Sound | null>} load null for a clip that cannot be had; never fails
 * @property {(sound: Sound) => Promise<void>} play until its end
 * @property {() => void} stop whatever is playing
 * @property {() => number} played the loudspeaker's clock, in milliseconds
 * @property {(ms: number) => Promise<void>} sleep
 * @property {() => number} now a clock that never jumps, in milliseconds
 * @property {() => number} waiting how many calls wait behind this one
 */

/** For so long the chime waits for the words, in milliseconds. */
export const LATE = 2_000;

/** So long each clip may still take when the chime is over; after that it is left out. */
export const PATIENCE = 3_000;

/** A clip that does not come to its end is cut so long after it should have. */
export const OVERTIME = 2_000;

/** So often a lagging loudspeaker is waited for, and so long at least. */
const ROUNDS = 6;
const LEAST = 1_000;

/** A call is the large one at least for its five flashes, and one that is not spoken a little longer. */
export const FLASHING = 5_000;
export const UNSPOKEN = 8_000;

/** Silence after the last word: it shrinks when others wait. */
const PAUSES = [1_500, 800, 800, 300];

/**
 * Tell of a call; comes back when the next one may begin. However badly everything goes, it does come back.
 *
 * @param {string[]} urls of its sentences, in the order in which they are said
 * @param {World} world
 */
export async function announce(urls, world) {
  const began = world.now();
  const said = world.audible() ? await sound(urls, world) : 0;
  const least = said > 0 || world.waiting() > 0 ? FLASHING : UNSPOKEN;
  const pause = PAUSES[Math.min(world.waiting(), PAUSES.length - 1)];
  await world.sleep(Math.max(pause, began + least - world.now()));
}

/**
 * @param {string[]} urls
 * @param {World} world
 * @returns {Promise<number>} how many sentences were said
 */
async function sound(urls, world) {
  const clips = urls.map((url) => world.load(url));
  await within(Promise.all(clips), LATE, world);
  if (world.chime) await whole(world.chime, world);
  let said = 0;
  for (const clip of clips) {
    const found = await within(clip, PATIENCE, world);
    if (!found) continue;
    await whole(found, world);
    said += 1;
  }
  return said;
}

/**
 * Play a sound to its end, and cut it when that does not come. What counts is the loudspeaker's own clock: on a machine
 * that is busy it may lag behind, and then the sound lasts longer.
 *
 * @param {Sound} found
 * @param {World} world
 */
async function whole(found, world) {
  const ending = world.play(found).then(() => true);
  const last = world.played() + found.seconds * 1000 + OVERTIME;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = world.played();
    if (await within(ending, Math.max(last - before, LEAST), world)) return;
    if (world.played() >= last || world.played() === before) break;
  }
  world.stop();
}

/**
 * What comes, if it comes in time; else undefined.
 *
 * @template T
 * @param {Promise<T>} coming
 * @param {number} ms
 * @param {World} world
 * @returns {Promise<T | undefined>}
 */
function within(coming, ms, world) {
  return Promise.race([coming, world.sleep(ms).then(() => undefined)]);
}
