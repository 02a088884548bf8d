/**
 * The shapes that the console works with; they mirror `QueueView` and its parts. Only types, no code.
 *
 * @typedef {"waiting" | "called" | "in_conversation" | "on_hold" | "done" | "no_show" | "left" | "abandoned"} State
 * @typedef {{id: number, label: string, state: State, question_type: string, language: string,
 *   issued_at: string, called_at: string | null, started_at: string | null, desk: string | null,
 *   guide: string | null, rev: number, reason?: string | null}} Ticket
 * @typedef {{id: string, name: string, guide: string | null, state: string}} Desk
 * @typedef {{id: number, name: string, kind: string, online: boolean, shown_rev: number | null}} Device
 * @typedef {{waiting: number, issued: number, done: number, no_show: number, left: number,
 *   abandoned: number}} Counts
 * @typedef {{location: string, open: boolean, door: string, opens_at: string | null, closes_at: string | null,
 *   waiting: Ticket[], called: Ticket[], in_conversation: Ticket[], on_hold: Ticket[], desks: Desk[],
 *   devices: Device[], counts: Counts, config_rev: number}} View
 * @typedef {{epoch: string, rev: number, now: string, view: View}} QueueState
 * @typedef {{id: string, letter: string, icon: string, colour: string, target_minutes: number, name: string}} Question
 * @typedef {"call-next" | "start" | "recall" | "return" | "no-show" | "finish"} Action
 */
export {};
