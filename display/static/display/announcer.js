/**
 * Decides which call the waiting room is told about, and when. Knows neither DOM nor sound nor socket.
 *
 * A call is announced because the state holds it, never because an event came: its number is higher than any
 * announced number of the same business day, it is younger than a minute, and its visitor is not there yet. So a
 * reload, a reconnect or a push that was lost can neither repeat a call nor lose one.
 *
 * @typedef {{label: string, desk: string, desk_name: string, call_number: number, called_at: string,
 *   language: string, state: string}} Call one call of the board, as in `BoardView.calls`
 * @typedef {{series: string, number: number}} Mark the highest announced number of a series of numbers
 */

/** How long a call stays the loudest at least, in milliseconds. */
export const HOLD = 8_000;

/** A call older than this is shown and not announced, in milliseconds. */
export const FRESH = 60_000;

const RECENT = 4;

export class Announcer {
  /** @param {Mark | null} mark what this screen remembers from before a reload */
  constructor(mark = null) {
    /** @type {Mark} */
    this.mark = mark ?? { series: "", number: 0 };
    /** @type {Call[]} all calls on the board, newest first */
    this.calls = [];
    /** @type {Call[]} calls to announce, oldest first */
    this.queue = [];
    /** @type {Call | null} the call that was announced last */
    this.current = null;
    this.heldUntil = -Infinity;
  }

  /**
   * Take over the board as it is.
   *
   * @param {Call[]} calls newest first
   * @param {string} series what the numbers count in: epoch and business day
   * @param {number} now the server's clock when it made this state, in milliseconds since 1970
   */
  see(calls, series, now) {
    if (series !== this.mark.series) this.#begin(series);
    const known = new Set(this.queue.map((call) => call.call_number));
    this.calls = calls;
    this.current = calls.find((call) => call.call_number === this.current?.call_number) ?? this.#recalled(calls);
    this.queue = calls
      .filter((call) => call.call_number > this.mark.number && call.state === "called")
      .filter((call) => known.has(call.call_number) || now - Date.parse(call.called_at) < FRESH)
      .sort((a, b) => a.call_number - b.call_number);
  }

  /**
   * The call to announce now, or null. Whoever gets it has announced it: it is never handed out again.
   *
   * @param {number} at a clock that never jumps, in milliseconds
   * @returns {Call | null}
   */
  next(at) {
    const call = this.queue[0];
    if (call === undefined || this.#holds(at)) return null;
    this.queue = this.queue.slice(1);
    this.current = call;
    this.heldUntil = at + HOLD;
    this.mark = { series: this.mark.series, number: call.call_number };
    return call;
  }

  /**
   * What to show: one call large, the newest others small. A call that waits to be announced stands among those
   * already, so that nobody's number is ever held back.
   *
   * @param {number} at a clock that never jumps, in milliseconds
   * @returns {{hero: Call | null, recent: Call[]}}
   */
  shown(at) {
    const hero = (this.#holds(at) ? this.current : this.calls[0]) ?? null;
    const recent = this.calls.filter((call) => call.label !== hero?.label).slice(0, RECENT);
    return { hero, recent };
  }

  /** Whether the call that was announced last is still to be the large one. @param {number} at */
  #holds(at) {
    return this.current !== null && at < this.heldUntil;
  }

  /** The large call stays as it is while its recall waits; it goes when its visitor went back to the line. @param {Call[]} calls */
  #recalled(calls) {
    return calls.some((call) => call.label === this.current?.label) ? this.current : null;
  }

  /** @param {string} series */
  #begin(series) {
    this.mark = { series, number: 0 };
    this.queue = [];
    this.current = null;
    this.heldUntil = -Infinity;
  }
}

/**
 * What was kept before a reload; null for anything that is not a mark.
 *
 * @param {string | null} text
 * @returns {Mark | null}
 */
export function readMark(text) {
  try {
    const mark = JSON.parse(text ?? "null");
    const right = typeof mark?.series === "string" && Number.isSafeInteger(mark.number);
    return right ? { series: mark.series, number: mark.number } : null;
  } catch {
    return null;
  }
}
