/**
 * One screen on the page: how it is, how it is set up, and what can be done with it. Draws, decides nothing.
 *
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./parts.js").Pressing} Pressing
 * @typedef {Pressing & {card: ReturnType<typeof import("./devices_model.js").card>, asked: boolean, texts: Record<string, any>,
 *   form: import("./devices_form.js").FormModel | null}} CardModel
 */
import { fill } from "../js/words.js";
import { deviceForm } from "./devices_form.js";
import { h, icon } from "./dom.js";
import { action, opener } from "./parts.js";

/** @type {Record<string, string>} */
const SIGNS = { current: "circle-check", low: "alert-triangle", behind: "hourglass", asked: "hourglass", offline: "alert-triangle" };
/** @type {Record<string, string>} */
const KINDS = { kiosk: "device-tablet", display: "device-tv" };

/** @param {CardModel & {kind: string}} model */
export function deviceCard(model) {
  const { card, texts, kind } = model;
  return h("section.machine", { "data-health": card.health, "data-device": String(card.id), "aria-labelledby": `name-${card.id}` },
    h("h2.machine__name", { id: `name-${card.id}` }, icon(KINDS[kind] ?? "device-desktop"), h("span", {}, card.name), h("span.machine__kind", {}, card.kind)),
    h("p.machine__state", {}, icon(SIGNS[card.health]),
      h("span", {}, h("strong", {}, card.weak && card.health === "low" ? card.weak : card.state), card.since && " ", card.since && h("span.soft.figures", {}, card.since), card.remedy && h("span.machine__remedy", {}, card.remedy))),
    card.weak && card.health !== "low" && h("p.machine__state", {}, icon("alert-triangle"), h("strong", {}, card.weak)),
    card.copied && h("p.machine__state.machine__state--warns", {}, icon("alert-triangle"),
      h("span", {}, h("strong", {}, texts.copied), h("span.machine__remedy", {}, card.copied, " ", texts.copied_do))),
    card.undelivered && h("p.machine__state", {}, icon("alert-triangle"), h("span", {}, h("strong", {}, card.undelivered), h("span.machine__remedy", {}, texts.undelivered_do))),
    card.small && h("p.machine__state.machine__state--warns", {}, icon("alert-triangle"), h("span", {}, card.small)),
    h("dl.machine__facts", {},
      fact(texts.size, card.size),
      card.shows && fact(texts.shows, card.shows),
      card.heard && fact(texts.heard, card.heard),
      card.printer && fact(texts.printer, card.printer),
      card.battery && fact(texts.battery, h("span.figures", {}, card.battery)),
      card.secure && fact(texts.secure, card.secure, card.secureDo && h("span.machine__remedy.soft", {}, card.secureDo)),
      card.token && fact(texts.token, h("span.figures", {}, card.token), h("span.machine__remedy.soft", {}, card.renewing)),
      card.given && fact(texts.given, h("span.figures", {}, card.given))),
    below(model));
}

/** @param {string} name @param {Child[]} values */
const fact = (name, ...values) => h("div", {}, h("dt", {}, name), h("dd", {}, ...values));

/** @param {CardModel} model */
function below(model) {
  if (model.form) return deviceForm(model.form);
  return model.asked ? question(model) : buttons(model);
}

/** @param {CardModel} model */
const buttons = (model) => {
  const { card, texts } = model;
  return h("div.machine__buttons", {}, opener(`open/${card.id}`, "pencil", texts.change),
    action(model, `renew/${card.id}`, "key", texts.renew, { kind: ".button--quiet" }), opener(`ask/${card.id}`, "trash", texts.revoke, ".button--quiet"));
};

/** What happens is said before it does. @param {CardModel} model */
function question(model) {
  const { card, texts } = model;
  return h("div.ask", { role: "group", "aria-labelledby": `ask-${card.id}` },
    h("h3", { id: `ask-${card.id}`, tabindex: "-1" }, fill(texts.revoke_title, { name: card.name })),
    h("p", {}, texts.revoke_what),
    card.offline && h("p.ask__warning", {}, icon("alert-triangle"), h("span", {}, texts.revoke_offline)),
    h("div.machine__buttons", {}, action(model, `revoke/${card.id}`, "trash", texts.revoke_yes, { kind: ".button--armed" }), opener("shut", "x", texts.revoke_no)));
}
