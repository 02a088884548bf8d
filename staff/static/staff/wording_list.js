/** The list of visitors' texts, the choice of a language, and how far that is. */
import { fill, plural } from "../js/words.js";
import { h, icon } from "./dom.js";
import { grouped, isMissing, isOwn, shown } from "./wording_model.js";
import { fileOf } from "./wording_server.js";

/**
 * @typedef {import("./wording_model.js").Language} Language
 * @typedef {import("./wording_model.js").Text} Text
 */

/** The languages to choose from. @param {Language[]} languages @param {any} said */
export function optionsOf(languages, said) {
  const group = (/** @type {string} */ label, /** @type {Language[]} */ some) =>
    some.length > 0 && h("optgroup", { label }, ...some.map((one) => h("option", { value: one.code, lang: one.code }, `${one.name} · ${one.english_name}`)));
  return [group(said.offered_now, languages.filter(({ offered }) => offered)), group(said.to_add, languages.filter(({ offered }) => !offered))].filter(Boolean);
}

/** How far a language is, in words and as a bar. @param {{language: Language, said: any, mine: string}} model */
export function stateOf({ language, said, mine }) {
  const { done, total } = language;
  return [
    h("progress.speech__bar", { max: String(total), value: String(done), "aria-label": fill(said.progress, { done, total }) }),
    h("p.speech__far", {}, h("bdi", { dir: "ltr" }, fill(said.progress, { done, total }))),
    h("p.speech__tells", {}, tells(language, said, mine)),
    !["nl", "en"].includes(language.code) && done > 0 && h("p.speech__review", {}, icon("info-circle"), said.unreviewed),
  ];
}

/** @param {Language} language @param {any} said @param {string} mine */
function tells({ done, total, offered, own }, said, mine) {
  const missing = total - done;
  if (own) return said.is_own;
  if (offered) return missing ? plural(said.offered_missing, missing, mine) : said.is_offered;
  return missing ? plural(said.is_incomplete, missing, mine) : said.is_complete;
}

/** What can be done with a language as a whole. @param {{language: Language, said: any, may: boolean}} model */
export function wholeOf({ language, said, may }) {
  const complete = language.done === language.total;
  const choose = language.offered
    ? h("button.button", { type: "button", "data-press": "withdraw" }, icon("eye"), said.withdraw)
    : h("button.button.button--main", { type: "button", "data-press": "offer", "aria-disabled": String(!complete) }, icon("check"), said.offer);
  return [
    may && !language.own && choose,
    h("a.button", { href: fileOf(language.code), download: `inloop-${language.code}.po` }, icon("download"), said.file_fetch),
    may && h("button.button", { type: "button", "data-press": "file" }, icon("upload"), said.file_hand),
  ];
}

/** The texts, in groups. @param {{texts: Text[], language: Language, drafts: string[], chosen: string, said: any}} model */
export function listOf({ texts, language, drafts, chosen, said }) {
  if (texts.length === 0) return [h("p.empty", {}, said.nothing_found)];
  return grouped(texts).map(([place, some]) =>
    h("section.group", { "aria-labelledby": `group-${place}` },
      h("h3.group__title", { id: `group-${place}` }, said.places[place]),
      h("ul", {}, ...some.map((text) => h("li", {}, itemOf(text, language, drafts.includes(text.key), text.key === chosen, said)))),
    ),
  );
}

/** @param {Text} text @param {Language} language @param {boolean} draft @param {boolean} chosen @param {any} said */
function itemOf(text, language, draft, chosen, said) {
  const missing = isMissing(text);
  const mark = draft ? said.unsaved : missing ? said.missing : isOwn(text) ? said.own : "";
  const kind = draft ? "draft" : missing ? "missing" : "own";
  return h("button.item", { type: "button", "data-press": `text/${text.key}`, "aria-current": chosen ? "true" : null },
    missing ? h("span.item__text.item__text--none", { lang: "nl" }, text.dutch[0] ?? text.key) : h("span.item__text", { lang: language.code, dir: language.rtl ? "rtl" : "ltr" }, shown(text)),
    !missing && language.code !== "nl" && h("span.item__dutch", { lang: "nl" }, text.dutch[0] ?? ""),
    mark && h("span.item__mark", { "data-kind": kind }, icon(draft ? "pencil" : missing ? "circle-x" : "user-check"), mark),
  );
}
