import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../kiosk/static/kiosk/access.css", import.meta.url), "utf8");
const block = css.match(/html\[data-contrast="high"\] \{([^}]*)\}/)?.[1] ?? "";
const token = Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]));
const PAIRS = [
  ...["ink", "ink-soft", "accent", "good", "bad", "line", "focus"].flatMap((text) => [
    [text, "ground"],
    [text, "surface"],
  ]),
  ...["signal", "accent", "good", "bad", "muted"].map((ground) => [`on-${ground}`, ground]),
  ["ground", "ink"],
];

/** Relative luminance of #rrggbb (WCAG 2.2).
 * @param {string} colour */
function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test("with clear colours every text and every line has at least 7:1", () => {
  const poor = PAIRS.filter(([one, other]) => {
    const [high, low] = [luminance(token[one]), luminance(token[other])].sort((a, b) => b - a);
    return !((high + 0.05) / (low + 0.05) >= 7);
  });
  assert.deepEqual(poor, []);
});

test("with clear colours lines are at least 3 px thick", () => {
  assert.match(token.border, /^max\(3px,/);
});
