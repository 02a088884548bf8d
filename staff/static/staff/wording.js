/** Visitors' texts: listens to presses and fields, and draws the list and the text that is worked on. */
import { page } from "../js/page.js";
import { plural } from "../js/words.js";
import { draw } from "./dom.js";
import { Acts } from "./wording_acts.js";
import { editorOf, putGap, tellFindings } from "./wording_edit.js";
import { listOf, optionsOf, stateOf, wholeOf } from "./wording_list.js";
import { differs, found } from "./wording_model.js";
import { Picture } from "./wording_picture.js";
import { check, fetchLanguages, fetchTexts } from "./wording_server.js";
import { Work } from "./wording_work.js";

const facts = page();
const said = facts.texts;
const ASK_AGAIN_MS = 3_000;
const CALM_MS = 250;

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const seek = /** @type {HTMLInputElement} */ (byId("seek"));
const only = /** @type {HTMLInputElement} */ (byId("only"));
const picture = new Picture(facts);
const work = new Work();
const acts = new Acts(facts, work, { tell, load, languages: fillLanguages, choose, judge });
let checking = /** @type {any} */ (0);

/** @param {string} words @param {boolean} [wrong] */
function tell(words, wrong = false) {
  byId("told").textContent = words;
  byId("told").dataset.wrong = String(wrong);
}

function show() {
  if (work.sheet === null) return;
  const { language, texts, examples } = work.sheet;
  const { text, drafts, chosen, place } = work;
  const some = found(texts, { words: seek.value, only: only.checked }, drafts);
  byId("count").textContent = plural(said.count, some.length, facts.language);
  draw(byId("state"), { language, said, mine: facts.language }, stateOf);
  draw(byId("more"), { language, said, may: facts.may_save }, wholeOf);
  draw(byId("list"), { texts: some, language, drafts: Object.keys(drafts), chosen, said }, listOf);
  const model = { text, language, examples, place, said, may: facts.may_save, more: work.next !== null };
  const drawn = draw(byId("edit"), model, (told) => editorOf({ ...told, forms: work.forms }));
  document.querySelector("[data-press='undo']")?.setAttribute("aria-disabled", String(work.past.length === 0));
  if (drawn) judge();
}

/** Show the text on its screen as it stands in the fields, and ask what is to be said of it. */
function judge() {
  const { text, sheet, forms } = work;
  show();
  if (text === null || sheet === null) return;
  const active = document.activeElement instanceof HTMLTextAreaElement ? Number(document.activeElement.name.split("/")[1]) : 0;
  const at = forms[active] === undefined ? 0 : active;
  const num = text.counted ? (sheet.examples[at]?.at(-1) ?? 3) : 3;
  const wish = { text, form: forms[at] || text.dutch[0] || "", forms, num, language: sheet.language, place: work.place };
  const whole = forms.every(Boolean);
  picture.show(wish, whole && work.verdict.errors.length === 0);
  clearTimeout(checking);
  tellFindings(work.verdict, said);
  if (forms.every((form) => form === "")) return;
  checking = setTimeout(async () => {
    const answer = await check(work.code, text.key, forms, facts.csrf);
    if (!answer.ok || work.chosen !== text.key || JSON.stringify(forms) !== JSON.stringify(work.forms)) return;
    work.verdict = answer.data;
    tellFindings(work.verdict, said);
    if (wish.place === "paper") picture.show(wish, work.verdict.errors.length === 0);
  }, CALM_MS);
}

/** @param {string} key empty for none */
function choose(key) {
  work.choose(key);
  byId("wording").dataset.view = key ? "edit" : "list";
  show();
  if (key) document.getElementById("edit-title")?.focus();
}

function toList() {
  const last = work.chosen;
  choose("");
  const item = document.querySelector(`[data-press="text/${CSS.escape(last)}"]`);
  if (item instanceof HTMLElement) item.focus();
}

/** @param {HTMLTextAreaElement} field */
function typed(field) {
  const { text, forms } = work;
  if (text === null) return;
  const now = [...forms];
  now[Number(field.name.split("/")[1])] = field.value.replace(/\s*\n\s*/g, " ");
  if (differs(text, now)) work.drafts[text.key] = now;
  else delete work.drafts[text.key];
  field.defaultValue = field.value; // what is drawn anew starts from the draft
  work.verdict = { errors: [], warnings: [] };
  judge();
}

/** @type {Record<string, (...rest: string[]) => void>} */
const presses = {
  text: (...key) => choose(key.join("/")),
  list: toList,
  place: (name) => { work.place = name; judge(); },
  gap: (form, gap) => putGap(/** @type {HTMLTextAreaElement} */ (byId(`form-${form}`)), gap),
  save: (then) => void acts.keep(then),
  original: () => void acts.original(),
  undo: () => void acts.takeBack(),
  offer: () => void acts.offer(true),
  withdraw: () => void acts.offer(false),
  file: () => byId("file").click(),
};

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-press]") : null;
  const [name, ...rest] = button?.getAttribute("data-press")?.split("/") ?? [];
  if (name && button?.getAttribute("aria-disabled") !== "true") presses[name](...rest);
});
document.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLTextAreaElement) typed(target);
  else if (target === seek) show();
});
document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLTextAreaElement && (work.text?.counted ?? false)) judge();
});
document.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("change", ({ target }) => {
  if (target === byId("file")) void acts.handIn(/** @type {HTMLInputElement} */ (target));
  else if (target === only) show();
  else if (target === byId("language") && target instanceof HTMLSelectElement) {
    work.drafts = {};
    choose("");
    tell("");
    void load(target.value);
  }
});
addEventListener("beforeunload", (event) => Object.keys(work.drafts).length > 0 && event.preventDefault());

/** @param {string} language */
async function load(language) {
  const answer = await fetchTexts(language);
  if (!acts.went(answer)) return false;
  work.sheet = answer.data;
  /** @type {HTMLSelectElement} */ (byId("language")).value = language;
  byId("wording").dataset.state = "ready";
  byId("loading").hidden = true;
  show();
  return true;
}

/** @param {string} language which one is chosen */
async function fillLanguages(language) {
  const answer = await fetchLanguages();
  if (!answer.ok) return false;
  const choice = /** @type {HTMLSelectElement} */ (byId("language"));
  choice.replaceChildren(.../** @type {Node[]} */ (optionsOf(answer.data.languages, said)));
  choice.value = language;
  return true;
}

async function start() {
  if ((await fillLanguages("nl")) && (await load("nl"))) return tell("");
  tell(said.unread, true);
  setTimeout(() => void start(), ASK_AGAIN_MS);
}

void start();
