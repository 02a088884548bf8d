/** Makes this browser a device by itself where that is allowed; else leaves the form. */

import { send } from "./api.js";
import { page } from "./page.js";

const { kind, location: place, may_pair: mayPair, csrf } = page();

async function pair() {
  const body = { kind, location: place.id };
  const answer = await send("POST", "/api/v1/devices/here", { body, csrf });
  if (answer.ok) location.replace(marked());
  else showForm();
}

/** This address, saying that it was tried: a browser that keeps no cookies would pair for ever. */
function marked() {
  const url = new URL(location.href);
  url.searchParams.set("paired", "1");
  url.searchParams.delete("wrong");
  return url;
}

function showForm() {
  document.getElementById("pairing")?.setAttribute("hidden", "");
  document.getElementById("by-token")?.removeAttribute("hidden");
  document.getElementById("token")?.focus();
}

if (mayPair) void pair();
