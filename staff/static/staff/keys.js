/**
 * Which key does what, where. No DOM.
 *
 * @typedef {{kind: "press", name: string} | {kind: "outcome", index: number} | {kind: "keys"}} Wish
 */

/** @type {Record<string, Record<string, string>>} */
const BY_PHASE = {
  available: { n: "call-next" },
  pause: { n: "presence/available" },
  back_office: { n: "presence/available" },
  called: { s: "start", r: "recall", b: "return" },
  in_conversation: { f: "finish", h: "sheet/hold", t: "sheet/transfer", q: "sheet/service" },
  finishing: { escape: "finish/back", f: "finish/back" },
};

/** @type {Record<string, string>} what works wherever the guide stands */
const EVERYWHERE = { u: "undo", p: "sheet/presence", i: "sheet/issue", l: "sheet/closed", escape: "shut" };

const OUTCOMES = "123456789";

/**
 * What a key asks for; null when it asks for nothing.
 *
 * @param {{key: string, ctrlKey: boolean, altKey: boolean, metaKey: boolean, repeat: boolean}} press
 * @param {string} phase where the guide stands; `finishing` while an outcome is chosen
 * @returns {Wish | null}
 */
export function wishOf(press, phase) {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat) return null;
  if (press.key === "?") return { kind: "keys" };
  const key = press.key.toLowerCase();
  if (phase === "finishing" && key.length === 1 && OUTCOMES.includes(key)) return { kind: "outcome", index: Number(key) - 1 };
  const name = BY_PHASE[phase]?.[key] ?? EVERYWHERE[key];
  return name === undefined ? null : { kind: "press", name };
}
