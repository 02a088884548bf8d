/**
 * What is open on this screen: which view, which sheet, which question. Presses that only change that end here. No DOM.
 *
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Sheet} Sheet
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {{find: (id: number) => Ticket | null}} Lists
 */
import { Rolls } from "./rolls.js";
import { standing, ticketOf } from "./queue.js";

/** Sheets about the visitor with whom a conversation is held; they end with it. */
const OF_CONVERSATION = ["hold", "transfer", "service"];

/** Forms that stay open after they were sent. */
const STAYS = ["issue", "message", "message-end", "reinstate", "fetch", "unfetch", "guide", "close", "open", "reprint", "away", "away-end", "help", "help-coming", "help-end", "assist-coming", "assist-done", "presence", "looked", "again"];

export class Screen {
  /** @param {Rolls} [rolls] which rolls somebody has put ready */
  constructor(rolls = new Rolls()) {
    this.rolls = rolls;
    this.tab = "work";
    this.choosing = false;
    this.finishing = false;
    /** @type {Sheet | null} */
    this.sheet = null;
    /** @type {Ticket | null} the number that was just given */
    this.issued = null;
    /** @type {number | null} with whom the guide was talking when that was last looked at */
    this.talking = null;
  }

  /** @param {string} name @returns {boolean} whether that was all there was to it */
  press(name) {
    const [verb, ...rest] = name.split("/");
    if (verb === "sheet") this.#openSheet(rest[0], rest[1] ?? "");
    else if (name === "shut") this.sheet = null;
    else if (verb === "tab") this.#turnTo(rest[0]);
    else if (name === "desk/open" || name === "desk/close") this.#choose(rest[0] === "open");
    else if (name === "finish" || name === "finish/back") this.finishing = rest.length === 0;
    else if (name === "issued/close") this.issued = null;
    else if (verb === "roll") this.rolls.close(rest[0]);
    else return false;
    return true;
  }

  /**
   * A command went through. What was opened while it was under way stays open.
   *
   * @param {string} name @param {Sheet | null} [sheet] what was open when it was sent
   */
  done(name, sheet = this.sheet) {
    const [verb] = name.split("/");
    if (verb === "desk" || verb === "leave") this.choosing = false;
    if (verb === "cancel") this.issued = null;
    const ends = !STAYS.includes(verb) || (verb === "presence" && this.sheet?.kind === "presence");
    if (ends && this.sheet === sheet) this.sheet = null;
  }

  /** A question about a visitor who is gone goes too. @param {View} view @param {string} me @param {Lists} lists */
  follow(view, me, lists) {
    const { ticket } = standing(view, me);
    const talking = ticket?.state === "in_conversation" ? ticket.id : null;
    // A conversation that was ended elsewhere, and another that was begun, may come in one view.
    const over = talking === null || (this.talking !== null && talking !== this.talking);
    this.talking = talking;
    if (over) this.finishing = false;
    const { kind = "", id = "" } = this.sheet ?? {};
    const gone = id !== "" && !ticketOf(view, Number(id)) && !lists.find(Number(id));
    if ((OF_CONVERSATION.includes(kind) && over) || gone) this.sheet = null;
  }

  /** @param {string} kind @param {string} id */
  #openSheet(kind, id) {
    const same = this.sheet?.kind === kind && this.sheet.id === id;
    this.sheet = same ? null : { kind, id };
    this.finishing = false;
    if (kind === "issue") this.issued = null;
  }

  /** @param {string} tab */
  #turnTo(tab) {
    this.tab = tab;
    this.sheet = null;
  }

  /** @param {boolean} open */
  #choose(open) {
    this.choosing = open;
    this.sheet = null;
    if (open) this.tab = "work";
  }
}
