/**
 * The paper on the screen: the newest good picture, a mark when it is not the newest wish, and how long it is.
 *
 * @typedef {import("./layout_model.js").Layout} Layout
 * @typedef {import("./layout_server.js").Wish} Wish
 */
import { fill } from "../js/words.js";
import { h } from "./dom.js";
import { figure, hundred, lengthOf } from "./layout_paper.js";
import { Preview } from "./layout_preview.js";
import { fetchPicture } from "./layout_server.js";
import { mustSignIn } from "./refused.js";

const DOTS = { 80: 576, 58: 384 };

export class Picture {
  /** @param {any} facts @param {import("./layout_rows.js").Language[]} languages @param {(errors: {place: string, message: string}[]) => void} wrong @param {() => void} signedOut */
  constructor(facts, languages, wrong, signedOut) {
    this.facts = facts;
    this.said = facts.texts;
    this.wrong = wrong;
    this.signedOut = signedOut;
    this.form = /** @type {HTMLFormElement} */ (document.querySelector("[data-form='wishes']"));
    this.canvas = /** @type {HTMLCanvasElement} */ (document.getElementById("picture"));
    this.layout = /** @type {Layout | null} */ (null);
    this.stuck = false;
    /** @type {{place: string, message: string}[]} */
    this.errors = [];
    this.preview = new Preview(
      (/** @type {Wish} */ wish) => fetchPicture(wish, facts.csrf),
      (state, wish, answer) => void this.#tell(state, wish, answer),
    );
    const choice = this.form.elements.namedItem("language");
    if (choice instanceof HTMLSelectElement) choice.append(...languages.map(({ code, name }) => h("option", { value: code, lang: code }, name)));
  }

  /** The chosen width in millimetres. @returns {"80" | "58"} */
  get paper() {
    return this.#chosen("width") === "58" ? "58" : "80";
  }

  /** Show this layout; one that cannot be drawn leaves the last picture. @param {Layout} layout @param {boolean} stuck */
  follow(layout, stuck) {
    this.layout = layout;
    this.stuck = stuck;
    this.wish();
  }

  /** Show it as the fields above the picture ask. */
  wish() {
    if (this.layout === null) return;
    this.errors = [];
    if (this.stuck) {
      this.preview.rest();
      return void this.#mark("wrong");
    }
    this.preview.want({
      layout: this.layout, language: this.#chosen("language"), width: DOTS[this.paper],
      location: this.#chosen("location"), long: this.#chosen("long") === "yes",
    });
  }

  /** @param {string} name */
  #chosen(name) {
    return String(new FormData(this.form).get(name) ?? "");
  }

  /** @param {import("./layout_preview.js").State} state @param {Wish} wish @param {import("./layout_preview.js").Shown | null} answer */
  async #tell(state, wish, answer) {
    if (answer?.picture) await this.#show(answer.picture, wish);
    else if (answer && mustSignIn(answer)) return this.signedOut();
    if (this.stuck) return;
    this.#mark(state);
    if (state === "wrong" && answer) {
      this.errors = answer.errors;
      this.wrong(answer.errors);
    }
  }

  /** A policy that lets no picture in but files of ours is kept by drawing it. @param {Blob} picture @param {Wish} wish */
  async #show(picture, wish) {
    const bits = await createImageBitmap(picture);
    this.canvas.width = bits.width;
    this.canvas.height = bits.height;
    this.canvas.dataset.paper = wish.width === DOTS[58] ? "58" : "80";
    this.canvas.getContext("2d")?.drawImage(bits, 0, 0);
    const { languages, language } = this.facts;
    const cm = lengthOf(bits.height);
    const { copies } = wish.layout;
    const label = fill(this.said.picture, { paper: this.canvas.dataset.paper, language: languages[wish.language].name });
    this.canvas.setAttribute("aria-label", label);
    const one = fill(copies === 2 ? this.said.length_two : this.said.length, { cm: figure(cm, 1, language) });
    const many = fill(this.said.hundred, { num: figure(hundred(cm, copies), 0, language) });
    document.getElementById("paper-length")?.replaceChildren(h("span", {}, one), " ", h("span.sheet-of-paper__many", {}, many));
  }

  /** @param {string} state */
  #mark(state) {
    const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
    paper.dataset.state = state;
    const words = document.getElementById("paper-state");
    if (words && words.textContent !== this.said[state]) words.textContent = this.said[state];
  }
}
