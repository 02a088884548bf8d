/** Commands and questions to the server by HTTP. Never throws: a refusal and a dead line are answers too.
 * Written so that the phones that docs/phone.md names can read it. */

/** @typedef {{type: string, title: string, status: number, detail?: string, code: string, ticket?: any}} Problem */
/** @typedef {{ok: boolean, status: number, data: any, problem: Problem | null}} Answer
 * status 0: no answer came; whether the command was done is unknown, so repeat it with the same key */
/** @typedef {{body?: unknown, token?: string, csrf?: string, key?: string, timeout?: number}} Options
 * timeout in ms; key made by newKey when the button was pressed */

const PATIENCE_MS = 8000;

/** A key for one press of a button, 128 random bits. Works on plain http, where randomUUID does not exist. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Ask or command the server.
 * @param {string} method
 * @param {string} url
 * @param {Options} [options]
 * @returns {Promise<Answer>} */
export async function send(method, url, options = {}) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), options.timeout === undefined ? PATIENCE_MS : options.timeout);
  try {
    const response = await fetch(url, {
      method,
      headers: headers(options),
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      // The browser sends the ETag it knows, and turns a 304 into the answer it kept.
      cache: method === "GET" ? "no-cache" : "no-store",
      credentials: "same-origin",
      signal: control.signal,
    });
    return answer(response, await response.text());
  } catch {
    return { ok: false, status: 0, data: null, problem: null };
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Options} options */
function headers({ body, token, csrf, key }) {
  /** @type {Record<string, string>} */
  const sent = { Accept: "application/json" };
  if (body !== undefined) sent["Content-Type"] = "application/json";
  if (token) sent.Authorization = `Bearer ${token}`;
  if (csrf) sent["X-CSRF-Token"] = csrf;
  if (key) sent["Idempotency-Key"] = key;
  return sent;
}

/** @param {Response} response
 * @param {string} text
 * @returns {Answer} */
function answer(response, text) {
  const isJson = /[/+]json/.test(response.headers.get("Content-Type") || "");
  const data = text && isJson ? JSON.parse(text) : null;
  const { ok, status } = response;
  return ok ? { ok, status, data, problem: null } : { ok, status, data: null, problem: data };
}
