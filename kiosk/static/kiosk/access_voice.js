/** Says what is on the screen, and lights it up while it is said. Whether to say anything is decided elsewhere. */

import { clipOf, place, screen, text, thingOf, things } from "./say.js";
import { voiceOf } from "./speech.js";

/** @typedef {import("./say.js").Phrase} Phrase */
/** @typedef {import("./say.js").Thing} Thing */
/** @typedef {{done?: () => void, broken?: () => void, began?: (phrase: Phrase) => void, quiet?: boolean}} Options
 * broken: it was broken off before it was done; quiet: the visitor did nothing for it, so it keeps no screen alive */

const audio = /** @type {HTMLAudioElement} */ (document.getElementById("voice"));
export const CHIME = new URL("../sound/chime.wav", import.meta.url).href;
const voice = voiceOf(audio, CHIME);
const caption = /** @type {HTMLElement} */ (document.getElementById("voice-caption"));
/** @type {Phrase[]} */
let last = [];
/** @type {Set<string>} */
const fetched = new Set();
/** @type {string[]} */
let wanted = [];

/** @param {number} volume 0 to 1 of what the device is set to */
export function setVolume(volume) {
  audio.volume = volume;
}

export function hush() {
  voice.stop();
  mark(null);
}

export const isSpeaking = () => voice.isSpeaking();

/** Say phrases, one after the other; what was being said is broken off.
 * @param {Phrase[]} phrases
 * @param {Options & {chime?: boolean}} [options] chime: before the first */
export function say(phrases, { done, broken, began, quiet = false, chime = false } = {}) {
  last = phrases;
  const clips = phrases.map((phrase) => ({
    url: clipOf(phrase),
    begin() {
      mark(phrase.node);
      caption.textContent = phrase.node?.innerText ?? "";
      began?.(phrase);
      if (!quiet) document.dispatchEvent(new CustomEvent("kiosk:speaking"));
    },
  }));
  const over = () => {
    mark(null);
    done?.();
  };
  voice.play(chime ? [{ url: CHIME }, ...clips] : clips, over, broken);
}

/** @param {Thing[]} some
 * @param {Options} [options] */
export function sayThings(some, options) {
  say(some.flatMap(({ phrases }) => phrases), options);
}

/** The screen from its title to what to do, after what comes *before*.
 * @param {string[]} before paths
 * @param {Options} [options] */
export function read(before, options) {
  const area = screen();
  const found = things(area);
  const ask = found.some(({ button }) => button) ? [text("text/choose_now")] : [];
  const phrases = found.flatMap((thing) => thing.phrases);
  say([...before.map((path) => text(path)), ...phrases, ...ask], options);
}

/** The last that was said; the screen when nothing was. */
export function again() {
  if (last.length) say(last);
  else read([]);
}

/** What a tile says, at the press of its loudspeaker.
 * @param {Element} loudspeaker */
export function sayTile(loudspeaker) {
  const tile = loudspeaker.parentElement?.querySelector('button:not([data-press="say"])');
  if (tile instanceof HTMLElement) sayThings([thingOf(tile)]);
}

/** Have the clips at hand that a visitor will probably hear soon: one after the other, so that what is heard now does
 * not wait for what may be heard later. What does not come is asked for again when its turn has come.
 * @param {Phrase[]} phrases those of before are forgotten */
export async function prefetch(phrases) {
  const mine = [CHIME, ...phrases.map(clipOf)];
  wanted = mine;
  for (const url of mine) {
    if (fetched.has(url)) continue;
    const answer = await fetch(url, { priority: "low" }).catch(() => null);
    await answer?.arrayBuffer().catch(() => null);
    if (answer?.ok) fetched.add(url);
    if (wanted !== mine) return;
  }
}

/** The phrases of everything here, bar and all.
 * @returns {Phrase[]} */
export function around() {
  return things(place()).flatMap(({ phrases }) => phrases);
}

/** Nothing of it is left for the next visitor. */
export function forget() {
  hush();
  last = [];
  caption.textContent = "";
}

/** @param {HTMLElement | null} node */
function mark(node) {
  for (const other of document.querySelectorAll("[data-saying]")) {
    if (other !== node) other.removeAttribute("data-saying");
  }
  node?.setAttribute("data-saying", "");
}
