/** How a visitor uses the kiosk: letters, colours, reach, voice, keys. Binds the sheet and the ways in to what each
 * decides; it presses the kiosk's own buttons, and knows nothing of the questions and numbers behind them. */

import { page } from "../js/page.js";
import { phase, startAudio, tell } from "./access_audio.js";
import { startKeys } from "./access_keys.js";
import { USUAL, change, isOn, loudness } from "./access_settings.js";
import { again, around, forget, hush, isSpeaking, prefetch, read, say, sayThings, sayTile, setVolume } from "./access_voice.js";
import { screen, text, thingOf, things } from "./say.js";
import { sizesOf } from "./sizes.js";
import { isScanning, startScan, stopScan } from "./switch.js";

const data = page();
const root = document.documentElement;
const sheet = /** @type {HTMLDialogElement} */ (document.getElementById("access"));
const warning = /** @type {HTMLDialogElement} */ (document.getElementById("warning"));
const strip = /** @type {HTMLElement} */ (document.getElementById("voice-strip"));
/** @type {import("./access_settings.js").Settings} */
let settings = { ...USUAL };

/** Whether the visitor is read to. */
const aloud = () => settings.aloud || phase() === "explore";

function resize() {
  const { mm, text: letters } = sizesOf(data.device, window.screen, { width: innerWidth, height: innerHeight });
  root.style.setProperty("--mm", `${mm}px`);
  root.style.setProperty("--text", `${letters}px`);
}

/** Make everything as the settings say. */
function apply() {
  root.toggleAttribute("data-low", settings.low);
  if (settings.contrast) root.dataset.contrast = "high";
  else delete root.dataset.contrast;
  if (settings.hand === "left") root.dataset.hand = "left";
  else delete root.dataset.hand;
  root.style.setProperty("--zoom", String(settings.zoom / 100));
  root.dataset.zoom = String(settings.zoom);
  setVolume(loudness(settings));
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (sheet.querySelectorAll("[data-set][aria-pressed]"))) {
    const on = isOn(settings, button.dataset.set ?? "", button.dataset.value ?? "");
    button.setAttribute("aria-pressed", String(on));
  }
  const volume = /** @type {HTMLElement} */ (document.getElementById("access-volume"));
  if (volume.parentElement) volume.parentElement.dataset.level = String(settings.volume);
  volume.textContent = `${settings.volume}/5`;
  drawStrip();
}

function drawStrip() {
  strip.hidden = !aloud();
  if (strip.hidden) hush();
}

/** @param {HTMLElement} button */
function set(button) {
  const { set: name = "", value = "" } = button.dataset;
  settings = change(settings, name, value);
  apply();
  if (name === "scan") scanAnew();
  else if (aloud() || name === "volume") sayThings([thingOf(button)]);
}

/** Scan as the settings say, from the first thing that is there now. */
function scanAnew() {
  if (settings.scan && phase() !== "language") startScan(aloud());
  else stopScan();
}

function toggleScan() {
  settings = { ...settings, scan: !settings.scan };
  apply();
  document.dispatchEvent(new CustomEvent("kiosk:changed"));
  scanAnew();
}

/** Another screen, or a sheet on top of it, is shown now. */
function entered() {
  hush();
  tell({ kind: "screen" });
  if (isScanning() || settings.scan) scanEntered();
  else if (settings.aloud && phase() === "off") read([]);
  if (aloud()) void prefetch(around());
}

/** Hear the title first, and then what lights up. */
function scanEntered() {
  stopScan();
  const told = things(screen()).filter(({ button }) => !button);
  if (aloud()) sayThings(told, { done: scanAnew });
  else scanAnew();
}

/** Whoever looks away must hear that the screen is about to begin anew. A number stays without being asked about: then
 * a sound is enough, and what is being read is not broken off.
 * @param {Event} event */
function warned(event) {
  const isNumber = /** @type {CustomEvent} */ (event).detail?.screen === "ticket";
  if (isNumber && isSpeaking()) return;
  if (isNumber) return say([], { chime: true, quiet: true });
  stopScan();
  say([text("text/still_there"), text("text/still_here")], { chime: true, quiet: true, done: scanAnew });
}

/** Nothing of a visitor is left for the next one. */
function reset() {
  settings = { ...USUAL };
  tell({ kind: "reset" });
  stopScan();
  forget();
  if (sheet.open) sheet.close();
  apply();
}

/** @param {MouseEvent} event */
function clicked({ target }) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("button"));
  if (!button) return;
  if (button.dataset.set) set(button);
  else if (button.dataset.press === "say") sayTile(button);
  else if (button.id === "access-open") openSheet();
  else if (button.id === "access-close") sheet.close();
  else if (button.id === "voice-again") again();
  else if (button.id === "voice-stop") stopVoice();
}

function openSheet() {
  sheet.showModal();
  entered();
}

function stopVoice() {
  settings = { ...settings, aloud: false };
  apply();
  if (phase() !== "off") tell({ kind: "toggle" });
}

/** The voice keeps the screen as it is for who listens; but not while that very voice asks whether somebody is there. */
function speaking() {
  queueMicrotask(() => warning.open || document.dispatchEvent(new CustomEvent("kiosk:touch")));
}

document.addEventListener("pointerdown", hush, true);
document.addEventListener("keydown", hush, true);
startAudio();
startKeys({ toggleScan, scanned: () => scanAnew() });
document.addEventListener("click", clicked);
document.addEventListener("kiosk:screen", entered);
document.addEventListener("kiosk:warning", warned);
document.addEventListener("kiosk:reset", reset);
document.addEventListener("kiosk:voice", drawStrip);
document.addEventListener("kiosk:speaking", speaking);
document.addEventListener("kiosk:focus", (event) => {
  if (aloud() && phase() === "off") sayThings([thingOf(/** @type {CustomEvent} */ (event).detail)]);
});
sheet.addEventListener("close", entered);
warning.addEventListener("close", scanAnew);
addEventListener("resize", resize);
resize();
apply();
