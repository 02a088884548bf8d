/** What a visitor may set for themselves, and how each press changes it. No DOM and no storage: the settings live as
 * long as the visitor stands here. */

/** @typedef {"aloud" | "contrast" | "low" | "scan"} Switch */
/** @typedef {{aloud: boolean, contrast: boolean, low: boolean, scan: boolean, hand: "left" | "right",
 *   zoom: number, volume: number}} Settings zoom in per cent; volume is a step, 1 to VOLUMES */

export const ZOOMS = [100, 150, 200];
/** The loudest is what the device itself is set to; the installer measures that one (EN 301 549 5.1.3.9). */
export const VOLUMES = 5;
const USUAL_VOLUME = 3;

/** @type {Readonly<Settings>} */
export const USUAL = Object.freeze({
  aloud: false,
  contrast: false,
  low: false,
  scan: false,
  hand: "right",
  zoom: 100,
  volume: USUAL_VOLUME,
});

/** The settings after a press; what is not known changes nothing.
 * @param {Settings} settings
 * @param {string} name as in `data-set`
 * @param {string} value as in `data-value`; empty for what is on or off
 * @returns {Settings} */
export function change(settings, name, value = "") {
  switch (name) {
    case "aloud":
    case "contrast":
    case "low":
    case "scan":
      return { ...settings, [name]: !settings[name] };
    case "hand":
      return value === "left" || value === "right" ? { ...settings, hand: value } : settings;
    case "zoom":
      return ZOOMS.includes(Number(value)) ? { ...settings, zoom: Number(value) } : settings;
    case "volume":
      return { ...settings, volume: Math.min(VOLUMES, Math.max(1, settings.volume + (value === "louder" ? 1 : -1))) };
    default:
      return settings;
  }
}

/** Whether a button of the sheet is pressed in.
 * @param {Settings} settings
 * @param {string} name
 * @param {string} value */
export function isOn(settings, name, value) {
  const now = settings[/** @type {keyof Settings} */ (name)];
  return typeof now === "boolean" ? now : String(now) === value;
}

/** How loud the element plays, 0 to 1. Every step sounds about as much louder as the last one (5 dB).
 * @param {Settings} settings */
export function loudness({ volume }) {
  return 10 ** ((volume - VOLUMES) * 0.25);
}
