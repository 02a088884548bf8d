/** What somebody does with visitors' texts: save, take back, offer a language, hand in a file; and is told what came of it. */
import { fill, plural } from "../js/words.js";
import { LARGEST_FILE, offer, save, takeFile, withoutRemarks } from "./wording_server.js";

/**
 * @typedef {import("./wording_model.js").Change} Change
 * @typedef {import("./wording_work.js").Work} Work
 * @typedef {{tell: (words: string, wrong?: boolean) => void, load: (language: string) => Promise<boolean>, languages: (chosen: string) => Promise<boolean>, choose: (key: string) => void, judge: () => void}} Page
 */

export class Acts {
  /** @param {any} facts of the page @param {Work} work @param {Page} page */
  constructor(facts, work, page) {
    this.csrf = facts.csrf;
    this.mine = facts.language;
    this.said = facts.texts;
    this.work = work;
    this.page = page;
    this.busy = false;
  }

  /** A second press while the first is under way does nothing. @param {() => Promise<void>} act */
  async #once(act) {
    if (this.busy) return;
    this.busy = true;
    await act();
    this.busy = false;
  }

  /** Whether it went well; otherwise it is told why not. @param {import("../js/api.js").Answer} answer */
  went(answer) {
    if (answer.ok) return true;
    if (answer.status === 401) location.reload();
    const first = /** @type {any} */ (answer.problem)?.errors?.[0];
    const why = answer.status === 0 ? this.said.unreached : answer.status === 403 ? this.said.forbidden : null;
    this.page.tell(why ?? this.said.files[first?.message] ?? (first ? this.said.mend_first : this.said.other), true);
    return false;
  }

  /** Save the chosen text. @param {string} [then] `next`: go on with one that is missing */
  keep(then = "") {
    return this.#once(() => this.#keep(then));
  }

  /** @param {string} then */
  async #keep(then) {
    const { text, forms, sheet } = this.work;
    if (text === null || sheet === null) return;
    const done = await this.#saved([{ key: text.key, forms }], true);
    if (done === null) return this.page.judge();
    const last = text.forms === null && done.language.done === done.language.total;
    this.page.tell(done.changed.length === 0 ? this.said.saved_same : last ? this.said.saved_last : this.said.saved);
    const next = then === "next" ? this.work.next : null;
    if (next) this.page.choose(next.key);
  }

  /** The text that Inloop came with counts again. */
  original() {
    return this.#once(() => this.#original());
  }

  async #original() {
    if (await this.#saved([{ key: this.work.chosen, forms: null }], true)) this.page.tell(this.said.restored);
  }

  /** One step back. */
  takeBack() {
    return this.#once(() => this.#takeBack());
  }

  async #takeBack() {
    const step = this.work.past.pop();
    if (step === undefined) return;
    if (step.language !== this.work.code) await this.page.load(step.language);
    if (await this.#saved(step.changes, false)) return this.page.tell(this.said.undone);
    this.work.past.push(step);
  }

  /** @param {boolean} offered */
  async offer(offered) {
    const { code } = this.work;
    if (!this.went(await offer(code, offered, this.csrf))) return;
    await Promise.all([this.page.load(code), this.page.languages(code)]);
    const language = this.work.sheet?.language.name ?? "";
    this.page.tell(fill(offered ? this.said.offered_done : this.said.withdrawn_done, { language }));
  }

  /** @param {HTMLInputElement} input where a file was chosen */
  async handIn(input) {
    const file = input.files?.[0];
    const { sheet, code } = this.work;
    if (!file || sheet === null) return;
    const po = withoutRemarks(await file.text());
    input.value = ""; // so that the same file can be chosen once more
    if (new TextEncoder().encode(po).length > LARGEST_FILE) return this.page.tell(this.said.files.big, true);
    const answer = await takeFile(code, po, this.csrf);
    if (!this.went(answer)) return;
    this.work.drafts = {};
    await this.page.load(code);
    this.work.remember(sheet);
    this.page.choose("");
    this.#tellFile(answer.data);
  }

  /** @param {{taken: number, skipped: {key: string}[], unfinished: number}} data */
  #tellFile({ taken, skipped, unfinished }) {
    const names = skipped.slice(0, 4).map(({ key }) => key).join(", ");
    const parts = [plural(this.said.file_taken, taken, this.mine)];
    if (skipped.length > 0) parts.push(plural(this.said.file_skipped, skipped.length, this.mine, { names }));
    if (unfinished > 0) parts.push(plural(this.said.file_unfinished, unfinished, this.mine));
    this.page.tell(parts.join(" "), skipped.length > 0);
  }

  /** @param {Change[]} changes @param {boolean} remember so that it can be taken back */
  async #saved(changes, remember) {
    const { sheet, code } = this.work;
    const answer = await save(code, changes, this.csrf);
    if (!this.went(answer) || sheet === null) return null;
    for (const { key } of changes) delete this.work.drafts[key];
    await this.page.load(code);
    if (remember) this.work.remember(sheet);
    this.page.judge();
    return answer.data;
  }
}
