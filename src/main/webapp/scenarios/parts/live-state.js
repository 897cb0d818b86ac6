const STATES = {
  connecting: ["connecting", "Connecting"],
  open: ["live", "Live"],
  waiting: ["away", "Server away, trying again"],
  paused: ["paused", "Paused"],
  closed: ["away", "Closed"],
};

/** `<live-state>`: says how a connection stands; `follow(hub)` tells it of which. */
class LiveState extends HTMLElement {
  connectedCallback() {
    this.className = "state";
    this.role = "status";
    const dot = document.createElement("span");
    dot.className = "dot";
    this.replaceChildren(dot, document.createElement("span"));
    this.#show("connecting");
  }

  follow(hub) {
    this.#show(hub.state);
    hub.on("statechange", ({ state }) => this.#show(state));
  }

  #show(state) {
    const [look, words] = STATES[state];
    this.dataset.state = look;
    this.lastElementChild.textContent = words;
  }
}

customElements.define("live-state", LiveState);
