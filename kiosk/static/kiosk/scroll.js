/** Buttons that scroll the stage, for who has chosen letters so large that a screen does not hold it all. */

import { element } from "./node.js";

/** Part of the height that one press moves by: what was last seen stays in sight. */
const STEP = 0.75;
let measured = "";

/** Offer the buttons where they are needed. They take room themselves, so once there they stay while *place* and
 * sizes are the same: else they could come and go for ever.
 * @param {string} place what is shown */
export function fitScroll(place) {
  const stage = element("stage");
  const buttons = element("scroll");
  const root = document.documentElement;
  const now = [place, innerWidth, innerHeight, root.style.cssText, root.hasAttribute("data-low")].join(" ");
  if (now !== measured) buttons.hidden = true;
  measured = now;
  if (buttons.hidden) buttons.hidden = stage.scrollHeight <= stage.clientHeight + 2;
  if (buttons.hidden) stage.removeAttribute("tabindex");
  else offer(stage, buttons);
}

/** @param {HTMLElement} stage
 * @param {HTMLElement} buttons */
function offer(stage, buttons) {
  stage.tabIndex = 0;
  const [up, down] = buttons.querySelectorAll("button");
  up.disabled = stage.scrollTop <= 1;
  down.disabled = stage.scrollTop + stage.clientHeight >= stage.scrollHeight - 1;
}

/** @param {"up" | "down"} way */
export function scrollStage(way) {
  const stage = element("stage");
  stage.scrollTop += stage.clientHeight * STEP * (way === "up" ? -1 : 1);
}
