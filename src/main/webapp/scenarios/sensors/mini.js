import { onceAFrame } from "../parts/frames.js";
import "../parts/spark-line.js";

/** What the miniature asks for. */
export const asked = { match: ["/server/cpu", "/server/heap"] };

/** `<sensors-mini>`: what this server is busy with. */
class SensorsMini extends HTMLElement {
  follow(hub) {
    const lines = new Map([this.#line("cpu"), this.#line("heap")]);
    hub.on("measure", (event) => {
      const { name, value, unit } = event.json();
      lines.get(name)?.(value, unit);
    });
  }

  #line(name) {
    const label = document.createElement("span");
    const line = document.createElement("spark-line");
    this.append(label, line);
    label.textContent = name;
    let newest = null;
    const draw = onceAFrame(() => {
      label.textContent = `${name} ${newest.value.toFixed(0)} ${newest.unit}`;
      line.push(newest.value);
    });
    return [
      name,
      (value, unit) => {
        newest = { value, unit };
        draw();
      },
    ];
  }
}

customElements.define("sensors-mini", SensorsMini);
