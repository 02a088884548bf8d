/** The visitor's phone page: draws what the feed brings, and makes itself felt when it is their turn. */

import { page } from "../js/page.js";
import { serverNow } from "../js/live.js";
import { clock, fill } from "../js/words.js";
import { follow } from "./feed.js";
import { Asking } from "./asking.js";
import { isNewCall, tell, wishes } from "./ticket.js";

/** @typedef {import("./ticket.js").Ticket} Ticket */
/** @typedef {import("./ticket.js").Wish} Wish */

const data = page();
const { language, texts } = data;
const desks = Object.fromEntries(data.desks.map((/** @type {{id: string, name: string}} */ { id, name }) => [id, name]));
/** @type {Ticket} */
let ticket = data.state.view;
let leaving = false;
const asking = new Asking(data.token);
const buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-wish]")]);

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} id
 * @param {string} text */
function write(id, text) {
  const node = element(id);
  if (node.textContent !== text) node.textContent = text;
}

function draw() {
  const told = tell(ticket, { texts, language, now: serverNow(), desks });
  element("phone").dataset.state = ticket.state;
  document.documentElement.dataset.state = ticket.state;
  write("number", ticket.label);
  write("word", told.word);
  write("big", told.big);
  write("help-text", told.help);
  write("note", told.note);
  element("note").hidden = !told.note;
  drawWishes();
  element("word").hidden = !told.word;
  element("help").hidden = !told.help;
  element("help-picture").querySelector("use")?.setAttribute("href", `#${told.picture}`);
  const first = ticket.state === "called" ? `${told.word} ${told.big}` : fill(texts.title, { label: ticket.label });
  document.title = `${first} · ${data.location.name}`;
}

/** The buttons, or the one question before somebody leaves. */
function drawWishes() {
  const offered = wishes(ticket);
  if (!offered.includes("leave")) leaving = false;
  for (const button of buttons) button.hidden = leaving || !offered.includes(/** @type {Wish} */ (button.dataset.wish));
  element("sure").hidden = !leaving;
}

/** @param {boolean} wanted whether to ask if the visitor wants to leave */
function askSure(wanted) {
  leaving = wanted;
  write("answer", "");
  drawWishes();
  (wanted ? element("sure-text") : buttons.find((button) => !button.hidden))?.focus();
  if (wanted) element("sure").scrollIntoView({ block: "nearest" });
}

/** @param {Wish} wish */
async function want(wish) {
  leaving = false;
  drawWishes();
  write("answer", texts.busy);
  const { said, ticket: now } = await asking.ask(wish);
  write("answer", said ? texts[said] : "");
  if (now) take(now);
}

/** @param {Ticket} news */
function take(news) {
  if (isNewCall(ticket, news)) {
    buzz();
    write("answer", "");
  }
  ticket = news;
  draw();
}

/** @param {{at: Date, fresh: boolean}} news */
function drawAge({ at, fresh }) {
  const time = clock(at, language);
  write("age", fresh ? fill(texts.updated, { time }) : "");
  write("stale", fresh ? "" : `${fill(texts.stale, { time })}. ${texts.stale_help}`);
}

function buzz() {
  // Without an earlier touch the browser refuses, and logs it.
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 200, 400, 200, 400]);
}

for (const button of buttons) {
  const wish = /** @type {Wish} */ (button.dataset.wish);
  button.addEventListener("click", () => (wish === "leave" ? askSure(true) : void want(wish)));
}
element("sure-stay").addEventListener("click", () => askSure(false));
element("sure-leave").addEventListener("click", () => void want("leave"));
draw();
drawAge({ at: serverNow(), fresh: true });
element("paper").style.setProperty("--accent", data.question_types[0]?.colour ?? "");
element("paper").style.setProperty("--characters", String(ticket.label.length));
follow(data.token, ticket, (news) => {
  // An answer that was on its way before the button was pressed would show what was.
  if (news.ticket && news.ticket.rev >= asking.seen) take(news.ticket);
  drawAge(news);
});
