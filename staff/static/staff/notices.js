/**
 * What everybody must be told without asking: somebody waits too long, and nobody is free to help. No DOM; the clock is handed in.
 *
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").Question} Question
 */

export class Notices {
  /** @param {number} patience how long it must last before the console says so, in seconds */
  constructor(patience) {
    this.patience = patience;
    /** @type {number | null} since when no guide is free, in milliseconds */
    this.busySince = null;
  }

  /**
   * Who waits longer than was promised, longest first; nobody while a guide is free.
   *
   * @param {View} view @param {Map<string, Question>} questions @param {Date} now
   * @returns {{label: string, target: number}[]}
   */
  late(view, questions, now) {
    const at = now.getTime();
    const free = view.desks.some((desk) => desk.state === "available");
    this.busySince = free ? null : (this.busySince ?? at);
    if (this.busySince === null || at - this.busySince < this.patience * 1000) return [];
    return view.waiting
      .filter((ticket) => ticket.reason !== "later")
      .map((ticket) => ({ ticket, target: questions.get(ticket.question_type)?.target_minutes ?? Infinity }))
      .filter(({ ticket, target }) => at - Date.parse(ticket.issued_at) >= target * 60_000 + this.patience * 1000)
      .sort((a, b) => a.ticket.issued_at.localeCompare(b.ticket.issued_at))
      .map(({ ticket, target }) => ({ label: ticket.label, target }));
  }
}
