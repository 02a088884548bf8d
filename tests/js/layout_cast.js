/** A region's ticket as the tests of its editor meet it. */

/** @param {string} part @param {object} [more] @returns {any} */
export const part = (part, more = {}) => ({ part, size: "normal", align: "start", paper: null, text: null, beside: [], ...more });

/** Short, with a code that differs by the width of the paper. @returns {any} */
export const layout = (/** @type {object} */ more = {}) => ({
  copies: 1,
  logo: null,
  parts: [
    part("organisation"),
    part("number"),
    part("rule"),
    part("qr", { paper: "80", beside: ["issued"] }),
    part("qr", { paper: "58" }),
  ],
  ...more,
});

/** The sentences, each as its own name, with the gaps that it has. */
export const SAID = {
  line_dutch: "line_dutch", too_many: "too_many %(num)s", twice: "twice %(part)s %(paper)s", no_number: "no_number %(paper)s",
  logo_light: "logo_light", line_unseen: "line_unseen", parts: { issued: "Dag en tijd", number: "Nummer", qr: "QR" },
};

/** @param {any} draft @returns {string[]} */
export const names = (draft) => draft.rows.filter((/** @type {any} */ row) => row.shown).map((/** @type {any} */ row) => row.part);

/** @param {any} draft @param {string} name @returns {string} */
export const keyOf = (draft, name) => draft.rows.find((/** @type {any} */ row) => row.part === name).key;
