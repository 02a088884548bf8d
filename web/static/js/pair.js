/** Makes this browser a device: by itself where that is allowed, else by a code that staff confirm.
 * The secret is made here and told to nobody but the server; once confirmed it is the device's token. */

import { send } from "./api.js";
import { page } from "./page.js";
import { grouped, pauseAfter, secretFrom, staffUrl } from "./pair_code.js";

const ASK_MS = 2000;
const KEPT_AS = "inloop.pairing";

const { kind, location: place, may_pair: mayPair, csrf, staff_path: staffPath, texts } = page();
let expiresAt = 0;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {"pairing" | "fetching" | "code" | "unreached" | "paired"} state @param {string} text */
function show(state, text) {
  part("pair").dataset.state = state;
  part("ways").hidden = state !== "code";
  if (part("told").textContent !== text) part("told").textContent = text;
}

async function pairHere() {
  const answer = await send("POST", "/api/v1/devices/here", { body: { kind, location: place.id }, csrf });
  if (!answer.ok) return void showCode();
  // Marked, for a browser that keeps no cookies would pair for ever.
  const url = new URL(location.href);
  url.searchParams.set("paired", "1");
  url.searchParams.delete("wrong");
  location.replace(url);
}

/** The secret of this page, the same after a reload, so that the code stays too. */
function secret() {
  const name = `${KEPT_AS}/${kind}/${place.id}`;
  const kept = sessionStorage.getItem(name) ?? secretFrom(crypto.getRandomValues(new Uint8Array(24)));
  sessionStorage.setItem(name, kept);
  return kept;
}

function forgetSecret() {
  sessionStorage.removeItem(`${KEPT_AS}/${kind}/${place.id}`);
}

async function showCode() {
  const answer = await send("POST", "/api/v1/pairings", { body: { kind, location: place.id, secret: secret() } });
  if (!answer.ok) {
    if (answer.problem?.code === "key_reused") forgetSecret();
    show("unreached", answer.status === 429 ? texts.too_many : texts.unreached);
    return void setTimeout(showCode, pauseAfter(answer.status));
  }
  const { code, seconds } = answer.data;
  expiresAt = performance.now() + seconds * 1000;
  part("code").textContent = grouped(code);
  /** @type {HTMLImageElement} */ (part("qr")).src = `/qr.svg?path=${encodeURIComponent(staffUrl(staffPath, code))}`;
  show("code", "");
  setTimeout(ask, ASK_MS);
}

/** One question after the other, also over a slow line. */
async function ask() {
  const answer = await send("POST", "/api/v1/pairings/check", { body: { secret: secret() } });
  const state = answer.data?.state;
  if (state === "paired") return enter(answer.data.url);
  if (state === "gone" || performance.now() >= expiresAt) {
    forgetSecret();
    return void showCode();
  }
  show("code", answer.ok ? "" : texts.unreached);
  setTimeout(ask, ASK_MS);
}

/** The answer brought the cookie. @param {string} url */
function enter(url) {
  forgetSecret();
  show("paired", texts.paired);
  const to = new URL(url + location.search, location.href);
  to.searchParams.delete("wrong");
  location.replace(to);
}

if (mayPair) void pairHere();
else void showCode();
