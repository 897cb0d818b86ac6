import { element } from "./town.js";

/** What the miniature asks for: the whole town, by one pattern. */
export const asked = { matchUrlPattern: ["/map/:tile"] };

/** The map is flatter here than in the town. */
const FLAT = 0.37;

/** `<tracking-mini>`: all vehicles, on a very small map. */
class TrackingMini extends HTMLElement {
  #dots = new Map();
  #svg = element("svg", { viewBox: "0 0 1200 340", role: "img", "aria-label": "Vehicles in a town" });

  connectedCallback() {
    const river = element("path", { d: "M-900 126H-40C160 111 300 146 440 138S620 187 740 200S920 218 1000 259S1150 285 1240 278H2100" });
    this.#svg.replaceChildren(river);
    this.replaceChildren(this.#svg);
  }

  follow(hub) {
    hub.on("position", (event) => {
      const { vehicle, kind, x, y } = event.json();
      if (!this.#dots.has(vehicle)) {
        const dot = element("circle", { r: 13, class: kind });
        this.#dots.set(vehicle, dot);
        this.#svg.append(dot);
      }
      this.#dots.get(vehicle).style.transform = `translate(${x}px, ${y * FLAT}px)`;
    });
  }
}

customElements.define("tracking-mini", TrackingMini);
