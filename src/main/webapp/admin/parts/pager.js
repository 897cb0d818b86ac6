import { count } from "../logic/format.js";
import { el, say } from "./dom.js";

/** `<page-turner>`: forwards and backwards through a long list. Event: `turn` with the new offset. */
class PageTurner extends HTMLElement {
  size = 50;
  #offset = 0;
  #matching = 0;
  #words = el("span");
  #back = el("button", { type: "button" }, "Previous");
  #on = el("button", { type: "button" }, "Next");

  connectedCallback() {
    if (this.firstChild) {
      return;
    }
    this.#back.addEventListener("click", () => this.#turn(this.#offset - this.size));
    this.#on.addEventListener("click", () => this.#turn(this.#offset + this.size));
    this.role = "group";
    this.ariaLabel = "Pages";
    this.append(this.#back, this.#words, this.#on);
  }

  /** @param {number} offset how many come before this page @param {number} matching how many there are @param {number} shown */
  show(offset, matching, shown) {
    this.#offset = offset;
    this.#matching = matching;
    say(this.#words, shown === 0 ? `${count(matching)} in all` : `${count(offset + 1)} to ${count(offset + shown)} of ${count(matching)}`);
    this.#back.ariaDisabled = String(offset === 0);
    this.#on.ariaDisabled = String(offset + this.size >= matching);
  }

  #turn(offset) {
    // Many may have gone meanwhile: back is where the last ones are then.
    const last = Math.max(0, Math.ceil(this.#matching / this.size) - 1) * this.size;
    const to = Math.min(Math.max(0, offset), last);
    if (to !== this.#offset) {
      this.dispatchEvent(new CustomEvent("turn", { detail: to }));
    }
  }
}

customElements.define("page-turner", PageTurner);
