/** Which questions stand together, where a region wants two levels. No DOM. */

/** @typedef {import("../js/page.js").QuestionType & {group?: string | null}} Question */
/** @typedef {{id: string, icon: string, colour: string, names: Record<string, string>}} Group */
/** @typedef {{id: string, icon: string, colour: string, letter: string, names: Record<string, string>,
 *   isGroup: boolean}} Choice letter is empty for a group */

/** What can be chosen on one level, in the order of the region; a group stands where its first question stands, and
 * a group with one question is that question. The last question is for who does not know: it ends every level, and
 * stands in no group.
 * @param {Question[]} offered in the order of the region
 * @param {Group[]} groups
 * @param {string | null} open the group that was chosen
 * @returns {Choice[]} */
export function choicesOf(offered, groups, open) {
  const others = offered.slice(0, -1);
  const known = new Map(groups.map((group) => [group.id, group]));
  const size = (/** @type {string} */ id) => others.filter(({ group }) => group === id).length;
  const seen = new Set();
  /** @type {Choice[]} */
  const choices = [];
  for (const question of others) {
    const group = known.get(question.group ?? "");
    if (open !== null && size(open) > 0) {
      if (question.group === open) choices.push(choice(question));
    } else if (!group || size(group.id) === 1) choices.push(choice(question));
    else if (!seen.has(group.id)) {
      seen.add(group.id);
      choices.push({ ...group, letter: "", isGroup: true });
    }
  }
  return [...choices, ...offered.slice(-1).map(choice)];
}

/** @param {Question} question
 * @returns {Choice} */
function choice({ id, icon, colour, letter, names }) {
  return { id, icon, colour, letter, names, isGroup: false };
}
