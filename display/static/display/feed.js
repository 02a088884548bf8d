/** Keeps a phone's ticket up to date: by socket, and by asking while that is silent. */

import { send } from "../js/api.js";
import { listen } from "./wire.js";

/** @typedef {import("./ticket.js").Ticket} Ticket */
/** @typedef {{ticket: Ticket | null, at: Date, fresh: boolean, gone: boolean}} News
 * ticket null: nothing new, only its age; gone: the server knows the ticket no longer */
/** @typedef {{epoch: string, rev: number, now: string, view: Ticket}} State */
/** @typedef {{own: number, steady: number}} Moment by the clock that may jump, and by the one that may stand still
 * while a phone sleeps */

const PATIENCE_MS = 5000;
const SOONEST_S = 2;
/** After a question without an answer: a server that is away has no work by it, and one that is back is found soon. */
const AGAIN_MS = 1000;
/** Whatever is older than this may be wrong, and the page says so; a visit that is over hardly changes. */
const SILENCE_MS = 7000;
const OVER_S = 30;
/** While the socket beats, nobody asks. */
const BEATS_MS = 5000;
const TICK_MS = 500;

/** The server's clock minus ours, ms. */
let ahead = 0;

/** The time at the server, as far as it told us. */
export function serverNow() {
  return new Date(Date.now() + ahead);
}

/** Follow the ticket until the page is left.
 * @param {string} token
 * @param {State} state as it is now
 * @param {(news: News) => void} onNews */
export function follow(token, state, onNews) {
  let have = { epoch: state.epoch, rev: state.rev };
  let heard = here();
  /** @type {Moment | null} */
  let beat = null;
  let asked = here();
  let wait = state.view.poll_after;
  let stale = false;
  let asking = false;
  let unanswered = false;
  ahead = Date.parse(state.now) - Date.now();

  /** @param {Ticket | null} ticket */
  const tell = (ticket) => onNews({ ticket, at: new Date(heard.own + ahead), fresh: !stale, gone: false });

  /** @param {Ticket | null} ticket null: what is shown is still so
   * @param {Moment} [since] when it was so */
  function hear(ticket, since = here()) {
    if (age(since) < age(heard)) heard = since;
    const told = stale || ticket !== null;
    stale = false;
    if (ticket) wait = ticket.poll_after;
    if (told) tell(ticket);
  }

  function goStale() {
    if (!stale) {
      stale = true;
      tell(null);
    }
  }

  async function ask() {
    if (asking) return;
    asking = true;
    asked = here();
    const then = have;
    const answer = await send("GET", `/api/v1/tickets/${token}`, { timeout: PATIENCE_MS });
    asking = false;
    const away = unanswered || stale;
    unanswered = answer.status === 0 || answer.status >= 500;
    if (away && answer.ok && !beats()) wire.knock();
    if (answer.status === 404) onNews({ ticket: null, at: serverNow(), fresh: false, gone: true });
    else if (answer.ok) {
      // What the socket said meanwhile is newer than this answer.
      if (have === then) hear(answer.data, asked);
    } else if (age(heard) >= SILENCE_MS) goStale();
  }

  /** @param {"state" | "hb"} event
   * @param {import("./wire.js").Message} message */
  function onMessage(event, message) {
    const { epoch, rev, view } = message;
    ahead = Date.parse(message.now) - Date.now();
    const behind = epoch !== have.epoch || rev > have.rev;
    if (event === "state" && (behind || rev === have.rev)) {
      have = { epoch, rev };
      beat = here();
      hear(view);
    } else if (event === "hb" && behind) void ask();
    else if (event === "hb") {
      beat = here();
      hear(null);
    }
  }

  const beats = () => beat !== null && age(beat) < BEATS_MS;

  function tick() {
    const pause = unanswered ? AGAIN_MS : Math.max(SOONEST_S, wait) * 1000;
    if (!beats() && age(asked) >= pause) void ask();
    if (age(heard) >= SILENCE_MS && (beat !== null || wait <= OVER_S)) goStale();
  }

  setInterval(tick, TICK_MS);
  // A phone that was in a pocket has slept: its timers and its socket too.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    tick();
    void ask();
  });
  const url = `${location.origin.replace(/^http/, "ws")}/socket.io/`;
  const wire = listen({ url, token, open: (address) => new WebSocket(address), onMessage, onRefused: () => void ask() });
}

/** @returns {Moment} */
function here() {
  return { own: Date.now(), steady: performance.now() };
}

/** @param {Moment} since
 * @returns {number} ms, by whichever clock says more */
function age({ own, steady }) {
  return Math.max(Date.now() - own, performance.now() - steady);
}
