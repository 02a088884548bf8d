/** The kiosk: binds presses, the server and the passing of time to the flow, and draws what comes of it. */

import { newKey, send } from "../js/api.js";
import { connect, serverNow } from "../js/live.js";
import { page } from "../js/page.js";
import { isDue, reload } from "../js/reload.js";
import { assistance } from "./assistance.js";
import { draw } from "./face.js";
import { drawFetching, pressFetch } from "./fetching.js";
import { WARNING_MS, begin, isUntouched, next } from "./flow.js";
import { askedWays, modelOf, offeredOf } from "./model.js";
import { element } from "./node.js";
import { Offline } from "./offline.js";
import { NOT_WRITABLE } from "./offline_press.js";
import { keepShell } from "./offline_shell.js";
import { askEvery, isOpen } from "./paper.js";
import { follows } from "./repeat.js";
import { fitScroll, scrollStage } from "./scroll.js";

const TICK_MS = 200;
const PATIENCE_MS = 5000;
const PAPER_PATIENCE_MS = 1000;

const data = /** @type {import("./model.js").KioskPage} */ (page());
const here = `/api/v1/locations/${data.location.id}`;
/** @type {import("./screen.js").World} */
let world = { view: null, fresh: null };
let flow = begin(data.language, data.preset, performance.now());
/** When to ask how far the paper is; never while an answer is still to come. */
let askPaperAt = 0;
/** What the others were told last. */
let told = { visitor: 0, place: "", hurried: false };
const helpers = assistance({ base: here, token: data.token, device: data.device?.id, handle: (event) => handle(event) });
/** @type {import("./repeat.js").Tap | null} */
let lastTap = null;
/** Whether a newer version of this page's files is there. */
let replaced = false;
const own = { device: Number(data.device?.id), token: data.token ?? "" };
const offline = new Offline({ location: data.location.id, ...own, changed: () => show() });
const shell = keepShell(() => {
  replaced = true;
});

/** @param {import("./flow.js").Event} event */
function handle(event) {
  const before = flow;
  flow = next(flow, event);
  if (flow.attempt > before.attempt) void ask(flow);
  if (event.kind !== "assistance") helpers.follow(before.help, flow.help, flow.language);
  show();
}

/** Get a number for the question that was pressed.
 * @param {import("./flow.js").Flow} pressed */
async function ask(pressed) {
  const { key, chosen, language, since } = pressed;
  if (key === null) return;
  const came = await offline.number({ key, question_type: chosen ?? "", language, since }, () => issue(pressed));
  const at = performance.now();
  if (came.kind === "issued") handle({ ...came, key, printers: data.printers, at });
  else if (came.kind !== "given") handle({ ...came, key, at });
  else {
    const { label, question_type } = came.entry;
    const isAwaited = flow.key === key && flow.step === "issuing";
    const ticket = { label, question_type, offline: true };
    if (isAwaited) handle({ kind: "given", key, ticket, at });
    void offline.settle(came.entry, isAwaited);
  }
}

/** Ask the server for the number.
 * @param {import("./flow.js").Flow} pressed
 * @returns {Promise<import("./offline_press.js").Answered>} */
async function issue({ key, chosen, language, way }) {
  const body = { question_type: chosen, language, printed: data.printers && way === "paper" };
  const answer = await send("POST", `${here}/tickets`, { body, token: data.token, key: key ?? "", timeout: PATIENCE_MS });
  offline.learn(answer);
  if (answer.ok) return { kind: "issued", ticket: answer.data };
  const code = answer.problem?.code ?? "unknown";
  const isUnanswered = answer.status === 0 || answer.status === 429 || answer.status >= 500;
  return isUnanswered && code !== NOT_WRITABLE ? { kind: "unanswered" } : { kind: "refused", code };
}

/** Ask how far the paper of the number on the screen is.
 * @param {number} at */
async function askPaper(at) {
  const { step, ticket, paper } = flow;
  if (step !== "ticket" || !paper || !isOpen(paper) || at < askPaperAt) return;
  askPaperAt = Infinity;
  const answer = await send("GET", `/api/v1/tickets/${ticket.token}/paper`, { timeout: PAPER_PATIENCE_MS });
  askPaperAt = at + askEvery(paper, at);
  handle({ kind: "paper", token: ticket.token, state: answer.data?.state ?? null, at: performance.now() });
}

/** The passing of time. */
function tick() {
  const at = performance.now();
  handle({ kind: "tick", at, writes: !offline.isAway() });
  void askPaper(at);
  if (world.fresh && isDue(data.again_at, serverNow()) && isUntouched(flow)) reload(data.again_at);
}

function show() {
  const at = performance.now();
  const model = modelOf(flow, offline.world(world), data, { at, now: serverNow() });
  draw(model, data.texts[flow.language]);
  drawFetching(flow);
  const alone = model.screen === "help" && model.alone;
  const place = [model.screen, flow.page, flow.group, flow.language, flow.help.call, alone].join(" ");
  fitScroll();
  tellOthers(model, place);
}

/** Speech and sound hear of what happens here by events of the document.
 * @param {import("./face.js").Model} model
 * @param {string} place what is shown */
function tellOthers({ screen, secondsLeft }, place) {
  const hurried = secondsLeft !== null && secondsLeft * 1000 <= WARNING_MS;
  if (flow.visitor !== told.visitor) document.dispatchEvent(new CustomEvent("kiosk:reset"));
  if (place !== told.place) document.dispatchEvent(new CustomEvent("kiosk:screen", { detail: { screen } }));
  if (hurried && !told.hurried) document.dispatchEvent(new CustomEvent("kiosk:warning", { detail: { screen, secondsLeft } }));
  told = { visitor: flow.visitor, place, hurried };
}

/** Whether a finger taps on after what it wanted is there, or what it shut is gone; keys have no place.
 * @param {MouseEvent} event */
function isStray({ detail, clientX, clientY }) {
  if (detail === 0) return false;
  const dialogs = Array.from(document.querySelectorAll("dialog[open]"), ({ id }) => id);
  const place = [told.place, ...dialogs].join(" ");
  const followed = follows(lastTap, { x: clientX, y: clientY, at: performance.now(), place });
  lastTap = followed.tap;
  return followed.isStray;
}

/** A stray tap reaches nobody. @param {MouseEvent} event */
function sift(event) {
  if (isStray(event)) event.stopImmediatePropagation();
}

/** @param {MouseEvent} event */
function press(event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-press]"));
  const at = performance.now();
  const { press: kind = "touch", language = "", id = "", way = "" } = button?.dataset ?? {};
  const shown = offline.world(world);
  const press = { key: newKey(), ways: offline.isAway() ? [] : askedWays(data, shown), at };
  const offered = offeredOf(data, shown);
  if (kind === "fetch") void pressFetch(flow, show);
  if (kind === "up" || kind === "down") scrollStage(kind);
  if (kind === "language") handle({ kind, language, only: offered.length === 1 ? offered[0].id : undefined, ...press });
  else if (kind === "choose") handle({ kind, id, ...press });
  else if (kind === "way") handle({ kind, way: /** @type {import("./flow.js").Way} */ (way), ...press });
  else if (kind === "group") handle({ kind, id, at });
  else handle({ kind: /** @type {"back"} */ (kind), at });
}

/** @param {import("../js/live.js").State} state */
function take({ epoch, view }) {
  world = { ...world, view };
  offline.hear(epoch, view);
  helpers.hear(flow.help, view.assistance);
  const outdated = replaced || epoch !== data.epoch || view.config_rev !== data.config_rev;
  if (outdated && isUntouched(flow)) reload(`${epoch} ${view.config_rev}`);
  show();
}

document.addEventListener("click", sift, true);
document.addEventListener("click", press);
document.addEventListener("keydown", () => handle({ kind: "touch", at: performance.now() }));
document.addEventListener("kiosk:touch", () => handle({ kind: "touch", at: performance.now() }));
document.addEventListener("kiosk:changed", () => handle({ kind: "changed", at: performance.now() }));
document.addEventListener("contextmenu", (event) => event.preventDefault());
element("warning").addEventListener("cancel", () => handle({ kind: "touch", at: performance.now() }));
setInterval(tick, TICK_MS);
connect({
  namespace: "/kiosk",
  auth: { token: data.token ?? "", location: data.location.id },
  stateUrl: `${here}/kiosk`,
  token: data.token,
  onState: take,
  onFreshness: ({ fresh }) => {
    world = { ...world, fresh };
    offline.turn(fresh);
    if (fresh) shell.look();
    show();
  },
  onRefused: (code) => code === "unauthorised" && reload(),
  reportShown: true,
  more: () => ({ undelivered: offline.undelivered }),
});
void offline.start();
show();
