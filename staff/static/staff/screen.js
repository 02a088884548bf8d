/**
 * Draws the console from what is known now. Decides nothing and sends nothing.
 *
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./dom.js").Child} Child
 * @typedef {import("./model.js").Surroundings} Surroundings
 * @typedef {{id: string, text: string, icon: string}} Outcome
 * @typedef {{view: View, now: Date, blocked: boolean, busy: string | null, choosing: boolean, finishing: boolean,
 *   armed: boolean, armedDesk: string | null, mayCall: boolean, outcomes: Outcome[], health: (device: import("./shape.js").Device) => string}} Scene
 */
import { clock, duration, fill } from "../js/words.js";
import { h, icon, draw } from "./dom.js";
import { day, desks, devices, line, person } from "./model.js";
import { linePanel } from "./panel_line.js";
import { deskPanel, nextPanel } from "./panel_next.js";
import { dayPanel, desksPanel, devicesPanel } from "./panel_room.js";
import { calledPanel, conversationPanel } from "./panel_visitor.js";
import { standing } from "./queue.js";

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Everything at once; only what changed is touched. @param {Scene} scene @param {Surroundings} around */
export function drawScreen(scene, around) {
  const { view, now } = scene;
  const phase = drawPrimary(scene, around);
  draw(part("line"), line(view, around, now), linePanel);
  draw(part("desks"), desks(view, around), desksPanel);
  draw(part("devices"), devices(view.devices, scene.health, around.texts), devicesPanel);
  draw(part("day"), day(view, around.texts), dayPanel);
  drawHead(scene, around);
  drawTimers(now);
  return phase;
}

/** The panel for the one thing to do now. @param {Scene} scene @param {Surroundings} around @returns {string} its phase */
function drawPrimary(scene, around) {
  const root = part("primary");
  const { me, texts } = around;
  const { view, now, busy, finishing, outcomes } = scene;
  const { desk, ticket, next, phase } = standing(view, me);
  const disabled = scene.blocked || busy !== null;
  root.dataset.phase = phase;
  if (!scene.mayCall) {
    draw(root, { texts }, lookingPanel);
    return "looking";
  }
  if (ticket) {
    const model = { person: person(ticket, around, now), desk: desk?.name ?? "", disabled, busy, texts };
    if (ticket.state === "called") draw(root, { ...model, armed: scene.armed }, calledPanel);
    else draw(root, { ...model, finishing, outcomes }, conversationPanel);
    return finishing && phase === "in_conversation" ? "finishing" : phase;
  }
  if (desk === null || scene.choosing) {
    draw(root, { desks: view.desks, me, chosen: desk?.id ?? null, armed: scene.armedDesk, disabled, texts }, deskPanel);
    return "desk";
  }
  draw(root, { person: next && person(next, around, now), disabled, busy: busy !== null, texts }, nextPanel);
  return phase;
}

/** For who sees the line and calls nobody. @param {{texts: Record<string, string>}} model @returns {Child[]} */
function lookingPanel({ texts }) {
  return [h("div.nobody", {}, icon("eye"), h("h2.nobody__title", { tabindex: "-1" }, texts.looking), h("p", {}, texts.looking_hint))];
}

/** @param {Scene} scene @param {Surroundings} around */
function drawHead({ view, mayCall, blocked, busy }, { me, texts }) {
  const { desk, ticket } = standing(view, me);
  const button = /** @type {HTMLButtonElement} */ (part("my-desk"));
  button.hidden = !mayCall || desk === null;
  button.disabled = ticket !== null || blocked || busy !== null;
  part("my-desk-name").textContent = desk?.name ?? "";
  draw(part("door"), { door: view.door, closes: view.closes_at, texts, open: view.open }, doorNote);
}

/** @param {{door: string, closes: string | null, open: boolean, texts: Record<string, string>}} model @returns {Child[]} */
function doorNote({ door, closes, texts }) {
  const language = document.documentElement.lang;
  if (door === "closed") return [h("span.door", {}, icon("door"), texts.door_closed)];
  if (door === "last") return [h("span.door", {}, icon("door-exit"), texts.door_last)];
  return [h("span.door", {}, icon("door-enter"), closes ? fill(texts.door_until, { time: clock(closes, language) }) : texts.door_open)];
}

/** Timers run between two states too. @param {Date} now */
export function drawTimers(now) {
  for (const timer of document.querySelectorAll("[data-since]")) {
    const since = Date.parse(/** @type {HTMLElement} */ (timer).dataset.since ?? "");
    timer.textContent = duration((now.getTime() - since) / 1000);
  }
  part("clock").textContent = clock(now, document.documentElement.lang);
}

/** Whether what is shown is of now. @param {{fresh: boolean, since: Date}} freshness @param {Record<string, string>} texts */
export function drawFreshness({ fresh, since }, texts) {
  const time = clock(since, document.documentElement.lang);
  document.body.dataset.fresh = String(fresh);
  part("live").textContent = fresh ? texts.live : texts.not_live;
  part("stale").hidden = fresh;
  part("stale-text").textContent = fresh ? "" : fill(texts.stale, { time });
}
