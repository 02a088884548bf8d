/** The page of the pictures: asks which there are, listens to presses and chosen files, and draws what comes of it. */
import { newKey, send } from "../js/api.js";
import { page } from "../js/page.js";
import { draw, h, icon } from "./dom.js";
import { get, keepAsking, listen, part, pointAtWrong, settleTold, tell } from "./live_page.js";
import { opener } from "./parts.js";
import { pictureCard, pictureForm } from "./pictures_card.js";
import { Desk } from "./pictures_desk.js";
import { LARGEST, MOST, cards, formOf } from "./pictures_model.js";

const ASK_EVERY = 10_000;
/** A picture of 8 MB takes its time over a poor line. */
const PATIENCE_MS = 60_000;
const PREVIEW_PX = 480;

const facts = page();
const { texts, language } = facts;
const desk = new Desk({ location: facts.location.id, texts, tell, show, post, get, leave: () => location.reload() });
/** @type {ImageBitmap | null} */
let preview = null;

/** A lost answer is asked for once more with the same key. @param {string} url @param {object} body */
async function post(url, body) {
  const options = { body, csrf: facts.csrf, key: newKey(), timeout: PATIENCE_MS };
  const answer = await send("POST", url, options);
  return answer.status === 0 ? send("POST", url, options) : answer;
}

function show() {
  const { board, busy, errors, chosen } = desk;
  settleTold();
  if (board === null) return;
  const pressing = { disabled: busy !== null, busy, armed: null, texts };
  const form = (/** @type {string} */ name, /** @type {import("./pictures_model.js").Picture | null} */ picture) =>
    ({ ...pressing, name, errors, form: formOf(picture), chosen: chosen?.name ?? null });
  draw(part("new"), { open: desk.open === "new", full: board.pictures.length >= MOST, form: form("add", null) }, newPicture);
  const models = cards(board, facts.location.id, texts, language, new Date()).map((card, place) => ({
    ...pressing, card, asked: desk.asked === card.id, form: desk.open === String(card.id) ? form(`set/${card.id}`, board.pictures[place]) : null,
  }));
  draw(part("cards"), models, (drawn) => (drawn.length > 0 ? drawn.map(pictureCard) : [h("p.empty", {}, icon("device-tv"), texts.none)]));
  drawPreview();
  if (busy === null) pointAtWrong(errors);
}

/** @param {{open: boolean, full: boolean, form: import("./pictures_card.js").FormModel}} model @returns {import("./dom.js").Child[]} */
function newPicture({ open, full, form }) {
  if (full) return [h("p.hint", {}, icon("info-circle"), texts.full)];
  if (!open) return [opener("open/new", "plus", texts.add, ".button--main")];
  return [h("section.machine.new", { "aria-labelledby": "new-title" }, h("h2.machine__name", { id: "new-title", tabindex: "-1" }, icon("plus"), texts.add), pictureForm(form))];
}

function drawPreview() {
  const canvas = document.getElementById("preview");
  if (!(canvas instanceof HTMLCanvasElement) || preview === null || desk.chosen === null) return;
  const scale = Math.min(1, PREVIEW_PX / Math.max(preview.width, preview.height));
  canvas.width = Math.round(preview.width * scale);
  canvas.height = Math.round(preview.height * scale);
  canvas.getContext("2d")?.drawImage(preview, 0, 0, canvas.width, canvas.height);
}

/** A file in base64, without what stands before it in an address. @param {File} file @returns {Promise<string>} */
function inBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).replace(/^[^,]*,/, "")));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

document.addEventListener("change", async ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !("picture" in target.dataset)) return;
  const file = target.files?.[0];
  if (!file) return;
  preview = await createImageBitmap(file).catch(() => null);
  const image = preview !== null && file.size <= LARGEST ? await inBase64(file).catch(() => null) : null;
  desk.choose(file, image);
});
listen(async (name, values) => {
  await desk.press(name, values);
  if (name.startsWith("ask/")) document.getElementById(name.replace("/", "-"))?.focus();
});
keepAsking(() => desk.fetch(), ASK_EVERY);
