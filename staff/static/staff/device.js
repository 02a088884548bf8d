/**
 * Whether the screens in the room show the newest state. No DOM; the clock is handed in.
 *
 * A screen tells every five seconds what it shows, so being a little behind is normal. What counts is for how
 * long something newer has been there.
 *
 * @typedef {import("./shape.js").Device} Device
 */
import { fill } from "../js/words.js";

/** A screen this long behind is behind, in milliseconds. */
export const GRACE = 15_000;

const KEPT = 200;

export class Revisions {
  constructor() {
    /** @type {{rev: number, at: number}[]} when each revision was first seen here, oldest first */
    this.seen = [];
  }

  /** @param {number} rev @param {number} at a clock that never jumps, in milliseconds */
  see(rev, at) {
    const last = this.seen.at(-1);
    if (last && rev < last.rev) this.seen = [];
    if (!last || rev !== last.rev) this.seen = [...this.seen, { rev, at }].slice(-KEPT);
  }

  /** For how long something newer than *shown* has been there, in milliseconds. @param {number} shown @param {number} at */
  behindFor(shown, at) {
    const newer = this.seen.find(({ rev }) => rev > shown);
    return newer ? at - newer.at : 0;
  }
}

/**
 * @param {Device} device
 * @param {Revisions} revisions
 * @param {number} at
 * @returns {"offline" | "behind" | "current"}
 */
export function health(device, revisions, at) {
  if (!device.online) return "offline";
  if (device.shown_rev === null) return "current";
  return revisions.behindFor(device.shown_rev, at) > GRACE ? "behind" : "current";
}

/**
 * Whether the view at hand is too old to say how the devices are doing: what they show is not pushed.
 *
 * @param {Device[]} devices
 * @param {number} rev the newest revision
 */
export function worthAsking(devices, rev) {
  return devices.some((device) => device.online && device.shown_rev !== null && device.shown_rev < rev);
}

/** A battery below this is nearly empty, in per cent. */
export const LOW_BATTERY = 20;

/** That a battery is nearly empty and not on its charger, in words; else nothing. @param {Device} device @param {Record<string, any>} texts */
export function batteryText({ battery, charging }, texts) {
  if (typeof battery !== "number" || battery >= LOW_BATTERY || charging === true) return "";
  return fill(texts.battery_low, { num: battery });
}

/** What is not as it should be on a screen that is well otherwise, in words; else nothing. @param {Device} device @param {Record<string, any>} texts */
export function weakText(device, texts) {
  return batteryText(device, texts) || (device.sound === "off" ? texts.sound_off : "");
}
