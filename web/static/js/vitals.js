/** What a screen tells of the machine it runs on: its battery, and whether its browser trusts the address.
 * Asks nothing that would need a permission. */

/** @typedef {{secure: boolean, battery?: number, charging?: boolean}} Vitals battery in whole per cent */
/** @typedef {{level: number, charging: boolean}} Battery level 0 to 1 */

/** @type {Battery | null} */
let battery = null;

/** What can be told now; without a battery, or where a browser does not say, nothing is told of it.
 * @returns {Vitals} */
export function vitals() {
  return told(globalThis.isSecureContext === true, battery);
}

/** @param {boolean} secure
 * @param {Battery | null} found
 * @returns {Vitals} */
export function told(secure, found) {
  // A machine on the mains is reported as a full battery that is charging: that is no battery.
  if (found === null || (found.level === 1 && found.charging)) return { secure };
  return { secure, battery: Math.round(found.level * 100), charging: found.charging };
}

const asking = /** @type {any} */ (globalThis.navigator)?.getBattery?.();
// A browser that keeps it to itself is one that does not say.
asking?.then((/** @type {Battery} */ found) => { battery = found; }, () => {});
