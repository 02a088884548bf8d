/** The visitor's phone page: draws what the feed brings, and makes itself felt when it is their turn. */

import { page } from "../js/page.js";
import { serverNow } from "../js/live.js";
import { clock, fill } from "../js/words.js";
import { follow } from "./feed.js";
import { isNewCall, tell } from "./ticket.js";

/** @typedef {import("./ticket.js").Ticket} Ticket */

const data = page();
const { language, texts } = data;
/** @type {Ticket} */
let ticket = data.state.view;

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} id
 * @param {string} text */
function write(id, text) {
  const node = element(id);
  if (node.textContent !== text) node.textContent = text;
}

function draw() {
  const told = tell(ticket, texts, language);
  element("phone").dataset.state = ticket.state;
  document.documentElement.dataset.state = ticket.state;
  write("number", ticket.label);
  write("word", told.word);
  write("big", told.big);
  write("help-text", told.help);
  element("word").hidden = !told.word;
  element("help").hidden = !told.help;
  element("help-picture").querySelector("use")?.setAttribute("href", `#${told.picture}`);
  const first = ticket.state === "called" ? `${told.word} ${told.big}` : fill(texts.title, { label: ticket.label });
  document.title = `${first} · ${data.location.name}`;
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

draw();
drawAge({ at: serverNow(), fresh: true });
element("paper").style.setProperty("--accent", data.question_types[0]?.colour ?? "");
element("paper").style.setProperty("--characters", String(ticket.label.length));
follow(data.token, ticket, (news) => {
  if (news.ticket) {
    if (isNewCall(ticket, news.ticket)) buzz();
    ticket = news.ticket;
    draw();
  }
  drawAge(news);
});
