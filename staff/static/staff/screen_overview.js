/**
 * Draws the coordinator's view. Decides nothing and sends nothing.
 *
 * @typedef {import("./screen.js").Scene} Scene
 * @typedef {import("./person.js").Surroundings} Surroundings
 * @typedef {import("./parts.js").Pressing} Pressing
 */
import { draw } from "./dom.js";
import { deviceTable } from "./model.js";
import { desksCard, devicesCard, doorCard, messagesCard, questionsCard } from "./overview.js";
import { guidesCard } from "./overview_guides.js";
import { deskRows, doorModel, guideRows, messageRows, questionRows } from "./overview_model.js";
import { printerRows } from "./paper.js";
import { languageName } from "./person.js";

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {Scene} scene @param {Surroundings} around @param {Pressing} pressing */
export function drawOverview(scene, around, pressing) {
  const { view, now, lists } = scene;
  const { texts } = around;
  const questions = [...around.questions.values()].map(({ id, name }) => ({ value: id, text: name }));
  const languages = scene.languages.map(({ code }) => ({ value: code, text: languageName(code, around.language) }));
  draw(part("card-door"), { ...pressing, ...doorModel(view, around) }, doorCard);
  draw(part("card-questions"), { rows: questionRows(view, around, now), texts }, questionsCard);
  draw(part("card-desks"), { ...pressing, rows: deskRows(view, around, now) }, desksCard);
  draw(part("card-devices"), { rows: deviceTable(view, scene.rev, scene.health, texts), printers: printerRows(view, texts, around.language, now), location: view.location, texts }, devicesCard);
  draw(part("card-messages"), { ...pressing, rows: messageRows(view, around) }, messagesCard);
  const rows = guideRows(lists.guides, view, around);
  draw(part("card-guides"), { ...pressing, rows, loading: lists.guides === null, failed: lists.failed === "guides", questions, languages }, guidesCard);
}
