/** What a hand on the glass means: tap, double tap, swipe, two fingers, long press. No DOM, no clock: points are CSS
 * px, times ms. */

/** @typedef {{id: number, x: number, y: number, at: number}} Point */
/** @typedef {"tap" | "double" | "left" | "right" | "two" | "long"} Gesture */
/**
 * @typedef {object} Hand
 * @property {Point[]} down where each finger came down
 * @property {boolean} two whether a second finger joined
 * @property {boolean} spent this touch has been told of already, or is none of the gestures
 * @property {Point | null} tapped a tap that may become a double tap
 */

export const LONG_MS = 1500;
/** A second tap within this makes a double one; a single one is told of only afterwards. */
export const DOUBLE_MS = 350;
/** A finger that rests wanders so far (mm); a swipe is at least so long. */
const STILL = 8;
const SWIPE = 20;

/** @returns {Hand} */
export function rest() {
  return { down: [], two: false, spent: false, tapped: null };
}

/** A finger comes down.
 * @param {Hand} hand
 * @param {Point} point
 * @returns {Hand} */
export function down(hand, point) {
  const fingers = [...hand.down.filter(({ id }) => id !== point.id), point];
  const again = fingers.length > 1;
  return { ...hand, down: fingers, two: again || (hand.two && again), spent: again ? hand.spent : false };
}

/** A finger moves: one that wanders presses no longer.
 * @param {Hand} hand
 * @param {Point} point
 * @param {number} mm px
 * @returns {boolean} whether a long press may still come of it */
export function mayBeLong(hand, point, mm) {
  const start = hand.down.find(({ id }) => id === point.id);
  return !hand.two && !hand.spent && (!start || distance(start, point) <= STILL * mm);
}

/** A finger goes up.
 * @param {Hand} hand
 * @param {Point} point
 * @param {number} mm px of a millimetre
 * @returns {{hand: Hand, gesture: Gesture | null}} a tap is told of later, by `late` */
export function up(hand, point, mm) {
  const start = hand.down.find(({ id }) => id === point.id);
  const left = hand.down.filter(({ id }) => id !== point.id);
  if (!start || hand.spent) return { hand: { ...hand, down: left }, gesture: null };
  if (hand.two) return { hand: { ...hand, down: left, two: left.length > 0, spent: true, tapped: null }, gesture: "two" };
  const next = { ...hand, down: left };
  if (distance(start, point) > STILL * mm) return { hand: { ...next, tapped: null }, gesture: swipe(start, point, mm) };
  if (point.at - start.at >= LONG_MS) return { hand: { ...next, tapped: null }, gesture: null };
  const double = hand.tapped !== null && start.at - hand.tapped.at <= DOUBLE_MS;
  return { hand: { ...next, tapped: double ? null : point }, gesture: double ? "double" : null };
}

/** The finger has rested so long that it is a long press; what it does next is nothing.
 * @param {Hand} hand
 * @returns {{hand: Hand, gesture: Gesture | null}} */
export function held(hand) {
  if (hand.down.length !== 1 || hand.spent) return { hand, gesture: null };
  return { hand: { ...hand, spent: true, tapped: null }, gesture: "long" };
}

/** No second tap came: it was one.
 * @param {Hand} hand
 * @returns {{hand: Hand, gesture: Gesture | null}} */
export function late(hand) {
  const tapped = hand.tapped !== null && hand.down.length === 0;
  return { hand: { ...hand, tapped: tapped ? null : hand.tapped }, gesture: tapped ? "tap" : null };
}

/** @param {Point} from
 * @param {Point} to
 * @param {number} mm
 * @returns {Gesture | null} up and down mean nothing */
function swipe(from, to, mm) {
  const across = to.x - from.x;
  if (Math.abs(across) < SWIPE * mm || Math.abs(across) < Math.abs(to.y - from.y)) return null;
  return across > 0 ? "right" : "left";
}

/** @param {Point} one
 * @param {Point} other */
const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
