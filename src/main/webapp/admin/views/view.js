import { sentenceOf } from "../api.js";
import { el, say } from "../parts/dom.js";

/**
 * One view of the console. It is made when it is gone to, and thrown away when it is left; `app` is set before.
 *
 * A view overrides `build` (its elements, once), `show` (the address says something else) and `tick` (a sample has come).
 */
export class View extends HTMLElement {
  /** @type {import("../console.js").App} */
  app;
  /** What the user is told about what was done or did not work. */
  said = el("p", { className: "said", role: "status" });
  #life = new AbortController();

  /** Ends when the view is left. */
  get signal() {
    return this.#life.signal;
  }

  connectedCallback() {
    this.build();
  }

  disconnectedCallback() {
    this.#life.abort();
  }

  build() {}

  /** @param {URLSearchParams} _params */
  show(_params) {}

  tick() {}

  /** What the title of the page says beside the name of the view. @param {URLSearchParams} params */
  subtitle(params) {
    return params.get("q") ?? params.get("topic") ?? "";
  }

  /** Tells what went wrong. @param {unknown} failure */
  complain(failure) {
    this.said.dataset.kind = "problem";
    say(this.said, sentenceOf(failure));
  }

  /** Tells that something cannot be fetched; that goes away when it can. @param {unknown} failure */
  cannotLoad(failure) {
    this.complain(failure);
    this.said.dataset.kind = "no-answer";
  }

  /** What was asked for is there. */
  loaded() {
    if (this.said.dataset.kind === "no-answer") {
      this.tell();
    }
  }

  /** Tells what was done; nothing takes back what was told. */
  tell(sentence = "") {
    this.said.dataset.kind = "";
    say(this.said, sentence);
  }

  /** Does something and tells what went wrong. @param {() => Promise<void>} act */
  async attempt(act) {
    try {
      await act();
    } catch (failure) {
      this.complain(failure);
    }
  }

  /** The heading of the view: it gets the focus when one goes here. @param {string} title @param {string} explanation */
  heading(title, explanation) {
    return el("div", { className: "heading" }, el("h2", { tabIndex: -1 }, title), el("p", { className: "quiet" }, explanation));
  }
}
