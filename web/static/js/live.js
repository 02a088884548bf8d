/** Keeps a screen at the newest state. The only file that touches the socket; what to do is decided in revision.js. */

import { send } from "./api.js";
import { begin, replaces, step } from "./revision.js";
import { vitals } from "./vitals.js";

/** @typedef {{epoch: string, rev: number, now: string, view: any}} State */
/** @typedef {{
 *   connected: boolean,
 *   on: (event: string, listener: (message: any) => void) => void,
 *   emit: (event: string, message: unknown) => void,
 *   connect: () => Socket,
 *   disconnect: () => Socket,
 * }} Socket */
/** @typedef {{fresh: boolean, since: Date}} Freshness since when it is so; when stale, the last sign of life */
/**
 * @typedef {object} Options
 * @property {string} namespace such as /display
 * @property {Record<string, string>} auth payload of CONNECT
 * @property {string} [stateUrl] answers the same State by GET; without it the caller looks after silence itself
 * @property {string} [token] bearer for stateUrl
 * @property {(state: State) => void} onState the whole state, newer than or equal to the last
 * @property {(freshness: Freshness) => void} [onFreshness]
 * @property {(code: string) => void} [onRefused] the server let us not in, with its reason
 * @property {boolean} [reportShown] tell the server every 5 s which revision is shown, and how the machine is
 * @property {() => Record<string, unknown>} [more] what else is told with it
 */

// Not a static import: a screen whose socket library did not arrive still works by asking.
const LIBRARY = new URL("../vendor/socket.io.esm.min.js", import.meta.url).href;
const TICK_MS = 500;
const SHOWN_MS = 5000;
const ASK_PATIENCE_MS = 3500;

/** Server's wall clock minus our monotonic clock, ms. */
let ahead = Date.now() - performance.now();
let heardOf = false;

/** The time at the server, as far as it told us; does not jump with this machine's clock. */
export function serverNow() {
  return new Date(ahead + performance.now());
}

/** Before the server was heard: its time as somebody remembers it. Once it was heard this changes nothing.
 * @param {number} now ms */
export function assumeServerNow(now) {
  if (!heardOf) ahead = now - performance.now();
}

/** Connect, and call back until the page is left.
 * @param {Options} options
 * @returns {{close: () => void}} */
export function connect(options) {
  let memory = begin(performance.now());
  /** @type {State | null} */
  let latest = null;
  /** @type {Socket | null} */
  let socket = null;
  let closed = false;

  const actions = {
    show: () => latest && options.onState(latest),
    ask: () => void ask(),
    reconnect: () => void socket?.disconnect().connect(),
    fresh: () => options.onFreshness?.({ fresh: true, since: serverNow() }),
    stale: () => options.onFreshness?.({ fresh: false, since: new Date(ahead + memory.heard) }),
  };

  /** @param {"state" | "beat" | "answer"} kind
   * @param {State} message */
  function hear(kind, message) {
    ahead = Date.parse(message.now) - performance.now();
    heardOf = true;
    const { epoch, rev } = message;
    if (kind !== "beat" && replaces(memory.have, message)) latest = message;
    take({ kind, epoch, rev, at: performance.now() });
  }

  /** @param {import("./revision.js").Event} event */
  function take(event) {
    if (closed) return;
    const result = step(memory, event);
    memory = result.memory;
    for (const action of result.actions) actions[action]();
  }

  async function ask() {
    if (!options.stateUrl) return;
    const answer = await send("GET", options.stateUrl, { token: options.token, timeout: ASK_PATIENCE_MS });
    if (answer.ok && answer.data) hear("answer", answer.data);
    else take({ kind: "failed", at: performance.now() });
  }

  void open(options, hear).then((opened) => {
    socket = opened;
    if (closed) socket?.disconnect();
  });
  const ticking = setInterval(() => take({ kind: "tick", at: performance.now() }), TICK_MS);
  const reporting = setInterval(() => {
    if (options.reportShown && socket?.connected && memory.have) socket.emit("shown", { rev: memory.have.rev, ...vitals(), ...options.more?.() });
  }, SHOWN_MS);
  return {
    close() {
      closed = true;
      clearInterval(ticking);
      clearInterval(reporting);
      socket?.disconnect();
    },
  };
}

/** @param {Options} options
 * @param {(kind: "state" | "beat", message: State) => void} hear
 * @returns {Promise<Socket | null>} null when the library did not arrive */
async function open(options, hear) {
  const library = await import(LIBRARY).catch(() => null);
  if (!library) return null;
  /** @type {Socket} */
  const socket = library.io(options.namespace, {
    transports: ["websocket"],
    auth: options.auth,
    timeout: 7000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 4000,
  });
  socket.on("state", (message) => hear("state", message));
  socket.on("hb", (message) => hear("beat", message));
  // Whom the server sends away is told why only when it knocks again; the library would not.
  socket.on("disconnect", (reason) => reason === "io server disconnect" && socket.connect());
  socket.on("connect_error", (error) => {
    if (error?.data?.code) options.onRefused?.(error.data.code);
  });
  return socket;
}
