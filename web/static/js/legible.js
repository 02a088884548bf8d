/**
 * How large letters on a waiting room's screen are, and how large they must be (docs/display.md). Knows no page.
 *
 * A capital is to be seen under 0.7 degrees: 12.2 mm for each metre of distance (EN 301 549, clause 5.1.4).
 */

/** Millimetres of a capital for each metre of distance: of the called number, and of what stands beside it. */
export const NUMBER_MM = 12.2;
export const ROW_MM = 5;

/** Height of a capital of Noto Sans in parts of the font's size. */
const CAPITAL = 0.714;

const MM_PER_INCH = 25.4;

/** Shares of the screen's shorter side: the called number at least. @type {Record<string, number>} */
export const NUMBER_SHARE = { auto: 0.33, split: 0.26, sign: 0.3 };

/** Sides of a screen as they are sold. */
const WIDE = 16;
const HIGH = 9;

/** Millimetres of the shorter side of a screen. @param {number} inches from corner to corner @param {number} [width] @param {number} [height] in any unit */
export function shortSide(inches, width = WIDE, height = HIGH) {
  return (inches * MM_PER_INCH * Math.min(width, height)) / Math.hypot(width, height);
}

/** Millimetres of a capital. @param {number} share of the shorter side that the font's size is @param {number} side millimetres */
export const capital = (share, side) => share * side * CAPITAL;

/** The share of the shorter side that a font needs. @param {number} perMetre millimetres of a capital @param {number} metres of distance @param {number} side millimetres of the shorter side */
export const shareFor = (perMetre, metres, side) => (perMetre * metres) / (side * CAPITAL);

/**
 * What is wrong with a screen for its distance; null when the called number is large enough.
 *
 * @param {number} inches from corner to corner
 * @param {number} metres to the last chair
 * @param {string} layout
 * @returns {{have: number, need: number, inches: number} | null} millimetres of the number, and the screen it takes
 */
export function tooSmall(inches, metres, layout) {
  const share = NUMBER_SHARE[layout] ?? NUMBER_SHARE.auto;
  const have = capital(share, shortSide(inches));
  const need = NUMBER_MM * metres;
  return have >= need ? null : { have: Math.floor(have), need: Math.ceil(need), inches: Math.ceil((inches * need) / have) };
}
