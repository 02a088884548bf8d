/**
 * The pictures on their page: cards, and the forms of a new and of an old one. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {Pressing & {form: ReturnType<typeof import("./pictures_model.js").formOf>, name: string, chosen: string | null,
 *   errors: import("./page_desk.js").Errors, texts: Record<string, any>}} FormModel
 * @typedef {Pressing & {card: ReturnType<typeof import("./pictures_model.js").cards>[number], asked: boolean,
 *   form: FormModel | null, texts: Record<string, any>}} CardModel
 */
import { h, icon } from "./dom.js";
import { line, wrong } from "./fields.js";
import { action, form, opener, submit } from "./parts.js";

/** @param {CardModel} model */
export function pictureCard(model) {
  const { card, texts } = model;
  return h("section.machine.picture", { "data-over": String(card.over), "aria-labelledby": `picture-${card.id}` },
    h("img.picture__drawn", { src: card.source, alt: card.describes, width: card.width, height: card.height, loading: "lazy" }),
    h("div.picture__said", {},
      h("h2.machine__name", { id: `picture-${card.id}` }, card.describes),
      h("p.machine__state", {}, icon(card.over ? "alert-triangle" : "calendar"), card.until),
      model.form ? pictureForm(model.form) : model.asked ? question(model) : buttons(model, texts)));
}

/** @param {CardModel} model @param {Record<string, any>} texts */
const buttons = (model, texts) =>
  h("div.machine__buttons", {},
    action(model, `move/${model.card.id}/-1`, "arrow-up", texts.earlier, { off: model.card.first }),
    action(model, `move/${model.card.id}/1`, "arrow-down", texts.later, { off: model.card.last }),
    opener(`open/${model.card.id}`, "pencil", texts.change),
    opener(`ask/${model.card.id}`, "trash", texts.remove, ".button--quiet"));

/** What happens is said before it does. @param {CardModel} model */
const question = (model) =>
  h("div.ask", { role: "group", "aria-labelledby": `ask-${model.card.id}` },
    h("h3", { id: `ask-${model.card.id}`, tabindex: "-1" }, model.texts.remove_title),
    h("div.machine__buttons", {}, action(model, `remove/${model.card.id}`, "trash", model.texts.remove_yes, { kind: ".button--armed" }), opener("shut", "x", model.texts.remove_no)));

/** @param {FormModel} model */
export function pictureForm(model) {
  const { form: values, errors, texts, name } = model;
  return form(name,
    ...(name === "add" ? fileFields(model) : []),
    line("describes", texts.describes, texts.describes_hint, { value: values.describes, maxlength: "80", "aria-required": "true" }, errors.describes),
    line("last_day", texts.last_day, texts.last_day_hint, { value: values.lastDay, type: "date" }, errors.last_day),
    h("div.machine__buttons", {}, submit(model, name, "check", name === "add" ? texts.show : texts.save), opener("shut", "x", texts.close)));
}

/** The field has no name: what is in it is kept by who listens, for a field of files cannot be filled in again. @param {FormModel} model @returns {Child[]} */
const fileFields = ({ errors, texts, chosen }) => [
  h("div.field", {},
    h("label", { for: "line-image" }, texts.file),
    h("input.input", { id: "line-image", type: "file", accept: "image/png,image/jpeg,image/webp", "data-picture": true,
      "aria-describedby": errors.image ? "line-image-wrong line-image-hint" : "line-image-hint", "aria-invalid": errors.image ? "true" : null }),
    wrong("image", errors.image),
    h("p.hint", { id: "line-image-hint" }, texts.file_hint)),
  chosen !== null && h("div.picture__preview", {}, h("canvas", { id: "preview", role: "img", "aria-label": texts.preview }), h("p.soft", {}, chosen)),
];
