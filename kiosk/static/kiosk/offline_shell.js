/** Lets the page start without a server, where the browser allows it. */

const SCRIPT = "/kiosk/service-worker.js";
const LOOK_MS = 300_000;

/** Keep the page and its files in this browser, and look for newer ones from time to time.
 * @param {() => void} onNewer this page's files were replaced by a newer version
 * @returns {{look: () => void}} look asks the server now; call it when the server is back */
export function keepShell(onNewer) {
  const workers = /** @type {ServiceWorkerContainer | undefined} */ (navigator.serviceWorker);
  if (!isSecureContext || !workers) return { look: () => undefined };
  let hasOne = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    if (hasOne) onNewer();
    hasOne = true; // the first one brought the files of this very page; whoever follows brings newer ones
  });
  // Registered each time: a worker that could not be installed is gone, and one that is there stays as it is.
  const look = () =>
    void workers
      .register(SCRIPT, { type: "module", scope: "/kiosk/", updateViaCache: "none" })
      .then((registration) => registration.update())
      .catch(() => undefined);
  look();
  setInterval(look, LOOK_MS);
  void navigator.storage?.persist?.();
  return { look };
}
