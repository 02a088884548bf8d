/**
 * How printers and papers are, in words. No DOM, no network.
 *
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Printer} Printer
 * @typedef {"current" | "low" | "unclear" | "asked" | "offline"} Health
 * @typedef {{id: string, name: string, icon: string, health: Health, text: string, remedy: string, since: string}} PrinterRow
 * @typedef {{key: string, text: string, since: string, remedy: string}} PaperNotice key is empty for what only goes with its cause
 * @typedef {{job: number, text: string, hint: string}} DoubtRow
 */
import { calendar, clock, fill } from "../js/words.js";
import { key } from "./rolls.js";

/** A printer that has not been asked yet: nothing is wrong with it. */
const ASKED = "not_asked_yet";

/** A moment as people say it: the time today, and else the day before it. @param {string} when @param {Date} now @param {string} language */
export function momentOf(when, now, language) {
  const { day } = calendar(when);
  if (day === calendar(now).day) return clock(when, language);
  const form = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  return `${form.format(new Date(`${day}T12:00:00Z`))} ${clock(when, language)}`;
}

/** @param {Pick<Printer, "state" | "why" | "low">} printer @returns {Health} */
function healthOf({ state, why, low }) {
  if (state === "ok") return low ? "low" : "current";
  if (state === "away") return "offline";
  return !why || why === ASKED ? "asked" : "unclear";
}

/**
 * How a printer is and what to do about it.
 *
 * @param {Pick<Printer, "state" | "why" | "low">} printer @param {Record<string, any>} texts
 * @returns {{health: Health, text: string, remedy: string}} remedy: empty when there is nothing to do
 */
export function printerState(printer, texts) {
  const health = healthOf(printer);
  const why = printer.why ?? "";
  if (health === "current") return { health, text: texts.printer_ok, remedy: "" };
  if (health === "low") return { health, text: texts.printer_low, remedy: texts.printer_low_do };
  if (health === "asked") return { health, text: texts.printer_asked, remedy: "" };
  return { health, text: texts.printer_wrong[why] ?? texts.printer_away, remedy: texts.printer_do[why] ?? texts.printer_away_do };
}

/** Each printer as a row beside the screens. @param {View} view @param {Record<string, any>} texts @param {string} language @param {Date} now @returns {PrinterRow[]} */
export const printerRows = (view, texts, language, now) =>
  (view.printers ?? []).map((printer) => {
    const { health, text, remedy } = printerState(printer, texts);
    const lasting = printer.since && (health === "offline" || health === "unclear");
    return {
      id: printer.id, name: printer.name, icon: health === "offline" ? "printer-off" : "printer", health, text, remedy,
      since: lasting ? fill(texts.since, { time: momentOf(printer.since ?? "", now, language) }) : "",
    };
  });

/**
 * What everybody must read: a printer that cannot print, and a roll that is nearly used up, which is told once.
 *
 * @param {View} view @param {import("./rolls.js").Rolls} rolls @param {Record<string, any>} texts @param {string} language @param {Date} now
 * @returns {PaperNotice[]}
 */
export function paperNotices(view, rolls, texts, language, now) {
  const printers = view.printers ?? [];
  const low = new Set(rolls.told(printers, view.location).map(({ id }) => id));
  return printers.flatMap(/** @returns {PaperNotice[]} */ (printer) => {
    const { name, state, since } = printer;
    const { text: wrong, remedy } = printerState(printer, texts);
    if (state === "away") {
      const text = fill(texts.printer_notice, { printer: name, wrong });
      return [{ key: "", text, since: since ? fill(texts.since, { time: momentOf(since, now, language) }) : "", remedy }];
    }
    return low.has(printer.id) ? [{ key: key(view.location, printer.id), text: fill(texts.low_notice, { printer: name }), since: "", remedy: "" }] : [];
  });
}

/** Papers of which nobody knows whether they came out. @param {View} view @param {Record<string, any>} texts @returns {DoubtRow[]} */
export const doubtRows = (view, texts) =>
  (view.doubts ?? []).map(({ job, printer, label }) => ({
    job, text: fill(texts.doubt, { label }),
    hint: fill(texts.doubt_printer, { printer: view.printers?.find(({ id }) => id === printer)?.name ?? printer }),
  }));

/**
 * What a command came to; who asked for paper hears that none will come.
 *
 * @param {Record<string, any>} texts @param {string} action @param {string | undefined} paper what the answer says of it: `coming`, `away`, `none`
 * @param {View | null} view @returns {string} empty when there is nothing to say
 */
export function doneSentence(texts, action, paper, view) {
  const printers = view?.printers ?? [];
  const away = paper ? paper === "away" : printers.length > 0 && printers.every(({ state }) => state === "away");
  return (away && texts[`done_${action}_away`]) || (texts[`done_${action}`] ?? "");
}
