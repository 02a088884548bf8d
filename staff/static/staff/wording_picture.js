/** A text as visitors see it: drawn in the letters and colours of its screen, or the very ticket. */
import { h, icon } from "./dom.js";
import { filled, isSentence } from "./wording_model.js";
import { fetchPaper } from "./wording_server.js";

/**
 * @typedef {import("./wording_model.js").Language} Language
 * @typedef {import("./wording_model.js").Text} Text
 * @typedef {{text: Text, form: string, forms: string[], num: number, language: Language, place: string}} Wish place: questions, kiosk, paper, phone, display, pairing
 */

/** Which colours a screen has. @type {Record<string, string>} */
const FACES = { questions: "kiosk", kiosk: "kiosk", phone: "visitor", display: "room", pairing: "kiosk" };
const CALM_MS = 400;

/** The picture beside the fields. */
export class Picture {
  /** @param {any} facts of the page */
  constructor(facts) {
    this.facts = facts;
    this.said = facts.texts;
    this.timer = /** @type {any} */ (0);
    this.turn = 0;
  }

  /** Show this. @param {Wish} wish @param {boolean} right whether nothing is wrong with the text */
  show(wish, right) {
    this.turn += 1;
    clearTimeout(this.timer);
    const box = document.getElementById("picture");
    if (box === null) return;
    if (wish.place === "paper") return this.#paper(wish, right, box);
    box.replaceChildren(screenOf(wish));
    const cut = [...box.querySelectorAll(".mini__text, .mini__tile")].some((one) => one.scrollWidth > one.clientWidth + 1) || overflows(box);
    this.#tell(`${cut ? this.said.does_not_fit : this.said.fits} ${this.said.drawn}`, cut);
  }

  /** @param {Wish} wish @param {boolean} right @param {HTMLElement} box */
  #paper({ text, forms, language }, right, box) {
    if (!right) return this.#tell(this.said.paper_none, false);
    this.#tell(this.said.paper_wait, false);
    const turn = this.turn;
    this.timer = setTimeout(async () => {
      const blob = await fetchPaper({ key: text.key, forms, location: this.facts.location }, language.code, this.facts.csrf);
      if (turn !== this.turn || !box.isConnected) return;
      if (blob === null) return this.#tell(this.said.paper_none, false);
      const bitmap = await createImageBitmap(blob); // the policy allows no picture from memory
      const canvas = /** @type {HTMLCanvasElement} */ (h("canvas.shown__paper", { role: "img", "aria-label": this.said.paper_alt, width: String(bitmap.width), height: String(bitmap.height) }));
      canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
      box.replaceChildren(canvas);
      this.#tell("", false);
    }, CALM_MS);
  }

  /** @param {string} words @param {boolean} wrong */
  #tell(words, wrong) {
    const tells = document.getElementById("picture-tells");
    if (tells) tells.replaceChildren(...(wrong ? [icon("alert-triangle")] : []), words);
    document.getElementById("shown")?.setAttribute("data-wrong", String(wrong));
  }
}

/** A screen in small. @param {Wish} wish */
function screenOf({ text, form, num, language, place }) {
  const told = filled(form, num);
  const written = { lang: language.code, dir: language.rtl ? "rtl" : "ltr" };
  const body = place === "questions" ? tile(text, told, written) : [h(isSentence(told) ? "p.mini__text" : "p.mini__text.mini__text--title", written, told)];
  return h(`div.mini.mini--${place === "questions" || place === "pairing" ? "kiosk" : place}`, { "data-face": FACES[place], dir: written.dir },
    h("div.mini__head", {}, h("span.mini__bar"), place !== "display" && h("span.mini__bar.mini__bar--short")),
    h("div.mini__body", {}, place !== "questions" && isSentence(told) && h("span.mini__bar.mini__bar--title"), ...body),
    h("div.mini__foot", {}, h("span.mini__key"), h("span.mini__key"), h("span.mini__key")),
  );
}

/** A question on its tile: the name large, the hint below. @param {Text} text @param {string} told @param {Record<string, string>} written */
function tile(text, told, written) {
  const hint = text.key.endsWith("/hint");
  return [h("div.mini__tile", written,
    h("span.mini__icon"),
    hint ? h("span.mini__bar.mini__bar--title") : h("span.mini__name", {}, told),
    hint ? h("span.mini__hint", {}, told) : h("span.mini__bar.mini__bar--short"),
  )];
}

/** @param {HTMLElement} box */
function overflows(box) {
  const body = box.querySelector(".mini__body");
  return body !== null && body.scrollHeight > body.clientHeight + 1;
}
