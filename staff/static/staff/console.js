/** The console: listens to the queue, to presses and to keys, and draws what comes of it. */
import { newKey, send } from "../js/api.js";
import { connect, serverNow } from "../js/live.js";
import { page } from "../js/page.js";
import { isOutdated } from "../js/reload.js";
import { replaces } from "../js/revision.js";
import { Control } from "./control.js";
import { Revisions, health, worthAsking } from "./device.js";
import { Bell, chime } from "./kiosk_help.js";
import { clearForm, switchKeys, typing, valuesOf, watchCounters } from "./input.js";
import { wishOf } from "./keys.js";
import { Notices } from "./notices.js";
import { drawScreen } from "./screen.js";
import { drawFreshness } from "./screen_head.js";
import { Rolls } from "./rolls.js";
import { Store } from "./store.js";
import { REST } from "./watch.js";

const ASK_AGAIN = 12_000;
const TOLD_FOR = 12_000;

const facts = page();
const { texts, csrf, me } = facts;
const stateUrl = `/api/v1/locations/${facts.location.id}/queue`;
const around = {
  me, role: facts.role, language: facts.language, common: facts.languages[0]?.code ?? facts.language, texts,
  reasons: texts.reasons, waiting: texts.waiting_count, priorities: facts.priorities,
  questions: new Map(facts.questions.map((/** @type {import("./shape.js").Question} */ item) => [item.id, item])),
};

const store = new Store();
const revisions = new Revisions();
const notices = new Notices(facts.calling.notice_seconds);
const bell = new Bell(chime);
const control = new Control(store, {
  me, location: facts.location.id, texts, undoSeconds: facts.calling.undo_seconds, post, tell, show, rolls: new Rolls(localStorage),
  sent: (name) => name === "message" && clearForm(name),
  get: (url) => send("GET", url), ask: () => void ask(), leave: () => location.reload(), at: () => performance.now(), now: serverNow,
});
let phase = "";
let askedAt = -Infinity;
let toldAt = -Infinity;

function show() {
  const { view } = store;
  if (view === null) return;
  control.follow();
  const { busy, armed, screen, lists, undo, fresh } = control;
  const at = performance.now();
  const now = serverNow();
  const step = undo.step(at);
  phase = drawScreen({
    view, me, busy, armed, screen, lists, now, rev: store.state?.rev ?? 0, blocked: !fresh, issued: screen.issued,
    undo: step && { label: step.label, left: undo.left(at) }, late: notices.late(view, around.questions, now),
    news: control.watch.told(at), resting: control.resting,
    mayCall: facts.may_call, mayCoordinate: facts.may_coordinate, role: facts.role, calling: facts.calling,
    outcomes: facts.outcomes, topics: facts.topics, languages: facts.languages, callReasons: texts.call_reasons,
    health: (device) => health(device, revisions, at),
  }, around);
}

/** @param {import("./shape.js").QueueState} state */
function take(state) {
  if (store.state && !replaces(store.state, state)) return;
  if (isOutdated(state, facts) && !store.busy) location.reload();
  revisions.see(state.rev, performance.now());
  store.receive(state);
  control.see(state.view);
  bell.see(state.view);
  if (control.resting) setTimeout(show, REST);
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
  if (event.key !== "Escape" && typing(event)) return;
  const wish = wishOf(event, phase);
  if (wish === null) return;
  if (wish.kind === "press" && wish.name === "shut" && control.screen.sheet === null) return;
  event.preventDefault();
  if (wish.kind === "keys") document.getElementById("sheet")?.togglePopover();
  else if (wish.kind === "press") control.press(wish.name);
  else if (facts.outcomes[wish.index]) control.press(`finish/${facts.outcomes[wish.index].id}`, valuesOf(document.querySelector("[data-form='finish']")));
}

function everySecond() {
  const at = performance.now();
  if (at - toldAt > TOLD_FOR && control.undo.left(at) === 0) tell("");
  show();
  const { state } = store;
  const due = control.fresh && at - askedAt > ASK_AGAIN;
  if (state && due && worthAsking(state.view.devices, state.rev)) void ask();
}

document.addEventListener("click", (event) => {
  const { target, detail } = event;
  // The second half of a double click would hit the button that has just come under the finger.
  const button = target instanceof Element ? target.closest("[data-press]") : null;
  if (detail > 1) return button instanceof HTMLButtonElement && button.type === "submit" ? event.preventDefault() : undefined;
  if (!(button instanceof HTMLButtonElement) || button.type === "submit") return;
  control.press(button.dataset.press ?? "", valuesOf(button.form));
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.form) return;
  event.preventDefault();
  control.press(form.dataset.form, valuesOf(form, event.submitter));
});
document.addEventListener("keydown", key);
watchCounters();
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
