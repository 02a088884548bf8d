/** Buttons that scroll the stage, for who has chosen letters so large that a screen does not hold it all. */

import { element } from "./node.js";

/** Part of the height that one press moves by: what was last seen stays in sight. */
const STEP = 0.75;

let isAsked = false;

/** As `fitNow`, with the next frame, for which everything is laid out anyway; once however often it is asked for. */
export function fitScroll() {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => {
    isAsked = false;
    fitNow();
  });
}

/** Offer the buttons where they are needed. They take room themselves, so the stage is measured without them: else
 * they could come and go for ever. */
function fitNow() {
  const stage = element("stage");
  const buttons = element("scroll");
  const { scrollTop } = stage;
  buttons.hidden = true;
  const needed = stage.scrollHeight > stage.clientHeight + 2;
  if (needed) offer(stage, buttons, scrollTop);
  else stage.removeAttribute("tabindex");
}

/** @param {HTMLElement} stage
 * @param {HTMLElement} buttons
 * @param {number} place where the visitor was */
function offer(stage, buttons, place) {
  buttons.hidden = false;
  stage.tabIndex = 0;
  stage.scrollTop = place;
  const [up, down] = buttons.querySelectorAll("button");
  up.disabled = stage.scrollTop <= 1;
  down.disabled = stage.scrollTop + stage.clientHeight >= stage.scrollHeight - 1;
}

/** @param {"up" | "down"} way */
export function scrollStage(way) {
  const stage = element("stage");
  stage.scrollTop += stage.clientHeight * STEP * (way === "up" ? -1 : 1);
}
