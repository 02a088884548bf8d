/** The console: listens to the queue, to presses and to keys, and draws what comes of it. */
import { newKey, send } from "../js/api.js";
import { connect, serverNow } from "../js/live.js";
import { page } from "../js/page.js";
import { replaces } from "../js/revision.js";
import { Control } from "./control.js";
import { Revisions, health, worthAsking } from "./device.js";
import { wishOf } from "./keys.js";
import { drawFreshness, drawScreen } from "./screen.js";
import { Store } from "./store.js";

const ASK_AGAIN = 12_000;
const TOLD_FOR = 12_000;
const KEYS_OFF = "inloop.keys-off";

const facts = page();
const { texts, csrf, me } = facts;
const stateUrl = `/api/v1/locations/${facts.location.id}/queue`;
const around = {
  me, language: facts.language, texts, reasons: texts.reasons, waiting: texts.waiting_count,
  questions: new Map(facts.questions.map((/** @type {import("./shape.js").Question} */ item) => [item.id, item])),
};

const store = new Store();
const revisions = new Revisions();
const control = new Control(store, {
  me, location: facts.location.id, texts, post, tell, show,
  ask: () => void ask(), leave: () => location.reload(), at: () => performance.now(), now: serverNow,
});
let phase = "";
let askedAt = -Infinity;
let toldAt = -Infinity;

function show() {
  const { view } = store;
  if (view === null) return;
  control.follow();
  const { busy, choosing, finishing, armed, armedDesk, fresh } = control;
  const at = performance.now();
  phase = drawScreen({
    view, busy, choosing, finishing, armed, armedDesk, blocked: !fresh, now: serverNow(),
    mayCall: facts.may_call, outcomes: facts.outcomes, health: (device) => health(device, revisions, at),
  }, around);
}

/** @param {import("./shape.js").QueueState} state */
function take(state) {
  if (store.state && !replaces(store.state, state)) return;
  if (state.view.config_rev > facts.config_rev && !store.busy) location.reload();
  revisions.see(state.rev, performance.now());
  store.receive(state);
  show();
}

async function ask() {
  askedAt = performance.now();
  const answer = await send("GET", stateUrl);
  if (answer.ok) take(answer.data);
}

/** A lost answer is asked for once more with the same key, and the server answers as it did. @param {string} url @param {object} body */
async function post(url, body) {
  const options = { body, csrf, key: newKey() };
  const answer = await send("POST", url, options);
  return answer.status === 0 ? send("POST", url, options) : answer;
}

/** @param {string} sentence @param {boolean} [wrong] */
function tell(sentence, wrong = false) {
  const told = /** @type {HTMLElement} */ (document.getElementById("told"));
  told.textContent = sentence;
  told.dataset.wrong = String(wrong);
  toldAt = performance.now();
}

/** @param {KeyboardEvent} event */
function key(event) {
  const typing = event.target instanceof Element && event.target.closest("input, select, textarea");
  const wish = typing || localStorage.getItem(KEYS_OFF) ? null : wishOf(event, phase);
  if (wish === null) return;
  event.preventDefault();
  if (wish.kind === "sheet") document.getElementById("sheet")?.togglePopover();
  else if (wish.kind === "act") control.press(wish.action);
  else if (wish.kind === "outcome") control.press(`finish/${facts.outcomes[wish.index]?.id}`);
  else control.press(wish.kind === "open" ? "finish" : "finish/back");
}

function everySecond() {
  const at = performance.now();
  if (at - toldAt > TOLD_FOR) tell("");
  show();
  const { state } = store;
  const due = control.fresh && at - askedAt > ASK_AGAIN;
  if (state && due && worthAsking(state.view.devices, state.rev)) void ask();
}

function switchKeys() {
  const keys = /** @type {HTMLInputElement} */ (document.getElementById("keys-on"));
  keys.checked = !localStorage.getItem(KEYS_OFF);
  keys.addEventListener("change", () => {
    if (keys.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "1");
  });
}

document.addEventListener("click", ({ target, detail }) => {
  // The second half of a double click would hit the button that has just come under the finger.
  if (detail > 1) return;
  const button = target instanceof Element ? target.closest("[data-press]") : null;
  if (button instanceof HTMLElement && button.dataset.press) control.press(button.dataset.press);
});
document.addEventListener("keydown", key);
switchKeys();
setInterval(everySecond, 1000);

connect({
  namespace: "/staff",
  auth: { location: facts.location.id },
  stateUrl,
  onState: take,
  onFreshness: (freshness) => {
    control.fresh = freshness.fresh;
    drawFreshness(freshness, texts);
    show();
  },
  onRefused: (code) => code === "unauthorised" && location.reload(),
});
