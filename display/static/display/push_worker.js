/** Shows a message of the push service while the ticket's page is closed, and opens the page when it is tapped.
 *
 * Served as /t/push.js, beside the pages that it opens; it answers no requests. What the message says was written by
 * the server in the visitor's language, and sealed for this browser (web/push/words.py). */

/** The DOM's types, which the other modules are checked with, know no worker. */
const worker = /** @type {any} */ (globalThis);

worker.addEventListener("push", (/** @type {any} */ event) => event.waitUntil(show(event.data.json())));
worker.addEventListener("notificationclick", (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data, worker.registration.scope).href));
});

/** @param {{title: string, body: string, tag: string, page: string, lang: string, dir: string}} message
 * @returns {Promise<void>} one notification for each ticket, which makes itself felt again */
function show({ title, body, tag, page, lang, dir }) {
  const how = { body, tag, lang, dir, data: page, renotify: true, requireInteraction: true, vibrate: [400, 150, 400] };
  return worker.registration.showNotification(title, how);
}

/** @param {string} page the ticket's, which may be open in a tab
 * @returns {Promise<unknown>} */
async function open(page) {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const path = new URL(page).pathname;
  const tab = tabs.find((/** @type {{url: string}} */ { url }) => new URL(url).pathname === path);
  return tab ? tab.focus() : worker.clients.openWindow(page);
}
