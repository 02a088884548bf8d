import assert from "node:assert/strict";
import { test } from "node:test";
import { placesFor } from "../../staff/static/staff/people_places.js";

const facts = {
  roles: [
    { id: "guide", name: "gids", where: ["", "plein", "altijd"] },
    { id: "host", name: "gastvrouw", where: ["plein"] },
  ],
  locations: [
    { id: "altijd", name: "Altijd Open" },
    { id: "plein", name: "Op het Plein" },
  ],
  texts: { everywhere: "hele regio" },
};

test("the whole region comes first, where the role may be given there", () => {
  assert.deepEqual(placesFor(facts, "guide").map(({ name }) => name), ["hele regio", "Altijd Open", "Op het Plein"]);
});

test("a role is offered only where it may be given", () => {
  assert.deepEqual(placesFor(facts, "host").map(({ id }) => id), ["plein"]);
});

test("a role that may not be given is offered nowhere", () => {
  assert.deepEqual(placesFor(facts, "administrator"), []);
});
