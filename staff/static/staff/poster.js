/** The page of the poster: prints it, and makes a new one on a second press. */

import { newKey, send } from "../js/api.js";
import { page } from "../js/page.js";
import { ARMED_FOR, Arm } from "./press.js";

const facts = page();
const { texts } = facts;
const arm = new Arm();
const make = document.getElementById("make");
const told = /** @type {HTMLElement} */ (document.getElementById("told"));
const label = /** @type {HTMLElement} */ (document.getElementById("make-text") ?? told);
const offered = label.textContent;
/** The press that has no answer yet: pressing again is the same press. */
let key = "";

document.getElementById("print")?.addEventListener("click", () => window.print());
// The second half of a double click is no second press: nobody has read yet what it would do.
make?.addEventListener("click", ({ detail }) => void (detail > 1 || press()));

/** Nobody pressed a second time. */
function calm() {
  make?.classList.remove("button--armed");
  label.textContent = offered;
}

async function press() {
  const isFirst = document.querySelector(".poster") === null;
  if (!isFirst && !arm.press("make", performance.now())) {
    make?.classList.add("button--armed");
    setTimeout(calm, ARMED_FOR);
    label.textContent = texts.sure;
    return;
  }
  told.textContent = texts.making;
  key = key || newKey();
  const answer = await send("POST", `/api/v1/locations/${facts.location.id}/poster`, { body: {}, csrf: facts.csrf, key });
  if (answer.ok) return location.reload();
  if (answer.status !== 0) key = "";
  told.textContent = texts.failed;
}
