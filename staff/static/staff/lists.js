/**
 * What is not in the view and fetched only while somebody looks at it: all who wait, who is closed, the guides. No DOM.
 *
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").Guide} Guide
 * @typedef {{ok: boolean, data: any}} Answer
 */

/** @type {Record<string, string>} which list a sheet or view needs */
const NEEDS = { line: "line", merge: "line", closed: "closed", overview: "guides" };

/** Lists of visitors: true for a moment only. */
const FLEETING = ["line", "closed"];

export class Lists {
  /** @param {string} location @param {(url: string) => Promise<Answer>} get */
  constructor(location, get) {
    this.base = `/api/v1/locations/${location}/`;
    this.get = get;
    /** @type {Record<string, {rev: number, data: any}>} */
    this.known = {};
    this.under = "";
    /** @type {string | null} the list that did not come */
    this.failed = null;
  }

  /** @returns {Ticket[] | null} null: not fetched yet */
  get waiting() {
    return this.known.line?.data.waiting ?? null;
  }

  /** @returns {Ticket[] | null} */
  get closed() {
    return this.known.closed?.data.closed ?? null;
  }

  /** @returns {Guide[] | null} */
  get guides() {
    return this.known.guides?.data ?? null;
  }

  /** The newest that is known of somebody. @param {number} id @returns {Ticket | null} */
  find(id) {
    const rows = [...(this.waiting ?? []), ...(this.closed ?? [])].filter((ticket) => ticket.id === id);
    return rows.sort((a, b) => b.rev - a.rev)[0] ?? null;
  }

  /** What is known may have changed by what was done here. */
  forget() {
    for (const list of Object.values(this.known)) list.rev = -1;
  }

  /**
   * Fetch what a sheet or view needs, when something newer is there, and forget visitors whom nobody looks at any more.
   *
   * @param {string} kind @param {number} rev the newest revision
   * @returns {Promise<boolean>} whether there is something new to show
   */
  async fetch(kind, rev) {
    const name = NEEDS[kind];
    for (const other of FLEETING) if (other !== name) delete this.known[other];
    if (!name || this.under === name || this.known[name]?.rev === rev) return false;
    this.under = name;
    const answer = await this.get(this.base + name);
    this.under = "";
    this.failed = answer.ok ? null : name;
    this.known[name] = { rev, data: answer.ok ? answer.data : (this.known[name]?.data ?? {}) };
    return true;
  }
}
