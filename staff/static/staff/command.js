/**
 * From a button to a request, and from an answer to a sentence. No DOM, no network.
 *
 * @typedef {import("./shape.js").Action} Action
 * @typedef {import("./shape.js").Ticket} Ticket
 */

/**
 * The request of an action.
 *
 * @param {Action} action
 * @param {{location: string, desk: string, ticket: Ticket | null, outcome?: string}} about
 * @returns {{url: string, body: Record<string, unknown>}}
 */
export function requestOf(action, { location, desk, ticket, outcome }) {
  if (action === "call-next") return { url: `/api/v1/locations/${location}/call-next`, body: { desk } };
  const body = outcome === undefined ? {} : { outcome };
  return { url: `/api/v1/visits/${ticket?.id}/${action}`, body: { ...body, seen_rev: ticket?.rev } };
}

/**
 * The sentence that tells why nothing happened.
 *
 * @param {{status: number, code?: string}} answer status 0: the server was not reached
 * @param {Record<string, string>} sentences by code, with `unreached` and `other`
 */
export function sentenceOf({ status, code }, sentences) {
  if (status === 0) return sentences.unreached;
  return sentences[code ?? ""] ?? sentences.other;
}

/**
 * Whether the page must be fetched again because the session is over.
 *
 * @param {{status: number, code?: string}} answer
 */
export function mustSignIn({ status, code }) {
  return status === 401 || code === "csrf";
}
