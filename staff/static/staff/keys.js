/**
 * Which key does what, where. No DOM.
 *
 * @typedef {import("./shape.js").Action} Action
 * @typedef {{kind: "act", action: Action} | {kind: "outcome", index: number} | {kind: "open" | "back" | "sheet"}} Wish
 */

/** @type {Record<string, Record<string, Wish>>} */
const BY_PHASE = {
  available: { n: { kind: "act", action: "call-next" } },
  called: {
    s: { kind: "act", action: "start" },
    r: { kind: "act", action: "recall" },
  },
  in_conversation: { f: { kind: "open" } },
  finishing: {
    1: { kind: "outcome", index: 0 },
    2: { kind: "outcome", index: 1 },
    3: { kind: "outcome", index: 2 },
    4: { kind: "outcome", index: 3 },
    escape: { kind: "back" },
  },
};

/**
 * What a key asks for; null when it asks for nothing.
 *
 * @param {{key: string, ctrlKey: boolean, altKey: boolean, metaKey: boolean, repeat: boolean}} press
 * @param {string} phase where the guide stands; `finishing` while an outcome is chosen
 * @returns {Wish | null}
 */
export function wishOf(press, phase) {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat) return null;
  if (press.key === "?") return { kind: "sheet" };
  return BY_PHASE[phase]?.[press.key.toLowerCase()] ?? null;
}
