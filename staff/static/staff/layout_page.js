/** The ticket's layout: listens to presses and fields, draws the parts, and shows the paper. */
import { page } from "../js/page.js";
import { fill } from "../js/words.js";
import { draw } from "./dom.js";
import { faultsFrom, faultsIn } from "./layout_faults.js";
import { History } from "./layout_history.js";
import { add, change, draftOf, layoutOf, move, placeOf, remove, same, setBeside, setCopies, setLogo, write } from "./layout_model.js";
import { logoFrom } from "./layout_paper.js";
import { Picture } from "./layout_picture.js";
import { nameOf, retell, rowsOf, showFaults } from "./layout_rows.js";
import { Saving } from "./layout_saving.js";
import { fetchLayout } from "./layout_server.js";

const facts = page();
const said = facts.texts;
const ASK_AGAIN = 3_000;

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {any} answer what the server keeps */
function begin(answer) {
  const languages = answer.languages.map((/** @type {string} */ code) => ({ code, ...facts.languages[code] }));
  const picture = new Picture(facts, languages, (errors) => tellFaults(errors), () => saving.leave());
  const history = new History(draftOf(answer.layout));
  const saving = new Saving(facts, answer.layout, { tell, show: take, layout: () => layoutOf(history.now), faults: tellFaults });
  let turn = 0;
  takeKept(saving, (layout) => take(layout, said.kept));

  /** @param {import("./layout_model.js").Layout} layout @param {string} words */
  function take(layout, words) {
    if (!same(layout, layoutOf(history.now))) history.go(draftOf(layout));
    changed();
    tell(words);
  }

  /** @param {{place: string, message: string}[]} errors of the server */
  function tellFaults(errors) {
    const faults = [...faultsIn(history.now, said), ...faultsFrom(errors, history.now, said)];
    showFaults(faults, said);
    return faults;
  }

  /** @param {boolean} [typed] a field shows already what changed */
  function changed(typed = false) {
    if (!typed) turn += 1;
    show();
    const faults = tellFaults([]);
    picture.follow(layoutOf(history.now), faults.length > 0);
  }

  function show() {
    const { rows, logo, copies } = history.now;
    draw(byId("rows"), { turn, logo, paper: picture.paper, languages, said }, (model) => rowsOf({ ...model, rows }));
    for (const radio of byId("copies").querySelectorAll("input")) radio.checked = Number(radio.value) === copies;
    const dirty = saving.differs(layoutOf(history.now));
    mark("undo", history.past.length > 0);
    mark("discard", dirty);
    mark("save", dirty);
    byId("editor").dataset.state = dirty ? "changed" : "saved";
  }

  /** @param {import("./layout_model.js").Draft} draft @param {string} [words] what to tell @param {string} [typing] in which field */
  function go(draft, words = "", typing = "") {
    if (history.go(draft, typing)) changed(typing !== "");
    tell(words || (saving.differs(layoutOf(history.now)) ? said.changed : said.unchanged));
  }

  /** @param {string} name @param {string} key */
  function moved(name, key) {
    const draft = move(history.now, key, name === "up" ? -1 : 1);
    const row = draft.rows[placeOf(draft, key)];
    go(draft, fill(said.place, { part: nameOf(row, said), num: placeOf(draft, key) + 1, count: draft.rows.length }));
  }

  /** @param {string} part */
  function added(part) {
    const draft = add(history.now, part);
    go(draft, fill(said.added, { part: said.parts[part] }));
    const details = byId(`more-p${draft.made - 1}`);
    details.toggleAttribute("open", true);
    details.closest("li")?.scrollIntoView({ block: "center" });
    /** @type {HTMLElement} */ (details.querySelector("input, select")).focus({ preventScroll: true });
  }

  /** @param {string} key */
  function removed(key) {
    const row = history.now.rows[placeOf(history.now, key)];
    go(remove(history.now, key), fill(said.removed, { part: nameOf(row, said) }));
  }

  /** @type {Record<string, (name: string, key: string) => void>} */
  const presses = {
    up: moved, down: moved,
    add: (_, part) => added(part),
    remove: (_, key) => removed(key),
    logo: (_, what) => (what === "none" ? go(setLogo(history.now, null)) : byId("logo-file").click()),
    undo: () => { if (history.undo()) { changed(); tell(said.undone); } },
    discard: () => saving.differs(layoutOf(history.now)) && take(saving.base, said.discarded),
    default: () => take(answer.default, said.defaulted),
    save: () => void saving.save(),
    conflict: (_, what) => void (what === "mine" ? saving.over() : saving.theirs()),
  };

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-press]") : null;
    const [name, key = ""] = button?.getAttribute("data-press")?.split("/") ?? [];
    if (name && button?.getAttribute("aria-disabled") !== "true") presses[name](name, key);
  });
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.name.startsWith("text/")) return;
    const [, key, language] = target.name.split("/");
    target.defaultValue = target.value;
    go(write(history.now, key, language, target.value), "", target.name);
    retell(history.now.rows[placeOf(history.now, key)], said);
  });
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "file") void logoChosen(target);
    else if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) chosen(target);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.name.startsWith("text/");
    if (event.key !== "z" || event.shiftKey || !(event.ctrlKey || event.metaKey) || typing) return;
    event.preventDefault();
    presses.undo("", "");
  });
  addEventListener("beforeunload", (event) => saving.asksBeforeLeaving(layoutOf(history.now)) && event.preventDefault());

  /** @param {HTMLInputElement | HTMLSelectElement} field */
  function chosen(field) {
    const [name, key] = field.name.split("/");
    if (field.form?.dataset.form === "wishes") return void (picture.wish(), show(), tellFaults(picture.errors));
    const ticked = field instanceof HTMLInputElement && field.checked;
    if (name === "shown") go(change(history.now, key, { shown: ticked }));
    else if (name === "beside") go(setBeside(history.now, key, field.value, ticked));
    else if (name === "paper") go(change(history.now, key, { paper: field.value === "both" ? null : /** @type {"80" | "58"} */ (field.value) }));
    else if (name === "copies") go(setCopies(history.now, Number(field.value)));
    else if (name === "size" || name === "align") go(change(history.now, key, { [name]: field.value }));
  }

  /** @param {HTMLInputElement} input */
  async function logoChosen(input) {
    const file = input.files?.[0];
    if (!file) return;
    const { uri, trouble } = logoFrom(new Uint8Array(await file.arrayBuffer()));
    input.value = ""; // so that the same file can be chosen once more
    if (uri !== null) return go(setLogo(history.now, uri));
    const row = history.now.rows.find(({ part }) => part === "logo");
    showFaults([{ key: row?.key ?? null, field: "logo", text: said[trouble] }], said);
    tell(said[trouble], true);
  }

  picture.wish();
  changed();
}

/** @param {string} press @param {boolean} can */
const mark = (press, can) => document.querySelector(`[data-press="${press}"]`)?.setAttribute("aria-disabled", String(!can));

/** @param {string} words @param {boolean} [wrong] */
function tell(words, wrong = false) {
  byId("told").textContent = words;
  byId("told").dataset.wrong = String(wrong);
}

/** What was changed before the session ended, once. @param {Saving} saving @param {(layout: any) => void} give */
function takeKept(saving, give) {
  const kept = saving.kept();
  if (kept !== null) queueMicrotask(() => give(kept));
}

async function start() {
  const answer = await fetchLayout();
  if (answer.ok) {
    byId("loading").hidden = true;
    tell(""); // that it could not be read at first
    return begin(answer.data);
  }
  if (answer.status === 401) return location.reload();
  tell(said.unread, true);
  setTimeout(() => void start(), ASK_AGAIN);
}

void start();
