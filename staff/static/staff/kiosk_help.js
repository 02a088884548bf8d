/**
 * A visitor at a kiosk asks for a person: one bar for each, which somebody answers. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {import("./shape.js").View} View
 * @typedef {{id: number, text: string, language: string, since: string, coming: string | null}} AskRow
 */
import { clock, fill } from "../js/words.js";
import { h, icon } from "./dom.js";
import { action } from "./parts.js";
import { languageName } from "./person.js";

/** Who asks for a person now, longest first. @param {View} view @param {import("./person.js").Surroundings} around @returns {AskRow[]} */
export const askRows = ({ assistance = [] }, { texts, me, language }) =>
  assistance.map(({ id, name, language: spoken, since, coming }) => ({
    id,
    text: fill(texts.visitor_asks, { device: name }),
    language: languageName(spoken, language),
    since: fill(texts.since, { time: clock(since, language) }),
    coming: coming ? (coming === me ? texts.help_you_come : fill(texts.help_comes, { guide: coming })) : null,
  }));

/** @param {Pressing & {asks: AskRow[]}} model @returns {Child[]} */
export const askBars = (model) => model.asks.map((row) => askBar(row, model));

/** @param {AskRow} row @param {Pressing} model */
function askBar({ id, text, language, since, coming }, model) {
  const { texts } = model;
  const button = coming
    ? action(model, `assist-done/${id}`, "check", texts.visitor_helped)
    : action(model, `assist-coming/${id}`, "walk", texts.help_come, { kind: ".button--main" });
  return h("div.notice.notice--ask", {},
    icon("hand-stop"),
    h("p.ask__text", {}, h("strong", {}, text), ` ${language} `, h("span.figures", {}, since), coming && h("span.help__coming", {}, icon("walk"), coming)),
    button);
}

/** Remembers for whom it has sounded, so that each question for a person is heard once. */
export class Bell {
  /** @param {() => void} ring */
  constructor(ring) {
    this.ring = ring;
    /** @type {Set<number>} */
    this.rung = new Set();
  }

  /** Ring when somebody new asks, whom nobody goes to yet. @param {View} view */
  see({ assistance = [] }) {
    const fresh = assistance.filter(({ id, coming }) => !coming && !this.rung.has(id));
    for (const { id } of assistance) this.rung.add(id);
    if (fresh.length > 0) this.ring();
  }
}

/** A soft chime; a browser that nobody has touched yet may keep it back, and the bar is there all the same. */
export function chime() {
  const sound = new Audio(new URL("../sound/chime.wav", import.meta.url).href);
  sound.play().catch(() => {});
}
