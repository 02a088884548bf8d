/**
 * Saving the ticket so that nobody's work is lost unseen: what somebody else saved meanwhile is told before it is
 * overwritten, and what could not be saved is kept over a new sign-in.
 *
 * @typedef {import("./layout_model.js").Layout} Layout
 * @typedef {import("./layout_faults.js").Fault} Fault
 * @typedef {import("../js/api.js").Answer} Answer
 * @typedef {{tell: (words: string, wrong?: boolean) => void, show: (layout: Layout, words: string) => void,
 *   layout: () => Layout, faults: (errors: {place: string, message: string}[]) => Fault[]}} Around
 */
import { fill } from "../js/words.js";
import { same } from "./layout_model.js";
import { mustSignIn } from "./refused.js";
import { fetchLayout, saveLayout } from "./layout_server.js";

const KEPT = "inloop_ticket_layout";

export class Saving {
  /** @param {any} facts @param {Layout} base what the server keeps @param {Around} around */
  constructor(facts, base, around) {
    this.csrf = facts.csrf;
    this.said = facts.texts;
    this.base = base;
    this.around = around;
    this.busy = false;
    this.leaving = false;
    /** @type {Layout | null} */
    this.other = null;
  }

  /** @param {Layout} layout */
  differs(layout) {
    return !same(layout, this.base);
  }

  /** @param {Layout} layout */
  asksBeforeLeaving(layout) {
    return !this.leaving && this.differs(layout);
  }

  /** Save, unless something is wrong or somebody else saved another ticket since this one was fetched. */
  save() {
    return this.#once(async () => {
      if (this.around.faults([]).length > 0) return this.#toFault();
      const now = await fetchLayout();
      if (!now.ok) return this.#refused(now, this.said.unreached);
      if (!same(now.data.layout, this.base)) return this.#ask(now.data.layout);
      await this.#post();
    });
  }

  /** Save over what somebody else saved; what a third one saved since then is asked about again. */
  over() {
    if (this.other !== null) this.base = this.other;
    this.#shut();
    return this.save();
  }

  /** Show what somebody else saved; one's own is a step back. */
  theirs() {
    if (this.other !== null) this.base = this.other;
    this.#shut();
    this.around.show(this.base, this.said.theirs);
  }

  /** What somebody had changed when the session ended, once; null for nothing. @returns {Layout | null} */
  kept() {
    const text = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    return text === null ? null : JSON.parse(text);
  }

  /** Go to sign in again, and find what was changed afterwards. */
  leave() {
    const layout = this.around.layout();
    if (this.differs(layout)) sessionStorage.setItem(KEPT, JSON.stringify(layout));
    this.leaving = true;
    location.reload();
  }

  async #post() {
    const layout = this.around.layout();
    this.around.tell(this.said.saving);
    const answer = await saveLayout(layout, this.csrf);
    if (!answer.ok) return this.#refused(answer, this.said.unsure);
    const after = await fetchLayout();
    this.base = after.ok ? after.data.layout : layout;
    const lost = !same(this.base, layout);
    this.around.show(this.around.layout(), lost ? this.said.saved_twice : this.#told(answer.data.changed.length));
  }

  /** @param {number} changed how many locations have another ticket now */
  #told(changed) {
    if (changed === 0) return this.said.saved_same;
    return changed === 1 ? this.said.saved_one : fill(this.said.saved, { num: changed });
  }

  /** @param {Answer} answer @param {string} silence what no answer means */
  #refused(answer, silence) {
    const { status, problem } = answer;
    if (mustSignIn({ status, code: problem?.code })) return this.leave();
    if (status === 422) {
      this.around.faults(/** @type {any} */ (problem)?.errors ?? []);
      return this.#toFault();
    }
    this.around.tell(status === 0 ? silence : status === 403 ? this.said.forbidden : this.said.other, true);
  }

  #toFault() {
    this.around.tell(this.said.mend_first, true);
    document.querySelector("p.fault:not([hidden])")?.scrollIntoView({ block: "center" });
  }

  /** @param {Layout} other */
  #ask(other) {
    this.other = other;
    this.around.tell("");
    this.#conflict(false);
    document.getElementById("conflict-title")?.focus();
  }

  #shut() {
    this.#conflict(true);
    this.other = null;
    /** @type {HTMLElement | null} */ (document.querySelector("[data-press='save']"))?.focus();
  }

  /** @param {boolean} hidden */
  #conflict(hidden) {
    document.getElementById("conflict")?.toggleAttribute("hidden", hidden);
  }

  /** A second press while the first is under way does nothing. @param {() => Promise<void> | void} work */
  async #once(work) {
    if (this.busy) return;
    this.busy = true;
    const button = document.querySelector("[data-press='save']");
    button?.setAttribute("aria-busy", "true");
    await work();
    button?.removeAttribute("aria-busy");
    this.busy = false;
  }
}
