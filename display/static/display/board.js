/** The board: draws the calls, tells of new ones one after the other, and says when it is out of date. */
import { connect, serverNow } from "../js/live.js";
import { page } from "../js/page.js";
import { isDue, isOutdated } from "../js/reload.js";
import { clock, fill } from "../js/words.js";
import { Announcer, readMark } from "./announcer.js";
import { pictureNow } from "./beside.js";
import { drawNotices, drawPicture } from "./beside_face.js";
import { drawHero, drawRecent, drawSign, part } from "./calls_face.js";
import { sizes } from "./fit.js";
import * as scenery from "./scene.js";
import { drawBand, drawScene, drawWaiting } from "./scene_face.js";
import { announce } from "./sequence.js";
import { callsFor, clipsOf, isQuiet, ownDesks, signOf, soundOf } from "./setting.js";
import { Speaker } from "./speaker.js";

/** @typedef {import("./announcer.js").Call} Call */
/** @typedef {import("./scene.js").Board & {pictures: import("./beside.js").Picture[]}} Board */

const MARK = "inloop.announced";
const SHIFT_EVERY = 180_000;
const SHIFTS = [[0, 0], [1, 0], [1, 1], [0, 1]];
const AHEAD = 3;
const CHIME_MS = 1_000;

const facts = page();
const { texts, language, desks, device } = facts;
/** @type {import("./setting.js").Setting} */
const setting = device.display;
const signed = setting.layout === "sign" ? desks.find((/** @type {{id: string}} */ desk) => desk.id === ownDesks(setting, desks)[0]) : undefined;
const layout = setting.layout === "sign" && !signed ? "auto" : setting.layout;
const announcer = new Announcer(readMark(sessionStorage.getItem(MARK)));
const speaker = new Speaker(setting.volume / 100, drawSound);
const world = {
  audible: () => sound() === "on",
  chime: /** @type {import("./speaker.js").Clip | null} */ (null),
  load: (/** @type {string} */ url) => speaker.load(url),
  play: (/** @type {any} */ clip) => speaker.play(clip),
  stop: () => speaker.stop(),
  played: () => speaker.context.currentTime * 1000,
  sleep: (/** @type {number} */ ms) => new Promise((/** @type {(value: void) => void} */ resolve) => { setTimeout(resolve, ms); }),
  now: () => performance.now(),
  waiting: () => announcer.queue.length,
};

/** @type {Board | null} */
let board = null;
let drawn = "";
let outdated = false;
let leaving = false;

const sound = () => soundOf(speaker.allowed, isQuiet(setting, clock(serverNow(), language)));

/** @param {import("../js/live.js").State} state */
function take(state) {
  outdated = isOutdated(state, facts);
  const calls = callsFor(state.view.calls, setting, desks);
  board = { ...state.view, calls };
  announcer.see(calls, `${state.epoch}/${state.view.business_day}`, Date.parse(state.now));
  void tellNext();
  draw();
}

/** One call after the other; in between is the moment to load the page anew. */
async function tellNext() {
  if (leaving) return;
  if ((outdated || isDue(facts.again_at, serverNow())) && !announcer.busy && part("stale").hidden) return leave();
  const call = announcer.next();
  sessionStorage.setItem(MARK, JSON.stringify(announcer.mark));
  if (call === null) return;
  draw();
  flash();
  part("announced").textContent = fill(texts.announced, { label: call.label, desk: call.desk_name });
  if (world.audible()) await prepare();
  await announce(clipsOf(call, setting, facts), world).catch(() => {});
  announcer.done();
  part("board").classList.remove("board--new");
  void tellNext();
  draw();
}

/** Load the page anew, once: a second time would cut the first one short. */
function leave() {
  leaving = true;
  location.reload();
}

/** Have the chime, and ask already for what is said next. */
async function prepare() {
  for (const later of announcer.queue.slice(0, AHEAD)) clipsOf(later, setting, facts).forEach(world.load);
  const chime = speaker.load(part("board").dataset.chime ?? "");
  world.chime = await Promise.race([chime, world.sleep(CHIME_MS).then(() => null)]);
}

/** Five times, once a second; who wants less motion gets a steady frame (standards 10). */
function flash() {
  const { classList } = part("board");
  classList.remove("board--new");
  void part("board").offsetWidth;
  classList.add("board--new");
}

function draw() {
  if (board === null) return;
  const shown = announcer.shown();
  const scene = scenery.sceneOf(board);
  const band = scene === "closed" ? "" : scenery.bandText(board, serverNow(), language, texts);
  const above = { band: band !== "", stale: !part("stale").hidden };
  const notices = scenery.noticesNow(board.notices, above, serverNow());
  const { shown: picture, next } = layout === "split" ? pictureNow(board.pictures, serverNow()) : { shown: null, next: null };
  const key = JSON.stringify([shown, board, above, notices, picture, clock(serverNow(), language), innerWidth, innerHeight]);
  if (key === drawn) return;
  drawn = key;
  const { hero, recent } = shown;
  const { dataset } = part("board");
  dataset.scene = scene === "closed" ? scene : signed ? "sign" : scene === "calls" && hero === null ? "empty" : scene;
  dataset.beside = String(layout === "split" && (picture !== null || notices.length > 0));
  if (hero) drawHero(hero);
  if (signed) drawSign(signOf(board.calls), signed);
  drawRecent(recent.slice(0, recentOf(above, notices)));
  drawWaiting(board);
  part("note").textContent = board.door === "open" || board.closing ? "" : texts.no_numbers;
  drawBand(band, board);
  drawNotices(notices);
  drawScene(scene, board);
  drawPicture(picture, next);
  fit(hero, above.band || above.stale || (layout === "auto" && notices.length > 0));
}

/** @param {{band: boolean, stale: boolean}} above @param {string[]} notices */
function recentOf(above, notices) {
  if (part("board").dataset.beside !== "true" || innerWidth < innerHeight) return scenery.recentBeside(above, notices);
  return above.band || above.stale ? 1 : 2;
}

/** @param {Call | null} hero @param {boolean} crowded */
function fit(hero, crowded) {
  const name = hero?.desk_name ?? "";
  const call = { label: hero?.label ?? "", desk: name, length: scenery.lengthOf(name) };
  const { number, row } = sizes({ width: innerWidth, height: innerHeight }, device, layout, call, crowded);
  part("board").style.setProperty("--number", String(number));
  part("board").style.setProperty("--row", String(row));
}

function drawSound() {
  part("sound").hidden = sound() !== "off";
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
  void tellNext();
  draw();
  drawSound();
  shift();
}

part("board").dataset.layout = layout;
for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => void speaker.wake());
addEventListener("resize", draw);
setInterval(everySecond, 1000);
everySecond();

connect({
  namespace: "/display",
  auth: { token: facts.token, location: facts.location.id },
  stateUrl: `/api/v1/locations/${facts.location.id}/board`,
  token: facts.token,
  onState: take,
  onFreshness: drawFreshness,
  onRefused: (code) => code === "unauthorised" && leave(),
  reportShown: true,
  more: () => ({ sound: sound() }),
});
