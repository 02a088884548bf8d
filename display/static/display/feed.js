/** Keeps a phone's ticket up to date: by socket, and by asking when that fails. */

import { send } from "../js/api.js";
import { connect, serverNow } from "../js/live.js";

/** @typedef {import("./ticket.js").Ticket} Ticket */
/** @typedef {{ticket: Ticket | null, at: Date, fresh: boolean}} News ticket null: nothing new, only its age */

const PATIENCE_MS = 6000;
const SOONEST_S = 2;

/** Follow the ticket until the page is left.
 * @param {string} token
 * @param {Ticket} ticket as it is now
 * @param {(news: News) => void} onNews */
export function follow(token, ticket, onNews) {
  let pushed = false;
  let heard = serverNow();
  let wait = ticket.poll_after;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  async function ask() {
    clearTimeout(timer);
    if (pushed) return;
    const answer = await send("GET", `/api/v1/tickets/${token}`, { timeout: PATIENCE_MS });
    if (pushed) return;
    if (answer.ok) {
      heard = serverNow();
      wait = answer.data.poll_after;
    }
    onNews({ ticket: answer.data, at: heard, fresh: answer.ok });
    timer = setTimeout(ask, Math.max(SOONEST_S, wait) * 1000);
  }

  connect({
    namespace: "/ticket",
    auth: { token },
    onState: ({ view }) => {
      pushed = true;
      heard = serverNow();
      onNews({ ticket: view, at: heard, fresh: true });
    },
    onFreshness: ({ fresh, since }) => {
      pushed = fresh;
      if (fresh) return;
      heard = since;
      void ask();
    },
  });
  // A phone that was in a pocket has slept: its timers and its socket too.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    pushed = false;
    void ask();
  });
}
