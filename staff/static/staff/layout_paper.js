/** What a picture of paper comes to in centimetres, and a file as a logo. No DOM. */

const DOTS_PER_CM = 203 / 2.54;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const URI = "data:image/png;base64,";
const LONGEST_URI = 100_000;
const LARGEST_SIDE = 2000;

/** Paper of one ticket. @param {number} rows of dots @returns {number} in cm, to the millimetre */
export const lengthOf = (rows) => Math.round((rows / DOTS_PER_CM) * 10) / 10;

/** Paper for a hundred visitors. @param {number} cm of one ticket @param {number} copies @returns {number} in m */
export const hundred = (cm, copies) => Math.round(cm * copies);

/** A length as people write it. @param {number} value @param {number} digits behind the comma @param {string} language */
export const figure = (value, digits, language) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/**
 * A file as a logo, or the name of the sentence that tells why not.
 *
 * @param {Uint8Array} bytes
 * @returns {{uri: string, trouble: null} | {uri: null, trouble: "logo_kind" | "logo_large" | "logo_big"}}
 */
export function logoFrom(bytes) {
  if (bytes.length < 24 || PNG.some((byte, index) => bytes[index] !== byte)) return { uri: null, trouble: "logo_kind" };
  const head = new DataView(bytes.buffer, bytes.byteOffset);
  // The first chunk of a PNG holds width and height (PNG specification, 11.2.1).
  if (Math.max(head.getUint32(16), head.getUint32(20)) > LARGEST_SIDE) return { uri: null, trouble: "logo_large" };
  if (URI.length + 4 * Math.ceil(bytes.length / 3) > LONGEST_URI) return { uri: null, trouble: "logo_big" };
  return { uri: URI + btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")), trouble: null };
}
