/**
 * How large the number and the rows of a board can be. No DOM. Sizes are in hundredths of the screen's shorter side.
 */
import { ROW_MM, shareFor, shortSide } from "../js/legible.js";

/** Widths of a letter in parts of the font's size: a number in tabular figures, and a word. */
const FIGURE = 0.61;
const LETTER = 0.51;

/** What stands beside the number in a wide board: padding, arrow, the desk's shape and gaps. */
const BESIDE = 58;
const PADDING = 18;

/** Least and most. @type {Record<string, {number: [number, number], row: [number, number]}>} */
const BOUNDS = {
  "auto wide": { number: [24, 40], row: [9, 10.5] },
  "auto high": { number: [28, 46], row: [10.5, 13] },
  "split wide": { number: [20, 26], row: [7, 7] },
  "split high": { number: [22, 30], row: [7, 8] },
  "sign wide": { number: [26, 34], row: [9, 9] },
  "sign high": { number: [26, 50], row: [9, 9] },
};

/** The most where something stands above or below, on a wide screen. @type {Record<string, number>} */
const CROWDED = { auto: 33, split: 26, sign: 27 };

/** The size of a desk's name beside the number, by its length. @type {Record<string, number>} */
const DESK = { short: 17, medium: 12, long: 9 };

/**
 * @param {{width: number, height: number}} screen in CSS pixels
 * @param {{diagonal: number | null, distance: number | null} | null} device inches and millimetres
 * @param {"auto" | "split" | "sign"} layout
 * @param {{label: string, desk: string, length: string}} call the large one: its number, and the name of its desk
 * @param {boolean} crowded whether something stands above or below the calls
 * @returns {{number: number, row: number}}
 */
export function sizes(screen, device, layout, call, crowded) {
  const wide = screen.width > screen.height;
  const bounds = BOUNDS[`${layout} ${wide ? "wide" : "high"}`];
  const across = (screen.width / Math.min(screen.width, screen.height)) * 100;
  const most = crowded && wide ? CROWDED[layout] : bounds.number[1];
  const room = roomFor(layout, wide, across, call);
  const number = Math.min(most, room / (FIGURE * Math.max(3, call.label.length)));
  return { number: round(Math.max(bounds.number[0], number)), row: round(rowOf(screen, device, bounds.row, crowded)) };
}

/** The width that is left for the number. @param {string} layout @param {boolean} wide @param {number} across @param {{desk: string, length: string}} call */
function roomFor(layout, wide, across, { desk, length }) {
  if (layout === "split") return (wide ? across * 0.56 : across) - PADDING;
  if (layout === "sign" || !wide) return across - PADDING;
  const name = desk.length * LETTER * (DESK[length] ?? DESK.long);
  return across - BESIDE - Math.min(name, across * 0.36);
}

/** @param {{width: number, height: number}} screen @param {{diagonal: number | null, distance: number | null} | null} device @param {[number, number]} bounds @param {boolean} crowded */
function rowOf({ width, height }, device, [least, most], crowded) {
  if (crowded || !device?.diagonal || !device.distance) return least;
  const wanted = 100 * shareFor(ROW_MM, device.distance / 1000, shortSide(device.diagonal, width, height));
  return Math.min(most, Math.max(least, wanted));
}

/** @param {number} size */
const round = (size) => Math.round(size * 10) / 10;
