/** Carries a visitor's wish for help to the server, in order, and what the server says of it back. */

import { send } from "../js/api.js";
import { isCalled } from "./help.js";

/** @typedef {import("./help.js").Help} Help */
/** @typedef {{base: string, token: string | undefined, device: unknown,
 *   handle: (event: import("./help.js").HelpEvent) => void}} Line base: address of the location's API */

const PATIENCE_MS = 4000;
/** A call that nobody here remembers is ended, and not more often than this. */
const FORGOTTEN_MS = 5000;

/** @param {Line} line
 * @returns {{follow: (before: Help, after: Help, language: string) => void,
 *   hear: (help: Help, assistance: import("./screen.js").Assistance[] | undefined) => void}} */
export function assistance({ base, token, device, handle }) {
  let queue = Promise.resolve();
  let endedAt = -Infinity;

  /** @param {string} language */
  async function call(language) {
    const answer = await send("POST", `${base}/assistance`, { body: { language }, token, timeout: PATIENCE_MS });
    const { state = null, by = null } = answer.data ?? {};
    handle({ kind: "answered-help", state: answer.ok ? (state ?? "asked") : null, by, at: performance.now() });
  }

  async function end() {
    await send("POST", `${base}/assistance/end`, { body: {}, token, timeout: PATIENCE_MS });
  }

  return {
    follow(before, after, language) {
      const asks = after.call === "asking" && before.call !== "asking";
      // What was refused is no call; one whose answer was lost is found in the view, and ended then.
      const ends = isCalled(before) && after.call === "none";
      if (ends) endedAt = performance.now();
      if (asks) queue = queue.then(() => call(language));
      if (ends) queue = queue.then(end);
    },
    hear(help, calls = []) {
      const own = calls.find((entry) => entry.device === device);
      const at = performance.now();
      handle({ kind: "assistance", state: own?.state ?? null, by: own?.by ?? null, at });
      if (!own || isCalled(help) || at - endedAt < FORGOTTEN_MS) return;
      endedAt = at;
      queue = queue.then(end);
    },
  };
}
