import assert from "node:assert/strict";
import { test } from "node:test";

const { figure, hundred, lengthOf, logoFrom } = await import("../../staff/static/staff/layout_paper.js");

/** The head of a PNG file, and so many bytes in all. @param {number} width @param {number} height @param {number} [size] */
function png(width, height, size = 40) {
  const bytes = new Uint8Array(size);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const head = new DataView(bytes.buffer);
  head.setUint32(16, width);
  head.setUint32(20, height);
  return bytes;
}

test("203 dots are an inch of paper", () => {
  assert.equal(lengthOf(203), 2.5);
  assert.equal(lengthOf(799), 10);
});

test("a hundred visitors take so many metres, twice that with two copies", () => {
  assert.deepEqual([hundred(8, 1), hundred(8, 2)], [8, 16]);
});

test("a length is written as its reader does", () => {
  assert.deepEqual([figure(7.9, 1, "nl"), figure(7.9, 1, "en")], ["7,9", "7.9"]);
});

test("a PNG becomes text that holds the very file", () => {
  const file = png(300, 80);
  const { uri } = logoFrom(file);
  assert.ok(uri !== null && uri.startsWith("data:image/png;base64,"));
  assert.deepEqual(new Uint8Array(Buffer.from(uri.split(",")[1], "base64")), file);
});

test("another kind of picture is told, whatever its name says", () => {
  assert.equal(logoFrom(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Array(40).fill(0)])).trouble, "logo_kind");
  assert.equal(logoFrom(new Uint8Array([0x89, 0x50])).trouble, "logo_kind");
});

test("a picture with too many pixels or too many bytes is told", () => {
  assert.equal(logoFrom(png(2001, 10)).trouble, "logo_large");
  assert.equal(logoFrom(png(10, 2001)).trouble, "logo_large");
  assert.equal(logoFrom(png(2000, 2000, 75_000)).trouble, "logo_big");
  assert.equal(logoFrom(png(2000, 2000, 74_000)).trouble, null);
});
