/** A visitor with a number who would not hear or see the call wants to be fetched, or no longer. */

import { newKey, send } from "../js/api.js";
import { element } from "./node.js";

/** @typedef {import("./flow.js").Flow} Flow */

const PATIENCE_MS = 5000;
/** The number whose visitor is fetched. */
let wished = "";
let busy = false;

/** The token of the number that is shown; empty for none, and for one that the server does not know yet.
 * @param {Flow} flow */
const shown = ({ step, ticket }) => (step === "ticket" ? (ticket?.token ?? "") : "");

/** @param {Flow} flow */
export function drawFetching(flow) {
  const token = shown(flow);
  element("fetching").hidden = token === "";
  element("fetch").setAttribute("aria-pressed", String(token !== "" && token === wished));
}

/** Ask for it, or take it back.
 * @param {Flow} flow
 * @param {() => void} changed */
export async function pressFetch(flow, changed) {
  const token = shown(flow);
  if (token === "" || busy) return;
  busy = true;
  const body = { wished: token !== wished };
  const options = { body, key: newKey(), timeout: PATIENCE_MS };
  const url = `/api/v1/tickets/${token}/fetch`;
  const first = await send("POST", url, options);
  // The same press once more: whether a lost answer had come to anything is then known.
  const answer = first.status === 0 ? await send("POST", url, options) : first;
  busy = false;
  if (answer.ok) wished = body.wished ? token : "";
  changed();
}
