/** The server's time after a cold start without the server. No DOM, no network: every time is handed in, in ms. */

/** @typedef {{offset: number, heard: number}} Clock
 * offset: the server's clock minus this machine's; heard: the server's time when that was last compared */

/** What to remember, from time to time, while the server is there.
 * @param {number} server
 * @param {number} machine
 * @returns {Clock} */
export function compare(server, machine) {
  return { offset: server - machine, heard: server };
}

/** The server's time now. A machine that lost its clock with the power is not believed: it is later than it was.
 * @param {Clock | undefined} clock
 * @param {number} machine
 * @returns {number} */
export function serverTime(clock, machine) {
  return clock ? Math.max(machine + clock.offset, clock.heard) : machine;
}
