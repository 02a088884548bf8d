/** The visitor's phone page: draws what the feed brings, and makes itself felt when it is their turn. */

import { page } from "../js/page.js";
import { waitText } from "../js/wait.js";
import { clock, fill } from "../js/words.js";
import { offer, quiet, step } from "./alarm.js";
import { AlarmMeans, known } from "./alarm_means.js";
import { Asking } from "./asking.js";
import { follow, serverNow } from "./feed.js";
import { isNear, isNewCall, isWaitTold, tell, wishes } from "./ticket.js";

/** @typedef {import("./ticket.js").Ticket} Ticket */
/** @typedef {import("./ticket.js").Wish} Wish */

const TICK_MS = 500;
const data = page();
const { language, texts } = data;
/** @type {Record<string, string>} */
const desks = {};
data.desks.forEach((/** @type {{id: string, name: string}} */ { id, name }) => { desks[id] = name; });
/** @type {Ticket} */
let ticket = data.state.view;
let leaving = false;
let alarm = quiet();
const means = new AlarmMeans(drawAlarm);
const asking = new Asking(data.token);
const buttons = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll("[data-wish]")));

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} id
 * @param {string} text */
function write(id, text) {
  const node = element(id);
  if (node.textContent !== text) node.textContent = text;
  return node;
}

function draw() {
  const told = tell(ticket, { texts, language, now: serverNow(), desks });
  element("phone").dataset.state = ticket.state;
  element("phone").dataset.near = String(isNear(ticket));
  document.documentElement.dataset.state = ticket.state;
  write("number", ticket.label);
  write("word", told.word).hidden = !told.word;
  write("big", told.big);
  write("help-text", told.help);
  write("note", told.note).hidden = !told.note;
  const wait = fill(texts.wait, { wait: waitText(ticket.wait || null, texts) });
  write("wait", isWaitTold(ticket) ? wait : "").hidden = !isWaitTold(ticket);
  element("help").hidden = !told.help;
  const picture = element("help-picture").querySelector("use");
  if (picture) picture.setAttribute("href", `#${told.picture}`);
  const first = ticket.state === "called" ? `${told.word} ${told.big}` : fill(texts.title, { label: ticket.label });
  document.title = `${first} · ${data.location.name}`;
  drawWishes();
  drawAlarm();
}

/** The buttons, or the one question before somebody leaves. */
function drawWishes() {
  const offered = wishes(ticket);
  if (!offered.includes("leave")) leaving = false;
  for (const button of buttons) button.hidden = leaving || !offered.includes(/** @type {Wish} */ (button.dataset.wish));
  element("sure").hidden = !leaving;
}

/** What the phone will do at the call: an offer, a promise, or the sound that can be stopped. */
function drawAlarm() {
  const waits = ticket.state === "waiting" || ticket.state === "on_hold";
  const can = offer(known());
  const { sound, vibration } = means.means;
  const offered = waits && can !== "" && !sound && !(vibration && !known().sound);
  const heard = ticket.state === "called" && (sound || vibration);
  element("alarm").hidden = !waits && !heard;
  write("alarm-offer-text", texts[can] || "");
  element("alarm-offer").hidden = !offered;
  const said = means.touched || can === "" ? texts[means.promise] : "";
  write("alarm-says", waits ? said : "");
  write("alarm-keep", waits && (sound || vibration) ? texts.alarm_keep : "");
  // It keeps its place when a touch has ended the sound: else that same touch would miss what it was meant for.
  const hush = /** @type {HTMLButtonElement} */ (element("hush"));
  hush.hidden = !heard;
  hush.disabled = !alarm.ringing;
}

/** @param {import("./alarm.js").AlarmEvent["kind"]} kind */
function sound(kind) {
  const before = alarm.ringing;
  const next = step(alarm, { kind, at: performance.now() });
  alarm = next.alarm;
  if (next.rings) means.ring();
  if (before && !alarm.ringing) means.hush();
  if (before !== alarm.ringing) drawAlarm();
}

/** @param {boolean} wanted whether to ask if the visitor wants to leave */
function askSure(wanted) {
  leaving = wanted;
  write("answer", "");
  drawWishes();
  const to = wanted ? element("sure-text") : buttons.find((button) => !button.hidden);
  if (to) to.focus();
  if (wanted) element("sure").scrollIntoView({ block: "nearest" });
}

/** Who works without eyes or without a pointer stays at this place when the button that was pressed goes.
 * @param {Element | null} pressed */
function stay(pressed) {
  const now = document.activeElement;
  const gone = pressed instanceof HTMLElement && pressed !== document.body && !pressed.offsetParent;
  if (gone && (now === pressed || now === document.body)) element("answer").focus();
}

/** @param {Wish} wish */
async function want(wish) {
  const pressed = document.activeElement;
  leaving = false;
  drawWishes();
  write("answer", texts.busy);
  stay(pressed);
  const { said, ticket: now } = await asking.ask(wish);
  write("answer", said ? texts[said] : "");
  // A call that came by the socket while this answer was long on its way is newer.
  if (now && now.rev >= ticket.rev) take(now);
  stay(pressed);
}

/** @param {Ticket} news */
function take(news) {
  const before = ticket;
  ticket = news;
  draw();
  if (isNewCall(before, news)) {
    write("answer", "");
    window.scrollTo(0, 0);
    sound("call");
  } else if (news.state !== "called") sound("over");
  if (isNear(news) && !isNear(before)) means.nudge();
}

/** @param {import("./feed.js").News} news */
function onNews({ ticket: news, at, fresh, gone }) {
  if (gone) return location.reload();
  // An answer that was on its way before the button was pressed would show what was.
  if (news && news.rev >= asking.seen) take(news);
  const time = clock(at, language);
  write("age", fresh ? fill(texts.updated, { time }) : "");
  write("stale", fresh ? "" : `${fill(texts.stale, { time })}. ${texts.stale_help}`);
}

for (const button of buttons) {
  const wish = /** @type {Wish} */ (button.dataset.wish);
  button.addEventListener("click", () => (wish === "leave" ? askSure(true) : void want(wish)));
}
element("sure-stay").addEventListener("click", () => askSure(false));
element("sure-leave").addEventListener("click", () => void want("leave"));
element("alarm-offer").addEventListener("click", () => void means.wake());
element("hush").addEventListener("click", () => sound("touch"));
for (const touch of ["touchstart", "mousedown", "keydown"]) {
  document.addEventListener(touch, () => alarm.ringing && sound("touch"), { passive: true });
}
document.addEventListener("visibilitychange", () => void means.keepLit());
setInterval(() => alarm.ringing && sound("tick"), TICK_MS);
draw();
onNews({ ticket: null, at: serverNow(), fresh: true, gone: false });
element("paper").style.setProperty("--accent", (data.question_types[0] || {}).colour || "");
element("paper").style.setProperty("--characters", String(ticket.label.length));
follow(data.token, data.state, onNews);
document.documentElement.dataset.alive = "true";
