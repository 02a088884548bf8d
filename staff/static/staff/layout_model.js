/**
 * A ticket's layout while somebody changes it: its parts as rows, of which some are not on the ticket. No DOM, no
 * network; every change gives a new draft and leaves the old one as it was.
 *
 * @typedef {"small" | "normal" | "large"} Size
 * @typedef {"start" | "centre"} Align
 * @typedef {"80" | "58"} Paper the width of a roll in millimetres
 * @typedef {{part: string, size: Size, align: Align, paper: Paper | null, text: Record<string, string> | null, beside: string[]}} Part
 * @typedef {{copies: number, logo: string | null, parts: Part[]}} Layout as the server keeps it
 * @typedef {Part & {key: string, shown: boolean}} Row
 * @typedef {{copies: number, logo: string | null, rows: Row[], made: number}} Draft made: how many rows there were ever
 */

/** Parts that stand on a ticket once at most, in the order in which those that are missing are offered. */
const ONCE = ["logo", "organisation", "location", "issued", "number", "question", "ahead", "wait", "instruction", "qr", "footer"];
/** What can be put on a ticket as often as one likes. */
export const FREE = ["line", "rule", "space"];
/** What can stand beside the code. */
export const BESIDE = ["issued", "ahead", "wait", "instruction"];
export const PAPERS = /** @type {Paper[]} */ (["80", "58"]);
export const MOST_PARTS = 40;
export const LONGEST_LINE = 160;

/** @param {string} part @param {Partial<Part>} [more] @returns {Part} */
const plain = (part, more = {}) => ({ part, size: "normal", align: "start", paper: null, text: null, beside: [], ...more });

/** A draft that says what the layout says; parts that it lacks are at its end, not shown. @param {Layout} layout @returns {Draft} */
export function draftOf({ copies, logo, parts }) {
  const there = new Set(parts.map(({ part }) => part));
  const missing = [...ONCE, "second"].filter((part) => !there.has(part));
  const rows = [...parts.map((part) => ({ ...plain(part.part), ...part, shown: true })), ...missing.map((part) => ({ ...plain(part), shown: false }))];
  return { copies, logo, rows: rows.map((row, index) => ({ ...row, key: `p${index}` })), made: rows.length };
}

/** The rows that stand on the ticket; a line that says nothing yet does not. @param {Draft} draft */
export const sentRows = ({ rows }) => rows.filter(({ shown, part, text }) => shown && (part !== "line" || Object.keys(said(part, text) ?? {}).length > 0));

/** What the server is sent: the rows that stand on the ticket, and of a line the languages that say something. @param {Draft} draft @returns {Layout} */
export function layoutOf(draft) {
  const { copies, logo } = draft;
  const parts = sentRows(draft).map(({ part, size, align, paper, text, beside }) => ({ part, size, align, paper, text: said(part, text), beside }));
  return { copies, logo, parts };
}

/** @param {string} part @param {Record<string, string> | null} text */
function said(part, text) {
  if (part !== "line") return null;
  const kept = Object.entries(text ?? {}).map(([code, words]) => [code, words.trim()]).filter(([, words]) => words);
  return Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether two layouts print the same. @param {Layout} one @param {Layout} other */
export const same = (one, other) => JSON.stringify(layoutOf(draftOf(one))) === JSON.stringify(layoutOf(draftOf(other)));

/** @param {Draft} draft @param {string} key */
export const placeOf = ({ rows }, key) => rows.findIndex((row) => row.key === key);

/** A row one place up (-1) or down (1); at the end nothing changes. @param {Draft} draft @param {string} key @param {-1 | 1} by @returns {Draft} */
export function move(draft, key, by) {
  const from = placeOf(draft, key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= draft.rows.length) return draft;
  const rows = [...draft.rows];
  [rows[from], rows[to]] = [rows[to], rows[from]];
  return { ...draft, rows };
}

/** Other values for a row; the same draft when they are what it has. @param {Draft} draft @param {string} key @param {Partial<Row>} values @returns {Draft} */
export function change(draft, key, values) {
  const row = draft.rows[placeOf(draft, key)];
  const told = { ...row, ...values };
  if (!row || JSON.stringify(told) === JSON.stringify(row)) return draft;
  return { ...draft, rows: draft.rows.map((one) => (one.key === key ? told : one)) };
}

/** What a line says in one language. @param {Draft} draft @param {string} key @param {string} language @param {string} text */
export const write = (draft, key, language, text) =>
  change(draft, key, { text: { ...draft.rows[placeOf(draft, key)]?.text, [language]: text } });

/** Put something beside the code, or take it away there. @param {Draft} draft @param {string} key @param {string} name @param {boolean} there */
export function setBeside(draft, key, name, there) {
  const beside = draft.rows[placeOf(draft, key)]?.beside ?? [];
  return change(draft, key, { beside: BESIDE.filter((one) => (one === name ? there : beside.includes(one))) });
}

/** A new line, rule or blank above everything that is not shown at the end. @param {Draft} draft @param {string} part @returns {Draft} */
export function add(draft, part) {
  const end = draft.rows.reduce((found, { shown }, index) => (shown ? index + 1 : found), 0);
  const row = { ...plain(part, part === "line" ? { text: {} } : {}), key: `p${draft.made}`, shown: true };
  return { ...draft, rows: [...draft.rows.slice(0, end), row, ...draft.rows.slice(end)], made: draft.made + 1 };
}

/** Take away what can be added again. @param {Draft} draft @param {string} key @returns {Draft} */
export function remove(draft, key) {
  const row = draft.rows[placeOf(draft, key)];
  if (!row || !FREE.includes(row.part)) return draft;
  return { ...draft, rows: draft.rows.filter((one) => one !== row) };
}

/** A logo, which then has its place on the ticket; null for none. @param {Draft} draft @param {string | null} logo @returns {Draft} */
export function setLogo(draft, logo) {
  const rows = draft.rows.map((row) => (row.part === "logo" && logo !== null ? { ...row, shown: true } : row));
  return { ...draft, logo, rows };
}

/** @param {Draft} draft @param {number} copies @returns {Draft} */
export const setCopies = (draft, copies) => (copies === draft.copies ? draft : { ...draft, copies });

/** Whether somebody sees a row on that paper. @param {Row} row @param {Paper} on */
export const standsOn = ({ shown, paper }, on) => shown && (paper === null || paper === on);
