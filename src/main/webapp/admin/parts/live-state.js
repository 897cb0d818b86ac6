import { el, say } from "./dom.js";

const STATES = {
  connecting: ["connecting", "Connecting"],
  open: ["live", "Live"],
  waiting: ["away", "Server away, trying again"],
  paused: ["paused", "Paused"],
  closed: ["away", "No live numbers, asking every five seconds"],
};

/** `<live-state>`: how it stands with the numbers, and a button that pauses everything that moves. */
class LiveState extends HTMLElement {
  #state = el("p", { className: "state", role: "status" }, el("span", { className: "dot" }), el("span"));
  #button = el("button", { type: "button" }, "Pause");

  /** @param {import("../ticker.js").Ticker} ticker */
  follow(ticker) {
    this.append(this.#state, this.#button);
    this.#button.addEventListener("click", () => ticker.toggle());
    const show = () => {
      const [look, words] = STATES[ticker.state] ?? STATES.connecting;
      this.#state.dataset.state = look;
      say(/** @type {Node} */ (this.#state.lastChild), words);
      say(this.#button, ticker.isPaused ? "Go on" : "Pause");
    };
    ticker.addEventListener("state", show);
    show();
  }
}

customElements.define("live-state", LiveState);
