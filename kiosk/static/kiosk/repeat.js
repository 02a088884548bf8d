/** Fingers that tap twice or five times: what the first tap brought up must not be chosen by the second. No DOM. */

/** @typedef {{x: number, y: number, at: number, place: string}} Tap CSS px, ms; place: what was shown at the first */

/** Taps so near to each other, in time and on the glass, are one. */
export const SAME_MS = 500;
export const SAME_PX = 60;

/** Whether *tap* belongs to the same tapping as the last one, and the tap to remember.
 * @param {Tap | null} last
 * @param {Tap} tap
 * @returns {{tap: Tap, isStray: boolean}} stray: something else is shown since the tapping began */
export function follows(last, tap) {
  const near = last && tap.at - last.at < SAME_MS && Math.hypot(tap.x - last.x, tap.y - last.y) < SAME_PX;
  if (!near) return { tap, isStray: false };
  return { tap: { ...tap, place: last.place }, isStray: tap.place !== last.place };
}
