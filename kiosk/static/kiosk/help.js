/** A visitor who asks for a person: asked, coming, or nobody could be called. No DOM, no network, no clock. */

/** @typedef {"none" | "asking" | "asked" | "coming" | "refused"} Call
 * asking: no answer yet; refused: nobody was called, so the visitor must ask somebody */
/**
 * @typedef {object} Help
 * @property {boolean} shown whether its screen is open; the call goes on when it is not
 * @property {Call} call
 * @property {string | null} by who is coming
 * @property {boolean} listed whether the server's view has had this call
 * @property {number} since when the call began
 */
/** @typedef {{kind: "help" | "unhelp", at: number}
 *   | {kind: "answered-help", state: "asked" | "coming" | null, by: string | null, at: number}
 *   | {kind: "assistance", state: "asked" | "coming" | null, by: string | null, at: number}} HelpEvent
 * answered-help: to the press, state null when nobody was called; assistance: from the view, null when not in it */

/** While somebody may be on the way nobody is hurried; after this the kiosk asks whether the visitor is still there. */
export const HELP_MS = 300_000;
/** Nobody came for so long: the visitor hears what else to do. */
export const ALONE_MS = 60_000;

/** @returns {Help} */
export function noHelp() {
  return { shown: false, call: "none", by: null, listed: false, since: 0 };
}

/** Whether staff have or get a call of this visitor.
 * @param {Help} help */
export function isCalled({ call }) {
  return call === "asking" || call === "asked" || call === "coming";
}

/** What follows from *event*; the same help when nothing does.
 * @param {Help} help
 * @param {HelpEvent} event
 * @returns {Help} */
export function nextHelp(help, event) {
  switch (event.kind) {
    case "help":
      return isCalled(help) ? { ...help, shown: true } : { ...noHelp(), shown: true, call: "asking", since: event.at };
    case "unhelp":
      return noHelp();
    case "answered-help":
      if (help.call !== "asking") return help;
      return event.state ? { ...help, call: event.state, by: event.by } : { ...help, call: "refused" };
    case "assistance":
      return seen(help, event.state, event.by);
  }
}

/** A call that was in the view and is no more, has been answered: the visitor goes on.
 * @param {Help} help
 * @param {"asked" | "coming" | null} state
 * @param {string | null} by
 * @returns {Help} */
function seen(help, state, by) {
  if (!isCalled(help)) return help;
  if (!state) return help.listed ? noHelp() : help;
  return help.listed && help.call === state && help.by === by ? help : { ...help, call: state, by, listed: true };
}
