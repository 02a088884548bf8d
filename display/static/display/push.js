/** On the phone page, where the server offers it: be told of the call while this page is closed.
 *
 * Offered after the visitor has asked to hear the call. The browser asks whether we may, and its push service gives an
 * address, which our server keeps until the visit is over. Says no more than is so. */

import { send } from "../js/api.js";
import { page } from "../js/page.js";
import { offer } from "./alarm.js";
import { known } from "./alarm_means.js";

const WORKER = "/t/push.js";
const CLOSED = ["done", "no_show", "left", "abandoned"];
const data = page();
const { texts, language } = data;
const address = `/api/v1/tickets/${data.token}/push`;
/** @type {boolean} whether the server tells this ticket's browser */
let told = data.push.wished;
/** @type {boolean} whether the visitor has asked to be called */
let asked = told || offer(known()) === "";
let says = told ? "push_on" : "";

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

function able() {
  return window.isSecureContext && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

function draw() {
  const { state } = element("phone").dataset;
  element("push").hidden = !asked || !(state === "waiting" || state === "on_hold");
  element("push-offer").hidden = told || says === "push_no";
  element("push-stop").hidden = !told;
  element("alarm").dataset.told = String(told);
  const text = texts[says] || "";
  if (element("push-says").textContent !== text) element("push-says").textContent = text;
}

/** @param {string} outcome the name of a sentence */
function say(outcome) {
  says = outcome;
  draw();
}

/** The button that was pressed goes; who works without eyes or without a pointer stays at this place.
 * @param {string} outcome */
function settle(outcome) {
  say(outcome);
  element(texts[outcome] ? "push-says" : "push-offer").focus();
}

async function wish() {
  say("busy");
  if ((await Notification.requestPermission()) !== "granted") return settle("push_no");
  try {
    const { endpoint, key, auth } = await subscription();
    const answer = await send("POST", address, { body: { endpoint, key, auth, language } });
    told = answer.ok;
    return settle(answer.ok ? "push_on" : "failed");
  } catch (fault) {
    return settle(/** @type {Error} */ (fault).name === "NotAllowedError" ? "push_no" : "failed");
  }
}

async function stop() {
  say("busy");
  const answer = await send("DELETE", address);
  told = told && !answer.ok;
  settle(answer.ok ? "" : "failed");
}

async function subscription() {
  await navigator.serviceWorker.register(WORKER, { scope: "/t/" });
  const { pushManager } = await navigator.serviceWorker.ready;
  const how = { userVisibleOnly: true, applicationServerKey: bytes(data.push.key) };
  const earlier = await pushManager.getSubscription();
  // One for another key of this installation would be refused at each message.
  if (earlier && text(earlier.options.applicationServerKey) !== data.push.key) await earlier.unsubscribe();
  const made = await pushManager.subscribe(how);
  return { endpoint: made.endpoint, key: text(made.getKey("p256dh")), auth: text(made.getKey("auth")) };
}

/** @param {string} base64url
 * @returns {Uint8Array<ArrayBuffer>} */
function bytes(base64url) {
  const binary = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(Array.from(binary, (letter) => letter.charCodeAt(0)));
}

/** @param {ArrayBuffer | null} buffer
 * @returns {string} base64url without padding */
function text(buffer) {
  const binary = Array.from(new Uint8Array(buffer || new ArrayBuffer(0)), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

/** The ticket has changed: when its visit is over the server has forgotten the wish. */
function follow() {
  if (CLOSED.includes(element("phone").dataset.state || "")) {
    told = false;
    says = "";
  }
  draw();
}

if (able()) {
  element("alarm-offer").addEventListener("click", () => {
    asked = true;
    draw();
  });
  element("push-offer").addEventListener("click", () => void wish());
  element("push-stop").addEventListener("click", () => void stop());
  new MutationObserver(follow).observe(element("phone"), { attributes: true, attributeFilter: ["data-state"] });
  draw();
}
