import "./merged.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { Bell, askRows } = await import("../../staff/static/staff/kiosk_help.js");

const AROUND = /** @type {any} */ ({
  me: "Hanna",
  language: "nl",
  texts: { visitor_asks: "Bezoeker bij %(device)s vraagt hulp.", since: "sinds %(time)s", help_you_come: "Jij komt", help_comes: "%(guide)s komt" },
});
const view = (/** @type {any[]} */ ...assistance) => /** @type {any} */ ({ assistance });
const ask = (id = 1, coming = null) => ({ id, device: 4, name: "Kiosk 1", language: "ti", since: "2026-11-22T09:05:00Z", coming });

test("a visitor who asks for a person is told of with the kiosk, the language and since when", () => {
  const [row] = askRows(view(ask()), AROUND);
  assert.equal(row.text, "Bezoeker bij Kiosk 1 vraagt hulp.");
  assert.equal(row.language, "Tigrinya");
  assert.match(row.since, /^sinds \d\d:\d\d$/);
  assert.equal(row.coming, null);
});

test("who goes is told by name, and to that person as you", () => {
  const rows = askRows(view(ask(1, /** @type {any} */ ("Samira")), ask(2, /** @type {any} */ ("Hanna"))), AROUND);
  assert.deepEqual(rows.map(({ coming }) => coming), ["Samira komt", "Jij komt"]);
});

test("the bell rings once for each visitor, and not for one to whom somebody goes already", () => {
  let rung = 0;
  const bell = new Bell(() => (rung += 1));
  bell.see(view(ask(1)));
  bell.see(view(ask(1)));
  assert.equal(rung, 1);
  bell.see(view(ask(1), ask(2)));
  assert.equal(rung, 2);
  bell.see(view(ask(1), ask(2), ask(3, /** @type {any} */ ("Bram"))));
  assert.equal(rung, 2);
});
