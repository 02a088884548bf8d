/**
 * What is wrong with a draft, and at which of its rows: what can be seen here, and what the server said. No DOM.
 *
 * @typedef {import("./layout_model.js").Draft} Draft
 * @typedef {import("./layout_model.js").Row} Row
 * @typedef {{key: string | null, field: string, text: string, foreign?: boolean}} Fault
 *   key: of the row, null for the whole ticket; field: `size`, or `text.nl` for the text of a line in one language;
 *   foreign: the server's own words, in English
 * @typedef {Record<string, any>} Said
 */
import { fill } from "../js/words.js";
import { MOST_PARTS, PAPERS, sentRows, standsOn } from "./layout_model.js";

const REPEATED = ["rule", "line", "space", "second"];
/** By a part of the server's sentence: the name of ours. */
const KNOWN = /** @type {[string, string][]} */ ([
  ["too light to print", "logo_light"],
  ["cannot be read as a PNG", "logo_unread"],
  ["is too big", "logo_big"],
  ["is larger than", "logo_large"],
  ["invisible character", "line_unseen"],
]);

/** What the server would refuse, told before it is asked. @param {Draft} draft @param {Said} said @returns {Fault[]} */
export function faultsIn(draft, said) {
  const shown = sentRows(draft);
  const unsaid = shown.filter(({ part, text }) => part === "line" && !text?.nl?.trim());
  const faults = unsaid.map(({ key }) => ({ key, field: "text.nl", text: said.line_dutch }));
  if (shown.length > MOST_PARTS) faults.push(whole(fill(said.too_many, { num: MOST_PARTS })));
  const onPapers = PAPERS.flatMap((paper) => twice(shown.filter((row) => standsOn(row, paper)), paper, said));
  const seen = new Set();
  const once = onPapers.filter(({ key }) => key === null || (!seen.has(key) && seen.add(key)));
  return [...faults, ...once];
}

/** @param {Row[]} rows @param {string} paper @param {Said} said @returns {Fault[]} */
function twice(rows, paper, said) {
  const seen = new Set();
  const faults = [];
  for (const { part, beside, key } of rows) {
    for (const name of [part, ...beside]) {
      if (seen.has(name) && !REPEATED.includes(name)) faults.push({ key, field: "part", text: fill(said.twice, { part: said.parts[name], paper }) });
      seen.add(name);
    }
  }
  return seen.has("number") ? faults : [...faults, whole(fill(said.no_number, { paper }))];
}

/** @param {string} text @returns {any} */
const whole = (text) => ({ key: null, field: "", text });

/**
 * The server's errors at the rows they belong to.
 *
 * @param {{place: string, message: string}[]} errors of the draft as it was sent
 * @param {Draft} draft
 * @param {Said} said
 * @returns {Fault[]}
 */
export function faultsFrom(errors, draft, said) {
  const shown = sentRows(draft);
  return errors.map(({ place, message }) => {
    const [, list, index, ...field] = place.split(".");
    const row = list === "logo" ? draft.rows.find(({ part }) => part === "logo") : list === "parts" ? shown[Number(index)] : undefined;
    return { key: row?.key ?? null, field: list === "logo" ? "logo" : field.join("."), ...sentence(message, said) };
  });
}

/** @param {string} message @param {Said} said */
function sentence(message, said) {
  const known = KNOWN.find(([part]) => message.includes(part));
  return known ? { text: said[known[1]] } : { text: message.replace(/^Value error, /, ""), foreign: true };
}
