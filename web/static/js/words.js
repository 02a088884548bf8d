/** Numbers, times and sentences as people say them. Knows no page: whoever reads the page says which zone it is in.
 * Written so that the phones that docs/phone.md names can read it. */

/** @typedef {Record<string, string>} Forms Quantity forms by CLDR category: one, few, many, other … */
/** @typedef {{day: string, weekday: number, date: number, month: number}} Calendar
 * day "2026-11-24"; weekday 0 is Monday; month 1 is January */

let zone = "UTC";

/** Times of day are told in this time zone.
 * @param {string} name IANA name */
export function useZone(name) {
  zone = name;
}

/** A sentence with its gaps filled; a gap without a value stays as it is, so that it is seen.
 * @param {string} template with gaps such as %(label)s
 * @param {Record<string, string | number>} [values] */
export function fill(template, values = {}) {
  return template.replace(/%\((\w+)\)s/g, (gap, name) => (name in values ? String(values[name]) : gap));
}

/** The form for *n* things, filled; %(num)s is *n*.
 * @param {Forms} forms
 * @param {number} n
 * @param {string} language
 * @param {Record<string, string | number>} [values] */
export function plural(forms, n, language, values = {}) {
  return fill(forms[category(n, language)] || forms.other || "", { num: n, ...values });
}

/** @param {number} n
 * @param {string} language */
function category(n, language) {
  // Safari has these rules since 13; one and more is right in most of our languages, and readable in all.
  if (!Intl.PluralRules) return n === 1 ? "one" : "other";
  return new Intl.PluralRules(language).select(n);
}

/** A code inside a sentence, so that right-to-left text around it does not turn it over.
 * @param {string} code */
export function isolate(code) {
  return `\u2066${code}\u2069`;
}

/** Time of day at the location, "14:05", in the figures that tickets use.
 * @param {string | Date} when
 * @param {string} language */
export function clock(when, language) {
  const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  return new Intl.DateTimeFormat(`${language}-u-nu-latn`, /** @type {Intl.DateTimeFormatOptions} */ (form)).format(
    new Date(when),
  );
}

/** The day at the location.
 * @param {string | Date} when
 * @returns {Calendar} */
export function calendar(when) {
  const form = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone });
  const day = form.format(new Date(when));
  const [year, month, date] = day.split("-").map(Number);
  const weekday = (new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7;
  return { day, weekday, date, month };
}

/** Days from the day of *now* to the day of *then* at the location: 0 today, 1 tomorrow.
 * @param {string | Date} then
 * @param {string | Date} now */
export function daysUntil(then, now) {
  return Math.round((Date.parse(calendar(then).day) - Date.parse(calendar(now).day)) / 86400000);
}

/** Whole minutes from *iso* to *now*, never below 0.
 * @param {string} iso
 * @param {Date} now */
export function minutesSince(iso, now) {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(iso)) / 60000));
}

/** A running time: "12:04", above an hour "1:02:04".
 * @param {number} seconds */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(whole / 3600);
  return hours ? `${hours}:${parts.join(":")}` : `${Number(parts[0])}:${parts[1]}`;
}
