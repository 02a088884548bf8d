/** Draws who comes to help, or whom to ask. Decides nothing. */

import { fill } from "../js/words.js";
import { drawing, element, write } from "./node.js";

/** @typedef {import("./help.js").Help} Help */

/** The sentences that tell of the call.
 * @param {Help} help
 * @param {any} texts
 * @returns {string[]} */
export function toldOfHelp({ call, by }, texts) {
  if (call === "asking") return [texts.loading];
  if (call === "refused") return [texts.help_ask, texts.help_refused];
  if (call === "coming") return [by ? fill(texts.help_coming, { name: by }) : texts.help_somebody, texts.help_stay];
  return [texts.help_stay, texts.help_called];
}

/** @type {Partial<Record<import("./help.js").Call, string[]>>} */
const SAYS = {
  asking: ["text/loading", ""],
  asked: ["text/help_stay", "text/help_called"],
  coming: ["text/help_somebody", "text/help_stay"],
  refused: ["text/help_ask", "text/help_refused"],
};

/** @param {{flow: import("./flow.js").Flow, alone: boolean}} model
 * @param {any} texts of the visitor's language */
export function drawHelp({ flow: { help }, alone }, texts) {
  const [title, text = ""] = toldOfHelp(help, texts);
  const [saysTitle = "", saysText = ""] = SAYS[help.call] ?? [];
  element("help").dataset.call = help.call;
  drawing(element("help-picture"), help.call === "refused" ? "ask-staff" : "person-comes");
  write(element("help-title"), title, saysTitle);
  write(element("help-text"), text, saysText);
  element("help-alone").hidden = !alone;
  element("help-undo").hidden = help.call === "refused" || help.call === "none";
}
