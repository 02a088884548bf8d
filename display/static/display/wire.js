/** A socket for one ticket: the few words of the Socket.IO protocol (version 5, over Engine.IO version 4 and websocket
 * alone) that a phone needs. The library of the other screens would be a fifth of all that a phone fetches. */

/** @typedef {{epoch: string, rev: number, now: string, view?: any}} Message */
/** @typedef {{url: string, token: string, open: (url: string) => WebSocket,
 *   onMessage: (event: "state" | "hb", message: Message) => void, onRefused: () => void}} Options
 * url: where the server listens, such as ws://host/socket.io/; onRefused: the server knows the ticket no longer */

const SPACE = "/ticket";
const QUERY = "?EIO=4&transport=websocket";
const SOONEST_MS = 500;
const LATEST_MS = 5000;
/** The server asks for a sign every 5 s and beats every 3; whatever is silent for longer is dead. */
const SILENCE_MS = 12000;

/** What the server says in one frame.
 * @param {string} frame
 * @returns {{kind: "hello" | "ping" | "unknown" | "closed" | "other"} | {kind: "event", name: string, message: Message}} */
export function read(frame) {
  if (frame[0] === "0") return { kind: "hello" };
  if (frame[0] === "2") return { kind: "ping" };
  if (frame[0] === "1" || frame.slice(0, 2) === "41") return { kind: "closed" };
  // Refused: for good when there is no such ticket, else for the moment.
  if (frame.slice(0, 2) === "44") return { kind: frame.indexOf("unknown_ticket") > 0 ? "unknown" : "closed" };
  const start = `42${SPACE},`;
  if (frame.slice(0, start.length) !== start) return { kind: "other" };
  const [name, message] = JSON.parse(frame.slice(start.length));
  return { kind: "event", name, message };
}

/** Stay connected until the page is left, and call back.
 * @param {Options} options
 * @returns {{knock: () => void}} begins anew, and soon: to be called when the server is known to be back and no
 *   socket speaks */
export function listen({ url, token, open, onMessage, onRefused }) {
  let pause = SOONEST_MS;
  let over = false;
  /** Gives up the socket that there is, or the pause before the next. */
  let giveUp = () => {};

  function later() {
    // Each a little later than the last, and no two phones at the same moment.
    const waiting = over ? 0 : setTimeout(connect, pause * (0.5 + Math.random()));
    pause = Math.min(LATEST_MS, pause * 2);
    giveUp = () => {
      clearTimeout(waiting);
      later();
    };
  }

  /** Some browsers hold that a page's own address has no sockets, and throw. */
  function opened() {
    try {
      return open(url + QUERY);
    } catch {
      later();
      return null;
    }
  }

  function connect() {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let watching;
    let ended = false;
    const made = opened();
    if (!made) return;
    const socket = made;

    function end() {
      clearTimeout(watching);
      if (ended) return;
      ended = true;
      socket.close();
      later();
    }

    function watch() {
      clearTimeout(watching);
      watching = setTimeout(end, SILENCE_MS);
    }

    /** @param {MessageEvent} event */
    function hear({ data }) {
      if (ended) return;
      watch();
      const said = read(String(data));
      if (said.kind === "hello") socket.send(`40${SPACE},${JSON.stringify({ token })}`);
      if (said.kind === "ping") socket.send("3");
      if (said.kind === "closed") end();
      if (said.kind === "unknown") {
        over = true;
        end();
        onRefused();
      }
      if (said.kind === "event" && (said.name === "state" || said.name === "hb")) {
        pause = SOONEST_MS;
        onMessage(said.name, said.message);
      }
    }

    watch();
    giveUp = end;
    socket.onmessage = hear;
    socket.onclose = end;
    socket.onerror = end;
  }

  function knock() {
    pause = SOONEST_MS;
    giveUp();
  }

  connect();
  return { knock };
}
