/** The code that a new screen shows, and the secret behind it. No DOM, no network, no clock. */

const SOON_MS = 4000;
const LATER_MS = 20_000;

/** A secret that can stand in JSON and in a cookie: 24 random bytes as 32 characters.
 * @param {Uint8Array} bytes */
export const secretFrom = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");

/** A code in two groups, to read out and to type.
 * @param {string} code */
export const grouped = (code) => `${code.slice(0, 3)}\u00a0${code.slice(3)}`;

/** The page on which staff confirm the code.
 * @param {string} path of the devices of the location
 * @param {string} code */
export const staffUrl = (path, code) => `${path}?code=${code}`;

/** Milliseconds until a code is asked for again, after an answer with this status; 0 is none at all.
 * @param {number} status */
export const pauseAfter = (status) => (status === 429 ? LATER_MS : SOON_MS);
