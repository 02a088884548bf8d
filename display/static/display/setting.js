/**
 * What a display is set up for: which calls it tells, in which languages, how loud and when. No DOM, no network.
 *
 * @typedef {import("./announcer.js").Call} Call
 * @typedef {{layout: "auto" | "split" | "sign", desks: string[], volume: number, quiet_from: string | null,
 *   quiet_until: string | null, spoken: "both" | "house" | "none"}} Setting as in `DisplayView`
 * @typedef {"on" | "off" | "quiet"} Sound
 */

const SHAPES = ["circle", "square", "triangle", "star", "cross", "diamond", "hexagon", "moon"];

/**
 * The calls that this display is for; all without desks of its own, or when none of those is left.
 *
 * @param {Call[]} calls
 * @param {Setting} setting
 * @param {{id: string}[]} desks of the location
 */
export function callsFor(calls, setting, desks) {
  const own = ownDesks(setting, desks);
  return own.length === 0 ? calls : calls.filter(({ desk }) => own.includes(desk));
}

/** Those of its desks that are still there. @param {Setting} setting @param {{id: string}[]} desks */
export const ownDesks = (setting, desks) => setting.desks.filter((id) => desks.some((desk) => desk.id === id));

/**
 * Whether it is silent now.
 *
 * @param {Setting} setting
 * @param {string} time at the location, "22:05"
 */
export function isQuiet({ volume, quiet_from: from, quiet_until: until }, time) {
  if (volume === 0) return true;
  if (from === null || until === null) return false;
  return from < until ? from <= time && time < until : time >= from || time < until;
}

/** @param {boolean} allowed by the browser @param {boolean} quiet @returns {Sound} */
export function soundOf(allowed, quiet) {
  if (quiet) return "quiet";
  return allowed ? "on" : "off";
}

/**
 * Addresses of what is said of a call, in order: in the board's own language, then in the visitor's.
 *
 * @param {Call} call
 * @param {Setting} setting
 * @param {{location: {id: string}, language: string, speech: {version: string, languages: string[]}}} facts
 */
export function clipsOf({ label, desk, language: visitors }, { spoken }, { location, language, speech }) {
  const wanted = { both: [language, visitors], house: [language], none: [] }[spoken];
  const said = [...new Set(wanted)].filter((code) => speech.languages.includes(code));
  return said.map((code) => `/display/${location.id}/speech/${code}/call/${label}/${desk}.wav?v=${speech.version}`);
}

/**
 * The sign of a desk, by its place among those of the location: no two of the first 64 have the same.
 *
 * @param {{id: string}[]} desks of the location
 * @param {string} id
 * @returns {{shape: string, colour: number} | null} colour: 1 to 8
 */
export function markOf(desks, id) {
  const place = desks.findIndex((desk) => desk.id === id);
  if (place < 0) return null;
  const round = Math.floor(place / SHAPES.length);
  return { shape: SHAPES[place % SHAPES.length], colour: ((place + round) % SHAPES.length) + 1 };
}

/**
 * What the sign of one desk says.
 *
 * @param {Call[]} calls newest first
 * @returns {{state: "called" | "busy" | "free", call: Call | null}}
 */
export function signOf(calls) {
  const there = calls.find(({ state }) => state === "called") ?? calls.find(({ state }) => state === "in_conversation");
  if (!there) return { state: "free", call: null };
  return { state: there.state === "called" ? "called" : "busy", call: there };
}
