import { STEPS } from "./steps.js";

/** `<delivery-road>`: the four steps of an order, and how far it has come. */
class DeliveryRoad extends HTMLElement {
  #stops = new Map();

  connectedCallback() {
    const list = document.createElement("ol");
    for (const { step, words } of STEPS) {
      const stop = document.createElement("li");
      const name = document.createElement("strong");
      name.textContent = words;
      const time = document.createElement("time");
      time.textContent = "–";
      stop.append(name, time);
      list.append(stop);
      this.#stops.set(step, stop);
    }
    this.replaceChildren(list);
  }

  /** @param {{step: string, at: number}} progress */
  reach({ step, at }) {
    const stop = this.#stops.get(step);
    this.querySelector("[aria-current]")?.removeAttribute("aria-current");
    stop.ariaCurrent = "step";
    stop.className = "reached";
    const time = stop.querySelector("time");
    time.dateTime = new Date(at).toISOString();
    time.textContent = new Date(at).toLocaleTimeString("en-GB");
  }
}

customElements.define("delivery-road", DeliveryRoad);
