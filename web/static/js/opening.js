/** When a location opens, as people say it: "morgen om 09:00". No DOM. */

import { calendar, clock, daysUntil, fill } from "./words.js";

/** @typedef {{today: string, tomorrow: string, on_weekday: string, on_date: string,
 *   weekdays: Record<string, string>, months: Record<string, string>}} DayTexts
 * weekdays from "0" (Monday), months from "1" */

/** The moment *opensAt* seen from *now*.
 * @param {string} opensAt
 * @param {Date} now
 * @param {DayTexts} texts
 * @param {string} language */
export function opening(opensAt, now, texts, language) {
  const days = daysUntil(opensAt, now);
  const { weekday, date, month } = calendar(opensAt);
  const values = {
    time: clock(opensAt, language),
    weekday: texts.weekdays[weekday],
    date,
    month: texts.months[month],
  };
  if (days === 0) return fill(texts.today, values);
  if (days === 1) return fill(texts.tomorrow, values);
  // After six days a weekday alone would be this week's.
  return fill(days <= 6 ? texts.on_weekday : texts.on_date, values);
}
