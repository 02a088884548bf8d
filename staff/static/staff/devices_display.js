/**
 * How a display looks and sounds: in words on its card, in its form, and back to the server. No DOM, no network.
 *
 * @typedef {{layout: string, desks: string[], volume: number, quiet_from: string | null, quiet_until: string | null,
 *   spoken: string}} Display as in `DisplayView`
 * @typedef {{id: string, name: string}} Desk
 * @typedef {import("./page_desk.js").Errors} Errors
 * @typedef {import("./shape.js").Values} Values
 */
import { tooSmall } from "../js/legible.js";
import { fill } from "../js/words.js";
import { many, text } from "./values.js";

const LAYOUTS = ["auto", "split", "sign"];
const SPOKEN = ["both", "house", "none"];
const FULL = 100;

/**
 * What a display shows, whether it is heard, and whether it is large enough.
 *
 * @param {{display?: Display | null, sound?: string, diagonal: number | null, distance: number | null}} device
 * @param {Desk[]} desks of the location
 * @param {Record<string, any>} texts
 * @param {(figure: number) => string} figure
 */
export function displayFacts({ display, sound, diagonal, distance }, desks, texts, figure) {
  if (!display) return { shows: "", heard: "", small: "" };
  const own = desks.filter(({ id }) => display.desks.includes(id)).map(({ name }) => name);
  const shows = fill(texts[`shows_${display.layout}`], { desk: own[0] ?? "" });
  const small = diagonal && distance ? tooSmall(diagonal, distance / 1000, display.layout) : null;
  return {
    shows: display.layout !== "sign" && own.length > 0 ? `${shows}: ${own.join(", ")}` : shows,
    heard: heardText(display, sound, texts),
    small: small ? fill(texts.too_small, { ...small, distance: `${figure(Number(distance) / 1000)} m` }) : "",
  };
}

/** @param {Display} display @param {string | undefined} sound @param {Record<string, any>} texts */
function heardText(display, sound, texts) {
  const volume = display.volume === 0 ? texts.volume_none : fill(texts.volume_now, { num: display.volume });
  const quiet = display.quiet_from && display.quiet_until && fill(texts.quiet_now, { from: display.quiet_from, until: display.quiet_until });
  return [sound === undefined || display.volume === 0 ? "" : texts[`heard_${sound}`], volume, quiet].filter(Boolean).join(", ");
}

/** What stands in the form. @param {Display} display @param {Desk[]} desks @param {Record<string, any>} texts */
export function displayForm(display, desks, texts) {
  return {
    layout: display.layout,
    layouts: LAYOUTS.map((value) => ({ value, text: texts[`layout_${value}`] })),
    desks: display.desks,
    allDesks: desks.map(({ id, name }) => ({ value: id, text: name })),
    volume: String(display.volume),
    spoken: display.spoken,
    languages: SPOKEN.map((value) => ({ value, text: texts[`spoken_${value}`] })),
    quietFrom: display.quiet_from ?? "",
    quietUntil: display.quiet_until ?? "",
  };
}

/**
 * What the form asks of the server, or what is wrong in it; nothing for a form without this part.
 *
 * @param {Values} values
 * @param {Record<string, any>} texts
 * @returns {{display?: Display, errors: Errors}}
 */
export function displayOf(values, texts) {
  if (!("layout" in values)) return { errors: {} };
  const [layout, volume, from, until] = ["layout", "volume", "quiet_from", "quiet_until"].map((name) => text(values, name));
  const desks = many(values, "desks");
  /** @type {Errors} */
  const errors = {};
  if (layout === "sign" && desks.length !== 1) errors.desks = said(texts.sign_desks);
  if (!(/^\d{1,3}$/.test(volume) && Number(volume) <= FULL)) errors.volume = said(texts.bad_volume);
  if (!from !== !until || (from && from === until)) errors.quiet_until = said(texts.bad_quiet);
  return { display: { layout, desks, volume: Number(volume), quiet_from: from || null, quiet_until: until || null, spoken: text(values, "spoken") }, errors };
}

/** Which field the server found wrong. @param {string | undefined} place such as `display.desks` @param {string | undefined} code @param {Record<string, any>} texts @returns {Errors} */
export function displayErrors(place, code, texts) {
  if (code === "unknown_desk") return { desks: said(texts.gone_desk) };
  if (!place?.startsWith("display")) return {};
  if (place.startsWith("display.volume")) return { volume: said(texts.bad_volume) };
  return place.startsWith("display.quiet") ? { quiet_until: said(texts.bad_quiet) } : { desks: said(texts.sign_desks) };
}

/** @param {string} sentence */
const said = (sentence) => ({ text: sentence, detail: "" });
