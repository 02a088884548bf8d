/**
 * The screens of a location as cards and forms, in plain data. No DOM, no network; the time is handed in.
 *
 * @typedef {import("./shape.js").Device & {paired_at: string, seen_at: string | null, diagonal: number | null,
 *   distance: number | null, printer: string | null, given: number, display?: Display | null,
 *   token_at?: string, renewing?: boolean, copied_at?: string | null}} FullDevice
 * @typedef {import("./devices_display.js").Display} Display
 * @typedef {{rev: number, devices: FullDevice[], printers: {id: string, name: string}[], desks?: {id: string, name: string}[]}} Board
 * @typedef {{name: string, diagonal: number | null, distance: number | null, printer: string | null, display?: Display}} Body
 * @typedef {import("./page_desk.js").Errors} Errors
 * @typedef {import("./shape.js").Values} Values
 */
import { fill } from "../js/words.js";
import { weakText } from "./device.js";
import { displayErrors, displayFacts, displayForm, displayOf } from "./devices_display.js";
import { momentOf } from "./paper.js";
import { text } from "./values.js";

/** Diagonals in inches as screens are sold. @type {Record<string, string[]>} */
export const SIZES = { kiosk: ["10.1", "15.6", "21.5", "24", "27", "32"], display: ["32", "43", "50", "55", "65", "75"] };
/** What a new screen of a kind most likely is: of the reader, in the unit of its form. @type {Record<string, string>} */
const USUAL = { kiosk: "60", display: "8" };
/** Millimetres in the unit in which people tell the distance. @type {Record<string, number>} */
const UNIT = { kiosk: 10, display: 1000 };

/** @param {string} kind */
const like = (kind) => (kind === "kiosk" ? "kiosk" : "display");

/**
 * One screen in words.
 *
 * @param {FullDevice} device @param {"offline" | "behind" | "current"} health @param {Board} board
 * @param {Record<string, any>} texts @param {string} language @param {Date} now
 */
export function card(device, health, board, texts, language, now) {
  const { id, name, kind, seen_at: seen, given } = device;
  const weak = health === "offline" ? "" : weakText(device, texts);
  const fresh = seen === null;
  return {
    id, name, kind: texts.kinds[kind], health: fresh ? "asked" : health === "current" && weak ? "low" : health,
    state: fresh ? texts.state_new : texts[`state_${health}`],
    remedy: fresh ? "" : (texts[`state_${health}_do`] ?? ""),
    since: health === "offline" && seen ? fill(texts.since, { time: momentOf(seen, now, language) }) : "",
    weak,
    battery: batteryFact(device, texts),
    secure: typeof device.secure !== "boolean" ? "" : device.secure ? texts.secure_yes : texts.secure_no,
    secureDo: device.secure === false && kind === "kiosk" ? texts.secure_do : "",
    size: sizeText(device, texts, language),
    printer: kind === "kiosk" ? printerText(device, board, texts) : "",
    ...displayFacts(device, board.desks ?? [], texts, (figure) => figureIn(language).format(figure)),
    token: device.token_at ? fill(texts.token_of, { time: momentOf(device.token_at, now, language) }) : "",
    renewing: device.renewing ? texts.renewing : texts.weekly,
    copied: device.copied_at ? fill(texts.copied_when, { time: momentOf(device.copied_at, now, language) }) : "",
    given: given > 0 ? String(given) : "",
    undelivered: device.undelivered ? fill(texts.undelivered, { num: device.undelivered }) : "",
    offline: kind === "kiosk" && health === "offline" && !fresh,
  };
}

/** @param {FullDevice} device @param {Record<string, any>} texts */
function batteryFact({ battery, charging }, texts) {
  if (typeof battery !== "number") return "";
  return fill(charging ? texts.battery_charging : texts.battery_now, { num: battery });
}

/** @param {string} language */
const figureIn = (language) => new Intl.NumberFormat(`${language}-u-nu-latn`, { maximumFractionDigits: 1 });

/** @param {FullDevice} device @param {Record<string, any>} texts @param {string} language */
function sizeText({ kind, diagonal, distance }, texts, language) {
  const figure = figureIn(language);
  const inches = diagonal === null ? "" : figure.format(diagonal);
  const far = distance === null ? "" : kind === "kiosk" ? `${figure.format(distance / 10)} cm` : `${figure.format(distance / 1000)} m`;
  if (inches && far) return fill(texts.size_of, { inches, distance: far });
  if (inches) return fill(texts.size_only, { inches });
  if (far) return fill(texts.distance_only, { distance: far });
  return kind === "kiosk" ? texts.size_unknown : texts.size_unknown_display;
}

/** @param {FullDevice} device @param {Board} board @param {Record<string, any>} texts */
function printerText({ printer }, { printers }, texts) {
  const own = printers.find(({ id }) => id === printer);
  if (own) return own.name;
  return printers[0] ? fill(texts.printer_first, { printer: printers[0].name }) : texts.printer_none;
}

/** What stands in the form of a screen. @param {Pick<FullDevice, "kind" | "name" | "diagonal" | "distance" | "printer" | "display"> | null} device null for one of *kind* that is new @param {string} kind @param {Board | null} board @param {Record<string, any>} texts @param {string} language */
export function formModel(device, kind, board, texts, language) {
  const group = like(kind);
  const known = device?.diagonal ?? null;
  const size = known === null ? "" : SIZES[group].includes(String(known)) ? String(known) : "other";
  return {
    kind: group, name: device?.name ?? "", size, inches: size === "other" ? String(known) : "",
    distance: device === null ? USUAL[group] : device.distance === null ? "" : String(device.distance / UNIT[group]),
    printer: device?.printer ?? "",
    display: device?.display ? displayForm(device.display, board?.desks ?? [], texts) : null,
    printers: group === "kiosk" ? (board?.printers ?? []) : [],
    sizes: SIZES[group].map((value) => ({ value, text: fill(texts.inches, { inches: figureIn(language).format(Number(value)) }) })),
  };
}

/**
 * What a form asks of the server, or what is wrong in it.
 *
 * @param {Values} values @param {string} kind @param {Record<string, any>} texts @returns {{body: Body, errors: Errors}}
 */
export function bodyOf(values, kind, texts) {
  const group = like(kind);
  const size = text(values, "size");
  const diagonal = size === "other" ? figureOf(text(values, "inches")) : figureOf(size);
  const distance = figureOf(text(values, "distance"));
  /** @type {Errors} */
  const errors = {};
  if (!text(values, "name")) errors.name = said(texts.missing_name);
  if (size === "other" && !(diagonal !== null && diagonal >= 5 && diagonal <= 120)) errors.inches = said(texts.bad_diagonal);
  const far = distance === null ? null : Math.round(distance * UNIT[group]);
  if (text(values, "distance") && !(far !== null && far >= 200 && far <= 20_000)) errors.distance = said(texts[`bad_distance_${group}`]);
  const { display, errors: more } = displayOf(values, texts);
  const body = { name: text(values, "name"), diagonal, distance: far, printer: text(values, "printer") || null };
  return { body: display ? { ...body, display } : body, errors: { ...errors, ...more } };
}

/** A number as people write it, also with a comma. @param {string} written */
function figureOf(written) {
  const plain = written.replace(",", ".");
  return /^\d{1,5}(\.\d{1,2})?$/.test(plain) ? Number(plain) : null;
}

/** @param {string} sentence */
const said = (sentence) => ({ text: sentence, detail: "" });

/**
 * Which field the server found wrong.
 *
 * @param {{code?: string, errors?: {place?: string}[]} | null} problem @param {string} kind @param {Record<string, any>} texts @returns {Errors}
 */
export function fieldErrors(problem, kind, texts) {
  if (problem?.code === "unknown_printer") return { printer: said(texts.bad_printer) };
  /** @type {Record<string, [string, string]>} */
  const told = { name: ["name", texts.missing_name], diagonal: ["inches", texts.bad_diagonal], distance: ["distance", texts[`bad_distance_${like(kind)}`]] };
  const wrong = (problem?.errors ?? []).flatMap(({ place }) => (place && told[place] ? [told[place]] : []));
  const others = [undefined, ...(problem?.errors ?? []).map(({ place }) => place)].map((place) => displayErrors(place, problem?.code, texts));
  return Object.assign(Object.fromEntries(wrong.map(([field, sentence]) => [field, said(sentence)])), ...others);
}

/** A code as it stands on the screen, however somebody typed it. @param {string} typed */
export const asShown = (typed) => typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
