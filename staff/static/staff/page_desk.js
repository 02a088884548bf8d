/**
 * What a page of printers or screens keeps, and how it asks the server. No DOM and no network: both are handed in.
 *
 * @typedef {import("./shape.js").Values} Values
 * @typedef {{ok: boolean, status: number, data: any, problem: any}} Answer
 * @typedef {{location: string, texts: Record<string, any>, get: (url: string) => Promise<Answer>,
 *   post: (url: string, body: object) => Promise<Answer>, tell: (sentence: string, wrong?: boolean) => void,
 *   show: () => void, leave: () => void}} PageWorld leave: the session is over, fetch the page again
 * @typedef {Record<string, {text: string, detail: string}>} Errors what is wrong in the open form, by field
 */
import { mustSignIn, sentenceOf } from "./refused.js";

/** @template Board */
export class PageDesk {
  /** @param {PageWorld} world @param {string} base address of what the page shows */
  constructor(world, base) {
    this.world = world;
    this.base = base;
    /** @type {Board | null} */
    this.board = null;
    /** @type {string | null} whose form is open, or `new` */
    this.open = null;
    /** @type {Errors} */
    this.errors = {};
    /** @type {string | null} the button under way */
    this.busy = null;
  }

  /** The newest from the server. @returns {Promise<boolean>} whether it came */
  async fetch() {
    const answer = await this.world.get(this.base);
    if (!answer.ok) {
      if (mustSignIn({ status: answer.status, code: answer.problem?.code })) this.world.leave();
      return false;
    }
    const before = this.board;
    this.board = answer.data;
    await this.fetched(before);
    this.world.show();
    return true;
  }

  /** What else there is to do when the newest came. @param {Board | null} _before @returns {Promise<void>} */
  async fetched(_before) {}

  /** Open a form, or shut it. @param {string | null} id */
  turn(id) {
    this.open = id;
    this.errors = {};
  }

  /** @param {string} name of the button @param {string} url @param {object} body @returns {Promise<Answer>} */
  async post(name, url, body) {
    this.busy = name;
    this.world.tell("");
    this.world.show();
    const answer = await this.world.post(url, body);
    this.busy = null;
    return answer;
  }

  /** @param {Answer} answer */
  refused({ status, problem }) {
    const refused = { status, code: problem?.code };
    if (mustSignIn(refused)) this.world.leave();
    this.world.tell(sentenceOf(refused, this.world.texts.refusals), true);
    void this.fetch();
  }
}
