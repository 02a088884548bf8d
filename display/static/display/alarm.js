/** When a phone makes itself heard and felt, for how long, and what it can honestly promise. No DOM, no sound, no clock. */

/** @typedef {{ringing: boolean, since: number, last: number}} Alarm since and last are ms of the caller's clock */
/** @typedef {{kind: "call" | "touch" | "over" | "tick", at: number}} AlarmEvent
 * call: a new call or recall; over: the visitor is not called any more */
/** @typedef {{sound: boolean, vibration: boolean}} Means what this phone can do, or is thought to */

export const LONGEST_MS = 60000;
export const EVERY_MS = 2500;

/** @returns {Alarm} */
export function quiet() {
  return { ringing: false, since: 0, last: -Infinity };
}

/** What follows from *event*, and whether the phone rings once more now.
 * @param {Alarm} alarm
 * @param {AlarmEvent} event
 * @returns {{alarm: Alarm, rings: boolean}} */
export function step(alarm, { kind, at }) {
  if (kind === "call") return { alarm: { ringing: true, since: at, last: at }, rings: true };
  if (kind !== "tick" || !alarm.ringing || at - alarm.since >= LONGEST_MS) return { alarm: quiet(), rings: false };
  if (at - alarm.last < EVERY_MS) return { alarm, rings: false };
  return { alarm: { ...alarm, last: at }, rings: true };
}

/** The name of the sentence on the button, before the visitor has pressed it; empty when it would promise nothing.
 * @param {Means} means */
export function offer({ sound, vibration }) {
  if (sound && vibration) return "alarm_offer_both";
  if (sound) return "alarm_offer_sound";
  return vibration ? "alarm_offer_vibration" : "";
}

/** The name of the sentence that says what will happen at the call.
 * @param {Means} means as they turned out to be */
export function promise({ sound, vibration }) {
  if (sound && vibration) return "alarm_both";
  if (sound) return "alarm_sound";
  return vibration ? "alarm_vibration" : "alarm_none";
}
