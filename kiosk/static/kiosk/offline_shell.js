/** Lets the page start without a server, where the browser allows it. */

/** Keep the page and its files in this browser.
 * @param {() => void} onNewer this page's files were replaced by a newer version
 * @returns {{look: () => void}} look asks the server for a newer version; call it when the server is there */
export function keepShell(onNewer) {
  const workers = /** @type {ServiceWorkerContainer | undefined} */ (navigator.serviceWorker);
  if (!isSecureContext || !workers) return { look: () => undefined };
  const hadOne = workers.controller !== null;
  workers.addEventListener("controllerchange", () => hadOne && onNewer());
  /** @type {Promise<ServiceWorkerRegistration | null>} */
  const registered = workers
    .register("/kiosk/service-worker.js", { type: "module", scope: "/kiosk/", updateViaCache: "none" })
    .catch(() => null);
  void navigator.storage?.persist?.();
  return { look: () => void registered.then((registration) => registration?.update().catch(() => undefined)) };
}
