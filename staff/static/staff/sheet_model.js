/**
 * What a sheet shows, as plain data. No DOM, no network; the time is handed in.
 *
 * @typedef {import("./shape.js").Ticket} Ticket
 * @typedef {import("./shape.js").View} View
 * @typedef {import("./shape.js").Sheet} Sheet
 * @typedef {import("./shape.js").Calling} Calling
 * @typedef {import("./person.js").Surroundings} Surroundings
 * @typedef {import("./lists.js").Lists} Lists
 * @typedef {{value: string, text: string, icon?: string, colour?: string}} Option
 * @typedef {{view: View, me: string, mayCall: boolean, now: Date, lists: Lists, issued: Ticket | null, calling: Calling,
 *   outcomes: {id: string, text: string}[], languages: {code: string, name: string}[], callReasons: string[]}} About
 */
import { clock, fill } from "../js/words.js";
import { deskName, languageName, person } from "./person.js";
import { standing, ticketOf } from "./queue.js";

const HOLDS = [5, 15, 30];

/**
 * What can be done with a visitor by somebody who stands where *at* says, in the order in which it is used.
 *
 * @param {Ticket} ticket
 * @param {{me: string, mayCall: boolean, atDesk: boolean, free: boolean}} at free: has no visitor
 * @returns {string[]}
 */
export function actionsFor(ticket, { me, mayCall, atDesk, free }) {
  const mine = ticket.guide === me;
  const can = mayCall && atDesk && free;
  const taking = mine ? [] : ["take-over"];
  const fetching = ticket.fetch ? "unfetch" : "fetch";
  switch (ticket.state) {
    case "waiting":
      return [...(can ? ["call"] : []), ticket.later_until ? "back" : "later", "change", fetching, "merge", "note", "reprint", "cancel"];
    case "called":
      return [...(can ? taking : []), "change", fetching, "note", "reprint"];
    case "in_conversation":
      return [...(can ? taking : []), "change", "note"];
    case "on_hold":
      return [...(can ? (mine ? ["resume"] : taking) : []), fetching, "note", "reprint", "cancel"];
    default:
      return ["reinstate"];
  }
}

/** @param {Sheet} sheet @param {About} about @param {Surroundings} around */
export function sheetModel(sheet, about, around) {
  const { view, me, mayCall, now, lists } = about;
  const { ticket: inHand, desk } = standing(view, me);
  const ticket = sheet.id ? (ticketOf(view, Number(sheet.id)) ?? lists.find(Number(sheet.id))) : inHand;
  const at = { me, mayCall, atDesk: desk !== null, free: inHand === null };
  return {
    ...sheet,
    me,
    person: ticket && person(ticket, around, now, view),
    ticket: ticket && { id: ticket.id, language: ticket.language, question: ticket.question_type, priority: ticket.priority ?? 9 },
    actions: ticket ? actionsFor(ticket, at) : [],
    written: view.notes?.find((note) => note.ticket === ticket?.id && note.kind === "note")?.text ?? "",
    desk: desk && { name: desk.name, state: desk.state, why: desk.why ?? null },
    questions: questionOptions(around),
    ...(CHOICES[sheet.kind]?.(about, around, ticket) ?? {}),
  };
}

/** @type {Record<string, (about: About, around: Surroundings, ticket: Ticket | null) => Record<string, unknown>>} */
const CHOICES = {
  visitor: ({ callReasons }) => ({ callReasons }),
  hold: ({ calling }) => ({ holds: HOLDS.filter((minutes) => minutes <= calling.max_hold_minutes) }),
  transfer: (about) => transferChoices(about),
  service: ({ outcomes }) => ({ outcomes: outcomes.map(({ id, text }) => ({ value: id, text })) }),
  change: ({ languages }, { priorities, language, texts }) => ({
    languages: languageOptions(languages, language),
    priorities: [...priorities.map(({ number, name }) => ({ value: String(number), text: name })), { value: "9", text: texts.ordinary }],
  }),
  merge: ({ view, lists }, around, ticket) => ({ others: ticket ? doubles(ticket, lists.waiting ?? view.waiting, around) : [] }),
  issue: (about, around) => issueChoices(about, around),
  closed: ({ lists, now, view }, around) => ({ failed: lists.failed === "closed", rows: lists.closed?.map((item) => closedRow(item, around, now, view)) ?? null }),
  line: ({ lists, now, view }, around) => ({ failed: lists.failed === "line", people: lists.waiting?.map((item) => person(item, around, now, view)) ?? null }),
  place: ({ view, mayCall }, { language }) => ({ mayCall, paper: view.paper ?? null, away: view.away_until ? clock(view.away_until, language) : null }),
};

/** Who can be the same visitor: the same question first, then the numbers nearest by. Nobody is chosen yet. @param {Ticket} ticket @param {Ticket[]} waiting @param {Surroundings} around @returns {Option[]} */
function doubles(ticket, waiting, { questions, language, texts }) {
  const alike = (/** @type {Ticket} */ other) => Number(other.question_type === ticket.question_type);
  const away = (/** @type {Ticket} */ other) => Math.abs(other.id - ticket.id);
  const others = waiting.filter(({ id }) => id !== ticket.id).sort((a, b) => alike(b) - alike(a) || away(a) - away(b));
  const told = (/** @type {Ticket} */ { label, question_type: question, language: spoken, issued_at: at }) =>
    [label, questions.get(question)?.name ?? question, languageName(spoken, language), clock(at, language)].join(" · ");
  return others.length === 0 ? [] : [{ value: "", text: texts.choose_number }, ...others.map((other) => ({ value: String(other.id), text: told(other) }))];
}

/** To whom and where somebody can be sent: those who are here. @param {About} about */
function transferChoices({ view, me }) {
  return {
    guides: view.desks.filter(({ guide }) => guide && guide !== me).map(({ guide }) => ({ value: guide ?? "", text: guide ?? "" })),
    desks: view.desks.map(({ id, name }) => ({ value: id, text: name })),
  };
}

/** @param {Pick<About, "view" | "languages" | "issued">} about @param {Surroundings} around */
export function issueChoices({ view, languages, issued }, { language, texts, me, questions }) {
  const free = view.desks.filter(({ guide, state }) => guide && state === "available");
  return {
    languages: languageOptions(languages, language),
    issued: issued && {
      id: issued.id, label: issued.label, language: languageName(issued.language, language),
      question: questions.get(issued.question_type)?.name ?? issued.question_type,
      icon: questions.get(issued.question_type)?.icon ?? "message-question", colour: questions.get(issued.question_type)?.colour ?? "#424a54",
      ahead: typeof issued.ahead === "number" ? (issued.ahead > 0 ? fill(texts.ahead, { num: issued.ahead }) : texts.ahead_none) : null,
    },
    ways: free.length === 0 ? [] : [
      { value: "", text: texts.into_line },
      ...free.map(({ id, name, guide }) => ({ value: id, text: `${guide === me ? texts.to_me : guide} · ${name}` })),
    ],
  };
}

/** @param {Surroundings} around @returns {Option[]} */
export const questionOptions = ({ questions }) => [...questions.values()].filter(({ offered }) => offered !== false).map(({ id, name, icon, colour }) => ({ value: id, text: name, icon, colour }));

/** In their own words and in ours. @param {{code: string, name: string}[]} languages @param {string} language @returns {Option[]} */
const languageOptions = (languages, language) =>
  languages.map(({ code, name }) => ({ value: code, text: code === language || languageName(code, language) === name ? name : `${name} · ${languageName(code, language)}` }));

/** @param {Ticket} ticket @param {Surroundings} around @param {Date} now @param {View} view */
function closedRow(ticket, around, now, view) {
  const { label, question } = person(ticket, around, now, view);
  const ended = ticket.merged_into ? "merged" : ticket.state;
  const at = ticket.closed_at ? clock(ticket.closed_at, around.language) : "";
  const where = ticket.desk ? ` · ${deskName(view, ticket.desk)}` : "";
  return { id: ticket.id, label, question, ended: `${around.texts[`ended_${ended}`] ?? ended} ${at}${where}`, can: ended !== "merged" };
}
