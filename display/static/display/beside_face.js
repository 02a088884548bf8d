/** Draws what stands beside the calls: the coordinator's words and pictures. Decides nothing. */
import { page } from "../js/page.js";
import { addressOf } from "./beside.js";
import { part } from "./calls_face.js";
import { sizeOf } from "./scene.js";

/** @typedef {import("./beside.js").Picture} Picture */

const { location } = page();

// One that did not come is asked for again when the board is drawn next; else a single picture would be missing for good.
part("picture").addEventListener("error", () => {
  part("picture").dataset.name = "";
});

/** As words only. @param {string[]} notices */
export function drawNotices(notices) {
  part("notices").hidden = notices.length === 0;
  part("notices").dataset.size = sizeOf(notices);
  part("notices").replaceChildren(
    ...notices.map((text) => Object.assign(document.createElement("li"), { dir: "auto", textContent: text })),
  );
}

/** @param {Picture | null} picture @param {Picture | null} next fetched before its turn */
export function drawPicture(picture, next) {
  const image = /** @type {HTMLImageElement} */ (part("picture"));
  image.hidden = picture === null;
  const name = picture === null ? "" : `${picture.id}-${picture.hash}`;
  if (picture !== null && image.dataset.name !== name) {
    image.dataset.name = name;
    image.src = addressOf(location.id, picture);
  }
  if (picture !== null) image.alt = picture.describes;
  if (next !== null) new Image().src = addressOf(location.id, next);
}
