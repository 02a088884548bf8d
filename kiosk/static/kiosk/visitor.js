/** What the kiosk knows of one visitor, and the beginning of the next one. No DOM, no network, no clock. */

import { noHelp } from "./help.js";

/** @typedef {"language" | "question" | "how" | "issuing" | "ticket"} Step */
/** @typedef {"paper" | "phone" | "number"} Way how the visitor takes the number along */
/**
 * @typedef {object} Flow
 * @property {Step} step
 * @property {string} house language of a visitor who has not chosen
 * @property {boolean} preset whether visitors start at the question, in the language of the house
 * @property {string} language
 * @property {boolean} asked whether the visitor opened the list of languages on the way
 * @property {string | null} group whose questions are shown; null: the first level
 * @property {number} page which tiles are shown, when there are more than fit
 * @property {string | null} chosen id of the question type
 * @property {Step} from the step of the press that asked for the number
 * @property {Way} way paper unless the visitor chose otherwise
 * @property {string | null} key of that press; the same for every repetition
 * @property {number} attempt rises when the number must be asked for (again)
 * @property {number} since when the number was asked for, or arrived
 * @property {number | null} retryAt when to ask again, after no answer came
 * @property {boolean} failed whether an attempt got no answer
 * @property {string | null} refusal code of a refusal
 * @property {any} ticket `offline` when it came from a block of numbers: then it has no address
 * @property {import("./paper.js").Paper | null} paper
 * @property {import("./help.js").Help} help
 * @property {boolean} changed whether the visitor changed how the kiosk is used: letters, contrast, sound
 * @property {number} visitor rises when a new visitor begins
 * @property {number} touched last action of the visitor
 */

/** The beginning, for the next visitor: nothing of the last one is left.
 * @param {string} house
 * @param {boolean} preset
 * @param {number} at
 * @returns {Flow} */
export function begin(house, preset, at) {
  const step = preset ? "question" : "language";
  const place = { step, house, preset, language: house, asked: false, group: null, page: 0 };
  const press = { chosen: null, from: step, way: "paper", key: null, attempt: 0, since: at, retryAt: null, failed: false };
  const rest = { refusal: null, ticket: null, paper: null, help: noHelp(), changed: false, visitor: 0, touched: at };
  return /** @type {Flow} */ ({ ...place, ...press, ...rest });
}

/** The next visitor. What counts presses and visitors goes on, so that no late answer is taken for theirs.
 * @param {Flow} flow
 * @param {number} at
 * @returns {Flow} */
export function restart({ house, preset, attempt, visitor }, at) {
  return { ...begin(house, preset, at), attempt, visitor: visitor + 1 };
}
