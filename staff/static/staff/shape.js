/**
 * The shapes that the console works with; they mirror `QueueView` and its parts. Only types, no code.
 *
 * @typedef {"waiting" | "called" | "in_conversation" | "on_hold" | "done" | "no_show" | "left" | "abandoned"} State
 * @typedef {{id: number, label: string, state: State, question_type: string, language: string,
 *   issued_at: string, called_at: string | null, started_at: string | null, closed_at?: string | null, desk: string | null,
 *   guide: string | null, rev: number, reason?: string | null, used?: number, most?: number, service?: number,
 *   priority?: number, for_guide?: string, for_desk?: string, later_until?: string | null, held_until?: string | null,
 *   ahead?: number | null, recalls?: number, announced_at?: string | null, merged_into?: string, offline?: boolean, fetch?: boolean}} Ticket
 * @typedef {{ticket: number, label: string, reason: string, used?: number, most?: number}} Next
 * @typedef {{id: string, name: string, guide: string | null, state: string, since?: string | null, why?: string | null,
 *   languages?: string[], next?: Next | null}} Desk
 * @typedef {{id: number, name: string, kind: string, online: boolean, shown_rev: number | null,
 *   battery?: number, charging?: boolean, secure?: boolean, undelivered?: number, sound?: string}} Device battery in per cent; what it did not tell is not there
 * @typedef {{waiting: number, issued: number, done: number, no_show: number, left: number,
 *   abandoned: number}} Counts
 * @typedef {{ticket: number, kind: string, text: string, by: string, at: string}} Note
 * @typedef {{guide: string, desk: string | null, desk_name: string | null, since: string, coming?: string | null}} Help
 * @typedef {{id: number, device: number, name: string, language: string, since: string, coming?: string | null}} Assistance
 * @typedef {{id: string, name: string, state: "ok" | "away" | "unknown", why?: string | null,
 *   since?: string | null, low?: boolean}} Printer
 * @typedef {{job: number, printer: string, ticket: number, label: string}} Doubt a paper of which nobody knows whether it came out
 * @typedef {{location: string, open: boolean, door: string, opens_at: string | null, closes_at: string | null,
 *   waiting: Ticket[], called: Ticket[], in_conversation: Ticket[], on_hold: Ticket[], desks: Desk[],
 *   devices: Device[], counts: Counts, config_rev: number, more?: number, more_on_hold?: number,
 *   questions?: {id: string, waiting: number, longest: string | null}[], notes?: Note[], help?: Help[], assistance?: Assistance[],
 *   closing?: {reason: string, helping: boolean, until: string | null} | null, away_until?: string | null,
 *   messages?: {id: number, text: string, until: string | null}[], paper?: {next: number, last: number} | null,
 *   printers?: Printer[], doubts?: Doubt[]}} View
 * @typedef {{epoch: string, rev: number, now: string, view: View}} QueueState
 * @typedef {{id: string, letter: string, icon: string, colour: string, target_minutes: number, name: string, offered?: boolean}} Question
 *   offered: whether it can be asked here now
 * @typedef {{recall_pause_seconds: number, max_recalls: number, max_hold_minutes: number, undo_seconds: number,
 *   late_minutes: number, notice_seconds: number}} Calling
 * @typedef {{guide: string, own: string[] | null, also: string[], languages: string[], desk: string | null}} Guide
 * @typedef {{kind: string, id: string}} Sheet which sheet is open, and about whom
 * @typedef {Record<string, string | string[]>} Values what a form says; a list where more can be chosen
 * @typedef {{ok: boolean, status: number, data: any, problem: {code: string} | null}} Answer
 * @typedef {object} World
 * @property {string} me the guide's name
 * @property {string} location
 * @property {Record<string, any>} texts
 * @property {number} undoSeconds how long a step can be taken back
 * @property {(url: string, body: object) => Promise<Answer>} post
 * @property {(url: string) => Promise<Answer>} get
 * @property {() => void} ask fetch the newest state
 * @property {(sentence: string, wrong?: boolean) => void} tell
 * @property {() => void} show
 * @property {(name: string) => void} sent a form went through
 * @property {() => void} leave the session is over: fetch the page again
 * @property {import("./rolls.js").Rolls} [rolls] which rolls somebody has put ready
 * @property {() => number} at a clock that never jumps, in milliseconds
 * @property {() => Date} now the server's time
 */
export {};
