/** Opens the browser's database of one location's kiosk. Knows its tables, not what is in them. */

/** @typedef {"blocks" | "entries" | "facts"} Table */

const VERSION = 1;

/** @param {string} location
 * @returns {Promise<IDBDatabase>} rejected when this browser keeps nothing */
export function openDatabase(location) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(`inloop-kiosk-${location}`, VERSION);
    request.onupgradeneeded = () => make(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("another version of this page holds the database"));
  });
}

/** Run *work* in one transaction that is on the disk before the promise is kept.
 *
 * What *work* hands back is taken after the `complete` event and not before: only then a power cut cannot undo it.
 * @template T
 * @param {IDBDatabase} database
 * @param {Table[]} tables
 * @param {(transaction: IDBTransaction, done: (value: T) => void) => void} work calls done with its result
 * @param {IDBTransactionDurability} [durability] relaxed for what may be a few seconds old after a power cut
 * @returns {Promise<T>} rejected when nothing was written */
export function writing(database, tables, work, durability = "strict") {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(tables, "readwrite", { durability });
    /** @type {T} */
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error ?? new Error("nothing was written"));
    work(transaction, (value) => {
      result = value;
    });
  });
}

/** The rows of several requests, once all have come.
 * @param {IDBRequest[]} requests
 * @param {(results: any[]) => void} take */
export function together(requests, take) {
  let missing = requests.length;
  for (const request of requests) {
    request.onsuccess = () => {
      missing -= 1;
      if (missing === 0) take(requests.map(({ result }) => result));
    };
  }
}

/** Read all rows of a table.
 * @param {IDBDatabase} database
 * @param {Table} table
 * @returns {Promise<any[]>} */
export function readAll(database, table) {
  return new Promise((resolve, reject) => {
    const request = database.transaction(table).objectStore(table).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param {IDBDatabase} database */
function make(database) {
  database.createObjectStore("blocks", { keyPath: "block" });
  database.createObjectStore("entries", { keyPath: "seq", autoIncrement: true }).createIndex("press", "press", { unique: true });
  database.createObjectStore("facts", { keyPath: "name" });
}
