/**
 * Draws the console from what is known now. Decides nothing and sends nothing.
 *
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Device} Device
 * @typedef {import("./person.js").Surroundings} Surroundings
 * @typedef {import("./state.js").Screen} Screen
 * @typedef {{id: string, text: string, icon: string}} Outcome
 * @typedef {import("./sheet_model.js").About & {rev: number, blocked: boolean, busy: string | null, armed: string | null,
 *   screen: Screen, mayCoordinate: boolean, role: string, outcomes: Outcome[], topics: {id: string, text: string}[],
 *   undo: {label: string, left: number} | null, late: {label: string, target: number}[],
 *   news: import("./watch.js").News[], resting: boolean, health: (device: Device) => string}} Scene
 */
import { drawBars, drawHead, drawTimers, drawUndo } from "./screen_head.js";
import { drawOverview } from "./screen_overview.js";
import { draw } from "./dom.js";
import { day, desks, held, line, machines } from "./model.js";
import { linePanel } from "./panel_line.js";
import { issuePanel } from "./panel_issue.js";
import { awayPanel, deskPanel, nextPanel } from "./panel_next.js";
import { dayPanel, desksPanel, devicesPanel, heldPanel } from "./panel_room.js";
import { calledPanel, conversationPanel } from "./panel_visitor.js";
import { person } from "./person.js";
import { recallsOf, standing } from "./queue.js";
import { sheet } from "./sheet.js";
import { issueChoices, questionOptions, sheetModel } from "./sheet_model.js";

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Everything at once; only what changed is touched. @param {Scene} scene @param {Surroundings} around @returns {string} where the guide stands */
export function drawScreen(scene, around) {
  const { view, now, screen, mayCall } = scene;
  const pressing = pressingOf(scene, around);
  const phase = drawPrimary(scene, around, pressing);
  document.body.dataset.tab = screen.tab;
  if (screen.tab === "overview") drawOverview(scene, around, pressing);
  const canResume = standing(view, around.me).ticket === null && standing(view, around.me).desk !== null;
  draw(part("line"), line(view, around, now), linePanel);
  draw(part("held"), { ...pressing, ...held(view, around, now), canResume, mayCall }, heldPanel);
  draw(part("desks"), { ...desks(view, around), texts: around.texts }, desksPanel);
  draw(part("devices"), machines(view, scene.health, around, now), devicesPanel);
  draw(part("day"), day(view, around.texts), dayPanel);
  drawSheet(scene, around, pressing);
  drawHead(scene, around, pressing);
  drawBars(scene, around, pressing);
  drawUndo(scene, pressing);
  drawTimers(now);
  return phase;
}

/** @param {Scene} scene @param {Surroundings} around @returns {import("./parts.js").Pressing} */
const pressingOf = ({ blocked, busy, armed }, { texts }) => ({ disabled: blocked || busy !== null, busy, armed, texts });

/**
 * The panel for the one thing to do now.
 *
 * @param {Scene} scene @param {Surroundings} around @param {import("./parts.js").Pressing} pressing @returns {string} its phase
 */
function drawPrimary(scene, around, pressing) {
  const root = part("primary");
  const { view, now, screen } = scene;
  const { desk, ticket, next, phase } = standing(view, around.me);
  root.dataset.phase = scene.mayCall ? phase : "host";
  if (!scene.mayCall) {
    draw(root, { ...pressing, ...issueModel(scene, around) }, issuePanel);
    return "host";
  }
  if (ticket) return drawVisitor(root, scene, around, pressing);
  if (desk === null || screen.choosing) {
    root.dataset.phase = "no_desk";
    draw(root, { ...pressing, desks: view.desks, me: around.me, chosen: desk?.id ?? null }, deskPanel);
    return "desk";
  }
  if (phase !== "available") {
    draw(root, { ...pressing, state: phase, why: desk.why ?? null, since: desk.since ?? null }, awayPanel);
    return phase;
  }
  const waiting = view.waiting.length + (view.more ?? 0);
  draw(root, { ...pressing, person: next && person(next, around, now, view), waiting, paper: view.paper?.next ?? null, resting: scene.resting }, nextPanel);
  return phase;
}

/** @param {HTMLElement} root @param {Scene} scene @param {Surroundings} around @param {import("./parts.js").Pressing} pressing */
function drawVisitor(root, scene, around, pressing) {
  const { view, now, screen, outcomes, calling } = scene;
  const { desk, ticket, phase } = standing(view, around.me);
  if (!ticket) return phase;
  const model = { ...pressing, person: person(ticket, around, now, view), desk: desk?.name ?? "" };
  if (phase === "called") {
    draw(root, { ...model, recalls: recallsOf(ticket, calling, now) }, calledPanel);
    return phase;
  }
  const topics = scene.topics.map(({ id, text }) => ({ value: id, text }));
  draw(root, { ...model, finishing: screen.finishing, outcomes, topics }, conversationPanel);
  root.dataset.phase = screen.finishing ? "finishing" : phase;
  return root.dataset.phase;
}

/** @param {Scene} scene @param {Surroundings} around */
function issueModel(scene, around) {
  return { questions: questionOptions(around), ...issueChoices({ ...scene, issued: scene.screen.issued }, around) };
}

/** @param {Scene} scene @param {Surroundings} around @param {import("./parts.js").Pressing} pressing */
function drawSheet(scene, around, pressing) {
  const root = part("drawer");
  const { sheet: open, issued } = scene.screen;
  const name = open ? `${open.kind}/${open.id}` : "";
  const changed = root.dataset.sheet !== name;
  const within = root.contains(document.activeElement);
  if (changed && open && !within) root.dataset.opener = document.activeElement?.getAttribute("data-press") ?? "";
  root.dataset.sheet = name;
  root.hidden = open === null;
  document.body.dataset.sheet = String(open !== null);
  draw(root, open && { ...pressing, ...sheetModel(open, { ...scene, issued }, around) }, (model) => (model ? sheet(model) : []));
  if (changed && open) focus(root.querySelector("#drawer-title"));
  else if (changed && within) focus(openerOf(root) ?? part("primary").querySelector("[tabindex='-1']"));
}

/** The button that opened the sheet, if it is still there. @param {HTMLElement} root */
const openerOf = ({ dataset }) => (dataset.opener ? document.querySelector(`[data-press="${CSS.escape(dataset.opener)}"]:not(:disabled)`) : null);

/** Follows a press of one's own: a sheet that was opened is read out, and after it the work goes on. @param {Element | null} target */
function focus(target) {
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
