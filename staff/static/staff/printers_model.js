/**
 * The printers of a location as cards and forms, in plain data. No DOM, no network; the time is handed in.
 *
 * @typedef {import("./shape.js").Printer & {address: string | null, width: number | null, staff: boolean, kiosks: number[],
 *   jobs: Record<string, number>}} FullPrinter
 * @typedef {{id: number, name: string, printer: string | null}} Kiosk
 * @typedef {{printers: FullPrinter[], kiosks: Kiosk[], house: {address: string, width: number}}} Board
 * @typedef {{at: string, fact: string, state?: string | null, why?: string | null, low?: boolean}} Fault
 * @typedef {{address: string, name: string, usable: boolean | null, trouble: string}} Found
 * @typedef {{id?: string, name: string, address: string | null, width: number | null, staff: boolean, kiosks: number[]}} Body
 * @typedef {import("./shape.js").Values} Values
 */
import { fill } from "../js/words.js";
import { momentOf, printerState } from "./paper.js";
import { many, text } from "./values.js";

const UNDERWAY = ["queued", "sending"];

/** One printer in words. @param {FullPrinter} printer @param {Board} board @param {Record<string, any>} texts @param {string} language @param {Date} now */
export function card(printer, board, texts, language, now) {
  const { health, text: state, remedy } = printerState(printer, texts);
  const { address, width } = printer;
  return {
    id: printer.id, name: printer.name, health, state, remedy,
    icon: health === "offline" ? "printer-off" : "printer",
    since: printer.since && health !== "asked" ? fill(texts.since, { time: momentOf(printer.since, now, language) }) : "",
    address: address ?? board.house.address, house: address === null ? texts.address_house : "",
    width: texts.widths[width ?? board.house.width],
    for: printsFor(printer, board, texts),
    papers: papers(printer.jobs, texts),
  };
}

/** Whose paper comes out here; the first printer is that of whoever has none of their own. @param {FullPrinter} printer @param {Board} board @param {Record<string, any>} texts */
function printsFor(printer, { printers, kiosks }, texts) {
  const first = printers[0]?.id === printer.id;
  const staff = printers.find((item) => item.staff)?.id ?? printers[0]?.id;
  const names = kiosks.filter((kiosk) => kiosk.printer === printer.id || (first && kiosk.printer === null)).map(({ name }) => name);
  const all = staff === printer.id ? [...names, texts.for_staff] : names;
  return all.length > 0 ? all.join(", ") : texts.for_nobody;
}

/** How the papers of a day ended. @param {Record<string, number>} jobs @param {Record<string, any>} texts @returns {{kind: string, text: string}[]} */
export function papers(jobs, texts) {
  const underway = UNDERWAY.reduce((sum, state) => sum + (jobs[state] ?? 0), 0);
  const counts = { confirmed: jobs.confirmed, sent: jobs.sent, unknown: jobs.unknown, failed: jobs.failed, underway };
  const rows = Object.entries(counts).filter(([, num]) => num).map(([kind, num]) => ({ kind, text: fill(texts[`paper_${kind}`], { num: num ?? 0 }) }));
  return rows.length > 0 ? rows : [{ kind: "none", text: texts.no_papers }];
}

/** What happened to a printer, newest first. @param {Fault[]} faults @param {Record<string, any>} texts @param {string} language @param {Date} now */
export function history(faults, texts, language, now) {
  return faults.map(({ at, fact, state, why, low }) => {
    const when = momentOf(at, now, language);
    if (fact === "printer_set") return { when, text: texts.fact_set, health: "asked" };
    if (fact === "print_doubted") return { when, text: texts.fact_doubted, health: "unclear" };
    const told = printerState({ state: /** @type {any} */ (state ?? "unknown"), why, low }, texts);
    return { when, text: told.text, health: told.health };
  });
}

/** A form as it is first shown. @param {FullPrinter | null} printer null for a new one @param {Board} board @param {Record<string, any>} texts */
export function formModel(printer, board, texts) {
  const { kiosks, printers, house } = board;
  return {
    id: printer?.id ?? "new", name: printer?.name ?? "", address: printer?.address ?? "", width: String(printer?.width ?? ""), staff: printer?.staff ?? false,
    house: house.address, houseWidth: texts.widths[house.width],
    chosen: (printer?.kiosks ?? []).map(String),
    kiosks: kiosks.map((kiosk) => {
      const other = kiosk.printer !== null && kiosk.printer !== printer?.id && printers.find(({ id }) => id === kiosk.printer);
      return { value: String(kiosk.id), text: other ? fill(texts.kiosk_elsewhere, { kiosk: kiosk.name, printer: other.name }) : kiosk.name };
    }),
  };
}

/** What a form asks of the server. @param {string} id `new`, or that of the printer @param {Values} values @returns {Body} */
export function bodyOf(id, values) {
  const width = text(values, "width");
  return {
    ...(id !== "new" && { id }),
    name: text(values, "name"), address: text(values, "address") || null, width: width ? Number(width) : null,
    staff: text(values, "staff") === "yes", kiosks: many(values, "kiosks").map(Number),
  };
}

/** A printer as it is set, to bring it back. @param {FullPrinter} printer @returns {Body} */
export const settingOf = ({ id, name, address, width, staff, kiosks }) => ({ id, name, address, width, staff, kiosks });

/**
 * Which field is wrong, and why.
 *
 * @param {{code?: string, detail?: string, errors?: {field?: string}[]} | null} problem @param {Record<string, any>} texts
 * @returns {Record<string, {text: string, detail: string}>} by field; empty when it is about none
 */
export function fieldErrors(problem, texts) {
  const sentence = texts.refusals[problem?.code ?? ""];
  if (problem?.code === "bad_address") return { address: { text: sentence, detail: problem.detail ?? "" } };
  if (problem?.code === "unknown_device") return { kiosks: { text: sentence, detail: "" } };
  return {};
}

/** What was found, and whether it is in use here already. @param {Found[]} found @param {Board} board @param {Record<string, any>} texts */
export const foundRows = (found, { printers }, texts) =>
  found.map(({ address, name, usable, trouble }) => {
    const used = printers.find((printer) => printer.address === address);
    return { address, name, usable: usable !== false, used: used ? fill(texts.found_here, { printer: used.name }) : "", trouble, maybe: usable === null ? texts.found_maybe : "" };
  });
