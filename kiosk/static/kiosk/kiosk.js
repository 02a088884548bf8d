/** The kiosk: binds presses, the server and the passing of time to the flow, and draws what comes of it. */

import { newKey, send } from "../js/api.js";
import { connect, serverNow } from "../js/live.js";
import { page } from "../js/page.js";
import { reload } from "../js/reload.js";
import { draw } from "./face.js";
import { begin, isUntouched, next, secondsLeft } from "./flow.js";
import { element } from "./node.js";
import { awayText, noticeOf } from "./notice.js";
import { askEvery, isOpen } from "./paper.js";
import { pagesOf, screenOf } from "./screen.js";

/** @typedef {import("../js/page.js").Page & {preset: boolean, printers: boolean}} KioskPage */

const TICK_MS = 200;
const PATIENCE_MS = 5000;
const PAPER_PATIENCE_MS = 1000;

const data = /** @type {KioskPage} */ (page());
const here = `/api/v1/locations/${data.location.id}`;
const types = new Map(data.question_types.map((type) => [type.id, type]));
/** @type {import("./screen.js").World} */
let world = { view: null, fresh: null };
let flow = begin(data.language, data.preset, performance.now());
/** When to ask how far the paper is; never while an answer is still to come. */
let askPaperAt = 0;

/** @param {import("./flow.js").Event} event */
function handle(event) {
  const before = flow.attempt;
  flow = next(flow, event);
  if (flow.attempt > before) void ask(flow);
  show();
}

/** Ask for the number of the question that was pressed.
 * @param {import("./flow.js").Flow} pressed */
async function ask({ key, chosen, language }) {
  if (key === null) return;
  const body = { question_type: chosen, language, printed: true };
  const answer = await send("POST", `${here}/tickets`, { body, token: data.token, key, timeout: PATIENCE_MS });
  const at = performance.now();
  if (answer.ok) handle({ kind: "issued", key, ticket: answer.data, printers: data.printers, at });
  else if (answer.status === 0 || answer.status === 429 || answer.status >= 500) handle({ kind: "unanswered", key, at });
  else handle({ kind: "refused", key, code: answer.problem?.code ?? "unknown", at });
}

/** Ask how far the paper of the number on the screen is.
 * @param {number} at */
async function askPaper(at) {
  const { step, ticket, paper } = flow;
  if (step !== "ticket" || !paper || !isOpen(paper) || at < askPaperAt) return;
  askPaperAt = Infinity;
  const answer = await send("GET", `/api/v1/tickets/${ticket.token}/paper`, { timeout: PAPER_PATIENCE_MS });
  askPaperAt = at + askEvery(paper, at);
  handle({ kind: "paper", token: ticket.token, state: answer.data?.state ?? null, at: performance.now() });
}

/** The passing of time. */
function tick() {
  const at = performance.now();
  handle({ kind: "tick", at });
  void askPaper(at);
}

function show() {
  const at = performance.now();
  const screen = screenOf(flow, world, at);
  const texts = data.texts[flow.language];
  const now = serverNow();
  const language = data.languages.find(({ code }) => code === flow.language);
  const offered = (world.view?.question_types ?? []).filter((id) => types.has(id));
  const pages = pagesOf(offered);
  const untouched = isUntouched(flow);
  draw(
    {
      screen,
      flow,
      notice: noticeOf(screen, texts, flow.language, { opensAt: world.view?.opens_at ?? null, closing: world.view?.closing ?? null, now }),
      away: awayText(world.view?.away_until ?? null, now, texts, flow.language),
      tiles: pages[flow.page % pages.length].flatMap((id) => types.get(id) ?? []),
      pages: pages.length,
      waiting: world.view?.open && world.fresh ? world.view.waiting : null,
      secondsLeft: secondsLeft(flow, at),
      canGoBack: next(flow, { kind: "back", at }).step !== flow.step || flow.asked || flow.page > 0 || flow.refusal !== null,
      canRestart: !untouched && (flow.step !== "issuing" || screen === "slow"),
      question: types.get(flow.ticket?.question_type ?? ""),
      languageName: language?.name ?? "",
      rtl: language?.rtl ?? false,
    },
    texts,
  );
}

/** @param {Event} event */
function press(event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-press]"));
  const at = performance.now();
  const { press: kind = "touch", language = "", id = "" } = button?.dataset ?? {};
  if (kind === "language") handle({ kind, language, at });
  else if (kind === "choose") handle({ kind, id, key: newKey(), at });
  else handle({ kind: /** @type {"back"} */ (kind), at });
}

/** @param {import("../js/live.js").State} state */
function take({ epoch, view }) {
  world = { ...world, view };
  const outdated = epoch !== data.epoch || view.config_rev !== data.config_rev;
  if (outdated && isUntouched(flow)) reload();
  show();
}

document.addEventListener("click", press);
document.addEventListener("keydown", () => handle({ kind: "touch", at: performance.now() }));
document.addEventListener("contextmenu", (event) => event.preventDefault());
element("warning").addEventListener("cancel", () => handle({ kind: "touch", at: performance.now() }));
setInterval(tick, TICK_MS);
connect({
  namespace: "/kiosk",
  auth: { token: data.token ?? "", location: data.location.id },
  stateUrl: `${here}/kiosk`,
  token: data.token,
  onState: take,
  onFreshness: ({ fresh }) => {
    world = { ...world, fresh };
    show();
  },
  onRefused: (code) => code === "unauthorised" && reload(),
  reportShown: true,
});
show();
