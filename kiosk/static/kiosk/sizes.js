/** How large letters and fingers are on this very screen. No DOM: numbers in, numbers out. Knows nothing of what
 * is drawn; which device this is, and how far away its visitors stand, is told by the server. */

/** @typedef {{diagonal?: number | null, distance?: number | null}} Device inches; mm from the eye to the screen */
/** @typedef {{width: number, height: number}} Area CSS px */
/** @typedef {{mm: number, text: number}} Sizes CSS px of a millimetre; font size in CSS px of the smallest text */

/** A screen of which nobody said how large it is, and where its visitors stand. */
export const DIAGONAL = 21.5;
export const DISTANCE = 600;
/** EN 301 549 clause 5.1.4: a capital H covers at least 0.7 degrees, which is 12.22 mm for every metre. */
export const CAPITAL_PER_DISTANCE = (0.7 * Math.PI) / 180;
/** Noto Sans: height of a capital, in em. */
export const CAPITAL = 0.714;

const MM_PER_INCH = 25.4;
const DIAGONALS = /** @type {const} */ ([5, 120]);
const DISTANCES = /** @type {const} */ ([200, 2000]);
/** Smaller than this no browser text is readable; with fewer letters to a line than this no word fits. */
const SMALLEST = 16;
const LETTERS = 14;

/** Sizes that hold for *device*; where it tells nothing, or something no screen is, the usual is taken.
 * @param {Device | null | undefined} device
 * @param {Area} screen all of it
 * @param {Area} window the part that the page has
 * @returns {Sizes} */
export function sizesOf(device, screen, window) {
  const diagonal = sensible(device?.diagonal, DIAGONALS, DIAGONAL);
  const distance = sensible(device?.distance, DISTANCES, DISTANCE);
  const mm = Math.hypot(screen.width, screen.height) / (diagonal * MM_PER_INCH);
  const wanted = (distance * CAPITAL_PER_DISTANCE * mm) / CAPITAL;
  const most = Math.max(SMALLEST, Math.min(window.width, window.height) / LETTERS);
  return { mm, text: Math.min(most, Math.max(SMALLEST, wanted)) };
}

/** @param {number | null | undefined} told
 * @param {readonly [number, number]} bounds
 * @param {number} usual */
function sensible(told, [least, most], usual) {
  return typeof told === "number" && told >= least && told <= most ? told : usual;
}
