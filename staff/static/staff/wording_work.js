/** What somebody at the texts works on: the sheet in hand, the text chosen, what is typed, and the way back. No DOM. */
import { formsOf, nextMissing, wayBack } from "./wording_model.js";

/**
 * @typedef {import("./wording_model.js").Sheet} Sheet
 * @typedef {import("./wording_model.js").Change} Change
 * @typedef {{errors: {code: string, form: number, detail: string}[], warnings: {code: string, form: number, detail: string}[]}} Verdict
 * @typedef {{language: string, changes: Change[]}} Step
 */
const NOTHING = { errors: [], warnings: [] };

export class Work {
  constructor() {
    this.sheet = /** @type {Sheet | null} */ (null);
    this.chosen = "";
    this.place = "";
    this.verdict = /** @type {Verdict} */ (NOTHING);
    /** @type {Record<string, string[]>} */
    this.drafts = {};
    /** @type {Step[]} */
    this.past = [];
  }

  /** Code of the language in hand. */
  get code() {
    return this.sheet?.language.code ?? "";
  }

  /** The chosen text. */
  get text() {
    return this.sheet?.texts.find(({ key }) => key === this.chosen) ?? null;
  }

  /** Its forms as they stand in the fields. */
  get forms() {
    const one = this.text;
    return one && this.sheet ? formsOf(one, this.sheet.examples.length, this.drafts[one.key]) : [];
  }

  /** The text to go on with, if one is missing. */
  get next() {
    return this.sheet && nextMissing(this.sheet.texts, this.chosen);
  }

  /** @param {string} key */
  choose(key) {
    this.chosen = key;
    this.place = this.text?.places[0] ?? "";
    this.verdict = NOTHING;
  }

  /** Keep what was so before a change, so that it can be taken back. @param {Sheet} before */
  remember(before) {
    const changes = this.sheet ? wayBack(before, this.sheet) : [];
    if (changes.length > 0) this.past.push({ language: before.language.code, changes });
  }
}
