/**
 * Visitors' texts in one language, what is being typed, and the way back. No DOM, no server.
 *
 * @typedef {{code: string, name: string, english_name: string, rtl: boolean, delivered: boolean, offered: boolean, own: boolean, done: number, total: number}} Language
 * @typedef {{key: string, counted: boolean, places: string[], gaps: string[], longest: number, dutch: string[], english: string[], original: string[] | null, forms: string[] | null, by: string | null, at: string | null}} Text
 * @typedef {{language: Language, examples: number[][], texts: Text[]}} Sheet as the server tells it
 * @typedef {{key: string, forms: string[] | null}} Change forms null: the text of the catalogue again
 * @typedef {{words: string, only: boolean}} Filter
 */

/** What stands in the gaps of a drawing. @type {Record<string, string>} */
const SAMPLES = { label: "A07", time: "14:05", desk: "Plek 2", day: "maandag 23 november", weekday: "maandag", date: "23", month: "november", name: "Samira", low: "10", high: "20" };

/** A text as people may look at it in the list: what visitors read, else the Dutch. @param {Text} text */
export const shown = (text) => (text.forms ?? text.dutch)[0] ?? text.key;

/** @param {Text} text */
export const isMissing = (text) => text.forms === null;

/** Whether a region changed what Inloop came with. @param {Text} text */
export const isOwn = (text) => text.by !== null && text.original !== null;

/** The texts that fit what somebody looks for. @param {Text[]} texts @param {Filter} filter @param {Record<string, string[]>} drafts */
export function found(texts, { words, only }, drafts = {}) {
  const wanted = words.trim().toLowerCase();
  return texts.filter((text) => {
    const told = [...(text.forms ?? []), ...text.dutch, ...text.english, text.key].join("\n").toLowerCase();
    return told.includes(wanted) && (!only || isMissing(text) || isOwn(text) || text.key in drafts);
  });
}

/** Texts by the first place where a visitor meets them, in the order of the list. @param {Text[]} texts @returns {[string, Text[]][]} */
export function grouped(texts) {
  /** @type {Map<string, Text[]>} */
  const groups = new Map();
  for (const text of texts) groups.set(text.places[0], [...(groups.get(text.places[0]) ?? []), text]);
  return [...groups];
}

/** The next text after this one that is missing, from the top again after the last; null when all are there. @param {Text[]} texts @param {string} key */
export function nextMissing(texts, key) {
  const at = texts.findIndex((text) => text.key === key);
  return [...texts.slice(at + 1), ...texts.slice(0, at)].find(isMissing) ?? null;
}

/** What the fields start with. @param {Text} text @param {number} count of quantity forms @param {string[] | undefined} draft */
export function formsOf(text, count, draft) {
  return draft ?? text.forms ?? Array(text.counted ? count : 1).fill("");
}

/** Whether what was typed differs from what counts. @param {Text} text @param {string[]} forms */
export const differs = (text, forms) => (text.forms === null ? forms.some((form) => form !== "") : JSON.stringify(forms) !== JSON.stringify(text.forms));

/** The numbers of a form as people read them; `more` when it goes on. @param {number[]} numbers */
export const told = (numbers) => ({ numbers: numbers.join(", "), more: numbers.length > 3 });

/** A text with its gaps filled for a drawing. @param {string} form @param {number} [num] */
export function filled(form, num = 3) {
  return form.replace(/%\((\w+)\)s/g, (gap, name) => (name === "num" ? String(num) : (SAMPLES[name] ?? gap)));
}

/** What brings back how it was before; names of questions that did not exist cannot be unwritten. @param {Sheet} before @param {Sheet} after @returns {Change[]} */
export function wayBack(before, after) {
  const now = new Map(after.texts.map((text) => [text.key, text]));
  return before.texts
    .filter((text) => JSON.stringify(text.forms) !== JSON.stringify(now.get(text.key)?.forms ?? null))
    .map((text) => ({ key: text.key, forms: text.by === null && !isQuestion(text) ? null : text.forms }))
    .filter(({ key, forms }) => forms !== null || !key.startsWith("question_"));
}

/** Names and hints of questions have no catalogue to go back to. @param {Text} text */
export const isQuestion = (text) => text.places.includes("questions");

/** Only what a screen shows large, or a whole sentence. @param {string} form */
export const isSentence = (form) => /[.?!؟።]\s*$/.test(form) || form.length > 34;
