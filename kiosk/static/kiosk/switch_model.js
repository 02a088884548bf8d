/** Working the kiosk with one switch: the highlight moves by itself, a press chooses. No DOM, no clock: whoever
 * keeps the time says when the highlight moves on. */

/** More things than this are gone through row by row first. */
export const FEW = 8;
/** How long the highlight stays; a switch is held for so long to begin or end. */
export const STEP_MS = 2000;
export const HOLD_MS = 2000;
/** After going so often through one row without a press, it was the wrong row. */
const ROUNDS = 2;

/**
 * @typedef {object} Scan
 * @property {number[][]} groups the things, by index, in the order of reading; one group when they are few
 * @property {boolean} within whether the highlight is on a single thing, not on a row
 * @property {number} group
 * @property {number} place within the group
 * @property {number} passed things passed in this group since it was entered
 */

/** Begin at the first of the things of a screen.
 * @param {{row: number}[]} things in the order of reading, each with the row that it stands on
 * @returns {Scan} */
export function scan(things) {
  const groups = things.length > FEW ? rowsOf(things) : [things.map((_, index) => index)];
  return { groups, within: groups.length === 1, group: 0, place: 0, passed: 0 };
}

/** The things under the highlight; none when there is nothing.
 * @param {Scan} state
 * @returns {number[]} */
export function lit({ groups, within, group, place }) {
  const here = groups[group] ?? [];
  return within ? here.slice(place, place + 1) : here;
}

/** The highlight moves on.
 * @param {Scan} state
 * @returns {Scan} */
export function moveOn(state) {
  const { groups, within, group, place, passed } = state;
  if (!within) return { ...state, group: (group + 1) % groups.length };
  const size = Math.max(1, groups[group].length);
  if (groups.length > 1 && passed + 1 >= size * ROUNDS) return { ...state, within: false, place: 0, passed: 0 };
  return { ...state, place: (place + 1) % size, passed: passed + 1 };
}

/** The switch is pressed: into the row, or the thing itself is chosen.
 * @param {Scan} state
 * @returns {{state: Scan, act: number | null}} act is the thing that was chosen */
export function press(state) {
  const here = state.groups[state.group] ?? [];
  if (!state.within && here.length > 1) return { state: { ...state, within: true, place: 0, passed: 0 }, act: null };
  return { state, act: lit(state)[0] ?? null };
}

/** @param {{row: number}[]} things
 * @returns {number[][]} */
function rowsOf(things) {
  /** @type {Map<number, number[]>} */
  const rows = new Map();
  things.forEach(({ row }, index) => rows.set(row, [...(rows.get(row) ?? []), index]));
  return [...rows.values()];
}
