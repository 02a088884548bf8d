/** The board: draws the calls, rings for new ones, and says when it is out of date. */
import { connect, serverNow } from "../js/live.js";
import { page } from "../js/page.js";
import { clock, fill } from "../js/words.js";
import { Announcer, HOLD, readMark } from "./announcer.js";
import { Chime } from "./chime.js";
import * as scenery from "./scene.js";

/** @typedef {import("./announcer.js").Call} Call */

const MARK = "inloop.announced";
const SHIFT_EVERY = 180_000;
const SHIFTS = [[0, 0], [1, 0], [1, 1], [0, 1]];

const facts = page();
const { texts, language, languages } = facts;
const announcer = new Announcer(readMark(sessionStorage.getItem(MARK)));
const chime = new Chime((playing) => { part("sound").hidden = playing; });

/** @type {import("./scene.js").Board | null} */
let board = null;
let drawn = "";
let steady = setTimeout(() => {}, 0);

/** @param {string} id */
function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {import("../js/live.js").State} state */
function take(state) {
  if (state.view.config_rev > facts.config_rev) location.reload();
  const now = Date.parse(state.now);
  board = state.view;
  announcer.see(state.view.calls, `${state.epoch}/${state.view.business_day}`, now);
  announce();
  draw();
}

function announce() {
  const call = announcer.next(performance.now());
  if (call === null) return;
  sessionStorage.setItem(MARK, JSON.stringify(announcer.mark));
  chime.play();
  flash();
  part("announced").textContent = fill(texts.announced, { label: call.label, desk: call.desk_name });
  draw();
}

/** Five times, once a second; who wants less motion gets a steady frame (standards 10). */
function flash() {
  const hero = part("hero");
  hero.classList.remove("hero--new");
  void hero.offsetWidth;
  hero.classList.add("hero--new");
  clearTimeout(steady);
  steady = setTimeout(() => hero.classList.remove("hero--new"), HOLD);
}

function draw() {
  if (board === null) return;
  const shown = announcer.shown(performance.now());
  const scene = scenery.sceneOf(board);
  const band = scene === "closed" ? "" : scenery.bandText(board, serverNow(), language, texts);
  const above = { band: band !== "", stale: !part("stale").hidden };
  const notices = scenery.noticesNow(board.notices, above, serverNow());
  const key = JSON.stringify([shown, board, above, notices, clock(serverNow(), language)]);
  if (key === drawn) return;
  drawn = key;
  const { hero, recent } = shown;
  part("board").dataset.scene = scene === "calls" && hero === null ? "empty" : scene;
  if (hero) drawHero(hero);
  part("recent").replaceChildren(...recent.slice(0, scenery.recentBeside(above, notices)).map(row));
  part("waiting").textContent = scenery.waitingText(board.waiting, language, texts);
  part("note").textContent = board.door === "open" || board.closing ? "" : texts.no_numbers;
  drawBand(band, board);
  drawNotices(notices);
  drawScene(scene, board);
}

/** @param {string} scene @param {import("./scene.js").Board} board */
function drawScene(scene, board) {
  const opening = scenery.openingText(board.opens_at, serverNow(), language, { ...texts, timezone: facts.timezone });
  const closed = scenery.closedTexts(board, opening, texts);
  const { title, why, text } = scene === "closed" ? closed : { title: texts.welcome, why: "", text: texts.no_calls };
  part("notice-title").textContent = title;
  part("notice-why").textContent = why;
  part("notice-why").hidden = why === "";
  part("notice-text").textContent = text;
}

/** @param {string} text @param {import("./scene.js").Board} board */
function drawBand(text, { closing }) {
  part("band").hidden = text === "";
  part("band").dataset.kind = closing ? "closing" : "away";
  if (part("band-text").textContent !== text) part("band-text").textContent = text;
}

/** The coordinator's words, as words only. @param {string[]} notices */
function drawNotices(notices) {
  part("notices").hidden = notices.length === 0;
  part("notices").dataset.size = scenery.sizeOf(notices);
  part("notices").replaceChildren(
    ...notices.map((text) => {
      const item = document.createElement("li");
      item.dir = "auto";
      item.textContent = text;
      return item;
    }),
  );
}

/** @param {Call} call */
function drawHero(call) {
  const { label, desk_name: desk, state } = call;
  const own = scenery.ownWords(call, texts.desks, language);
  part("hero").dataset.state = state;
  if (call.call_number !== announcer.mark.number) part("hero").classList.remove("hero--new");
  part("hero-number").textContent = label;
  part("hero-desk").textContent = desk;
  part("hero-own").textContent = own;
  part("hero-desk").dataset.length = scenery.lengthOf(desk);
  part("hero-own").lang = call.language;
  part("hero-own").dir = languages.find((/** @type {{code: string}} */ item) => item.code === call.language)?.rtl ? "rtl" : "ltr";
}

/** @param {Call} call */
function row({ label, desk_name: desk }) {
  const item = document.createElement("li");
  const number = document.createElement("bdi");
  const where = document.createElement("span");
  item.className = "recent__call";
  number.className = "number recent__number";
  number.dir = "ltr";
  number.textContent = label;
  where.className = "recent__desk";
  where.dataset.length = scenery.lengthOf(desk);
  where.textContent = desk;
  item.append(number, arrow(), where);
  return item;
}

function arrow() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "recent__arrow");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", part("recent").dataset.arrow ?? "");
  svg.append(use);
  return svg;
}

/** @param {import("../js/live.js").Freshness} freshness */
function drawFreshness({ fresh, since }) {
  part("board").dataset.fresh = String(fresh);
  part("live").textContent = fresh ? texts.live : texts.not_live;
  part("stale").hidden = fresh;
  part("stale-since").textContent = fill(texts.stale, { time: clock(since, language) });
  draw();
}

/** The picture moves a little every few minutes, so that it does not burn into the screen. */
function shift() {
  const [x, y] = SHIFTS[Math.floor(performance.now() / SHIFT_EVERY) % SHIFTS.length];
  part("board").style.setProperty("--shift-x", `${x}vmin`);
  part("board").style.setProperty("--shift-y", `${y}vmin`);
}

function everySecond() {
  part("clock").textContent = clock(serverNow(), language);
  announce();
  draw();
  shift();
}

for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => void chime.wake());
setInterval(everySecond, 1000);
everySecond();

connect({
  namespace: "/display",
  auth: { token: facts.token, location: facts.location.id },
  stateUrl: `/api/v1/locations/${facts.location.id}/board`,
  token: facts.token,
  onState: take,
  onFreshness: drawFreshness,
  onRefused: (code) => code === "unauthorised" && location.reload(),
  reportShown: true,
});
