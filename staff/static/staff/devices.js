/** The page of the screens: asks how they are, listens to presses, and draws what comes of it. */
import { page } from "../js/page.js";
import { Revisions, health } from "./device.js";
import { deviceCard } from "./devices_card.js";
import { Desk } from "./devices_desk.js";
import { newScreen } from "./devices_form.js";
import { card, formModel } from "./devices_model.js";
import { draw, h, icon } from "./dom.js";
import { get, keepAsking, listen, part, pointAtWrong, post, settleTold, tell } from "./live_page.js";

const ASK_EVERY = 3_000;

const facts = page();
const { texts, language } = facts;
const desk = new Desk({ location: facts.location.id, texts, tell, show, post, get, leave: () => location.reload() }, facts.code_length);
const revisions = new Revisions();

function show() {
  const { board, busy, errors } = desk;
  settleTold();
  const pressing = { disabled: busy !== null, busy, armed: null, texts };
  const form = (/** @type {string} */ name, /** @type {any} */ device, /** @type {string} */ kind) => ({ ...pressing, name, errors, form: formModel(device, kind, board, texts, language) });
  const fresh = desk.fresh && {
    ...pressing, ...desk.fresh, errors, location: facts.location.name,
    form: desk.fresh.kind === null ? null : form("confirm", null, desk.fresh.kind),
  };
  draw(part("new"), fresh, (model) => newScreen(model, texts));
  if (board !== null) drawCards(board, pressing, form);
  if (busy === null) pointAtWrong(errors);
}

/** @param {import("./devices_model.js").Board} board @param {any} pressing @param {(name: string, device: any, kind: string) => any} form */
function drawCards(board, pressing, form) {
  const at = performance.now();
  const now = new Date();
  revisions.see(board.rev, at);
  const models = board.devices.map((device) => ({
    ...pressing, kind: device.kind, card: card(device, health(device, revisions, at), board, texts, language, now),
    asked: desk.asked === device.id, form: desk.open === String(device.id) ? form(`set/${device.id}`, device, device.kind) : null,
  }));
  draw(part("cards"), models, (cards) => (cards.length > 0 ? cards.map(deviceCard)
    : [h("div.empty.none", {}, icon("device-tablet"), h("p", {}, h("strong", {}, texts.none), " ", texts.none_how))]));
}

/** Whoever scanned the code of a screen finds it filled in; it stays out of the address, where it would be tried again. */
async function arrive() {
  show();
  if (!facts.code) return;
  history.replaceState(null, "", location.pathname);
  await desk.find(facts.code);
}

listen(async (name, values) => {
  await desk.press(name, values);
  if (name === "pair") document.getElementById("line-code")?.focus();
  else if (name.startsWith("ask/")) document.getElementById(name.replace("/", "-"))?.focus();
});
void arrive();
keepAsking(() => desk.fetch(), ASK_EVERY);
