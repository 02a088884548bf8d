/**
 * From a refusal to a sentence. No DOM, no network.
 */

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
