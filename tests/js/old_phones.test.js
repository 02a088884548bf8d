import "./merged.js";

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

/** What the phones that docs/phone.md names have not: names that came later than 2018. */
const LATER = /\b(?:globalThis|structuredClone|fromEntries|replaceAll|replaceChildren|matchAll|toggleAttribute|allSettled)\b|\.(?:at|flat|flatMap)\(/;
const COMPILER = new URL("../../node_modules/.bin/tsc", import.meta.url).pathname;
const STATIC = ["web", "display"].map((name) => new URL(`../../${name}/static/`, import.meta.url));

/** @param {string} name such as display/phone.js */
function read(name) {
  const place = STATIC.map((folder) => new URL(name, folder)).find((file) => existsSync(file));
  assert.ok(place, name);
  return readFileSync(place, "utf8");
}

/** All modules that *entry* cannot do without.
 * @param {string} entry
 * @param {Map<string, string>} [found] */
function needed(entry, found = new Map()) {
  if (found.has(entry)) return found;
  const text = read(entry);
  found.set(entry, text);
  for (const [, from] of text.matchAll(/^import .* from "(\.[^"]+)";$/gm)) {
    needed(new URL(from, `file:///${entry}`).pathname.slice(1), found);
  }
  return found;
}

/** The texts as a compiler writes them for browsers of *target*.
 * @param {string[]} texts
 * @param {"es2019" | "esnext"} target */
function written(texts, target) {
  const folder = mkdtempSync(join(tmpdir(), "inloop-old-"));
  try {
    mkdirSync(join(folder, "in"));
    const names = texts.map((_, index) => `${index}.js`);
    names.forEach((name, index) => writeFileSync(join(folder, "in", name), texts[index]));
    const how = ["--allowJs", "--noCheck", "--noResolve", "--module", "esnext", "--removeComments", "--useDefineForClassFields"];
    const files = names.map((name) => join(folder, "in", name));
    const out = join(folder, "out");
    execFileSync(COMPILER, ["--ignoreConfig", ...how, "--target", target, "--outDir", out, "--rootDir", join(folder, "in"), ...files]);
    return names.map((name) => readFileSync(join(out, name), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Which of *texts* those phones cannot read.
 * @param {string[]} texts */
function tooNew(texts) {
  const [old, today] = [written(texts, "es2019"), written(texts, "esnext")];
  return texts.map((text, index) => old[index] !== today[index] || LATER.test(text));
}

test("phones of ten years ago can read all that the pages of visitors need", () => {
  const modules = needed("display/push.js", needed("display/join.js", needed("display/phone.js")));
  assert.ok(modules.has("js/api.js") && modules.has("js/wait.js"));
  const found = tooNew([...modules.values()]);
  assert.deepEqual([...modules.keys()].filter((_, index) => found[index]), []);
});

test("what came later would be noticed", () => {
  const texts = ["const a = b?.c;", "const a = b ?? 1;", "class A { #b = 1; }", "Object.fromEntries([]);", "f(1_000);"];
  assert.deepEqual(tooNew(texts), texts.map(() => true));
  assert.deepEqual(tooNew(["const a = { ...b };"]), [false]);
});

test("the script for browsers without modules is written for any browser", () => {
  assert.doesNotMatch(read("display/plain.js"), /=>|`|\b(?:let|const|class|async|import)\b/);
});
