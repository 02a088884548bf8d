/**
 * Decides which call the waiting room is told about, and when. Knows neither DOM nor sound nor socket.
 *
 * A call is announced because the state holds it, never because an event came: its number is higher than any
 * announced number of the same business day, it is younger than a minute, and its visitor is not there yet. So a
 * reload, a reconnect or a push that was lost can neither repeat a call nor lose one. A call that waits behind
 * others is kept in mind, also over a reload, however long they take.
 *
 * @typedef {{label: string, desk: string, desk_name: string, call_number: number, called_at: string,
 *   language: string, state: string}} Call one call of the board, as in `BoardView.calls`
 * @typedef {{series: string, number: number, pending: number[]}} Mark the highest announced number of a series of
 *   numbers, and those that were seen and wait for their turn
 */

/** A call older than this is shown and not announced, in milliseconds. */
export const FRESH = 60_000;

const RECENT = 4;

export class Announcer {
  /** @param {Mark | null} mark what this screen remembers from before a reload */
  constructor(mark = null) {
    this.series = mark?.series ?? "";
    this.number = mark?.number ?? 0;
    /** @type {Set<number>} numbers that were seen in time and wait for their turn */
    this.pending = new Set(mark?.pending);
    /** @type {Call[]} all calls on the board, newest first */
    this.calls = [];
    /** @type {Call[]} calls to announce, oldest first */
    this.queue = [];
    /** @type {Call | null} the call that is being announced; null too when it was taken back meanwhile */
    this.current = null;
    this.busy = false;
  }

  /** What has to outlive a reload. @returns {Mark} */
  get mark() {
    return { series: this.series, number: this.number, pending: [...this.pending] };
  }

  /**
   * Take over the board as it is.
   *
   * @param {Call[]} calls newest first
   * @param {string} series what the numbers count in: epoch and business day
   * @param {number} now the server's clock when it made this state, in milliseconds since 1970
   */
  see(calls, series, now) {
    if (series !== this.series) this.#begin(series);
    this.calls = calls;
    this.current = calls.find((call) => call.call_number === this.current?.call_number) ?? this.#recalled(calls);
    this.queue = calls
      .filter((call) => call.call_number > this.number && call.state === "called")
      .filter((call) => this.pending.has(call.call_number) || now - Date.parse(call.called_at) < FRESH)
      .sort((a, b) => a.call_number - b.call_number);
    this.pending = new Set(this.queue.map((call) => call.call_number));
  }

  /**
   * The call to announce now, or null while another is being announced. Whoever gets it announces it, and says
   * `done` afterwards: it is never handed out again.
   *
   * @returns {Call | null}
   */
  next() {
    const call = this.queue[0];
    if (call === undefined || this.busy) return null;
    this.queue = this.queue.slice(1);
    this.pending.delete(call.call_number);
    this.current = call;
    this.busy = true;
    this.number = call.call_number;
    return call;
  }

  /** The announcement has come to its end. */
  done() {
    this.busy = false;
  }

  /**
   * What to show: one call large, the newest others small. A call that waits to be announced stands among those
   * already, so that nobody's number is ever held back.
   *
   * @returns {{hero: Call | null, recent: Call[]}}
   */
  shown() {
    const hero = (this.busy ? this.current : null) ?? this.calls[0] ?? null;
    const recent = this.calls.filter((call) => call.label !== hero?.label).slice(0, RECENT);
    return { hero, recent };
  }

  /** The large call stays as it is while its recall waits; it goes when its visitor went back to the line. @param {Call[]} calls */
  #recalled(calls) {
    return calls.some((call) => call.label === this.current?.label) ? this.current : null;
  }

  /** @param {string} series */
  #begin(series) {
    this.series = series;
    this.number = 0;
    this.pending.clear();
    this.queue = [];
    this.current = null;
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
    const { series, number, pending = [] } = mark ?? {};
    const right = typeof series === "string" && Number.isSafeInteger(number) && Array.isArray(pending) && pending.every(Number.isSafeInteger);
    return right ? { series, number, pending } : null;
  } catch {
    return null;
  }
}
