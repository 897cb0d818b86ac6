import { element } from "./town.js";

/** From one position to the next; a little longer than that takes, so that nobody stops in between. */
const DRIVE_MS = 560;
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** Lengths and widths in metres of the map, larger than life. */
const SIZES = { bus: [38, 14], van: [26, 13], taxi: [23, 12], bike: [16, 8] };

/** A vehicle on the map: glides from where it was drawn to where it was seen last. */
export class Vehicle {
  heardAt = 0;
  drawn;
  #from;
  #to;

  constructor({ vehicle, kind }) {
    const [length, width] = SIZES[kind] ?? SIZES.van;
    const body = { x: -length / 2, y: -width / 2, width: length, height: width, rx: 3.5 };
    this.drawn = element(
      "g",
      { class: `vehicle ${kind}` },
      element("rect", body),
      element("rect", { class: "glass", x: length / 2 - 7, y: -width / 2 + 2, width: 3.5, height: width - 4, rx: 1 }),
    );
    this.drawn.dataset.vehicle = vehicle;
  }

  seen({ x, y, heading }, now) {
    // The nearer way round: from 350 to 10 degrees are 20.
    const last = this.#place(now)?.heading ?? heading;
    this.#from = this.#place(now);
    this.#to = { x, y, heading: last + ((((heading - last) % 360) + 540) % 360) - 180 };
    this.heardAt = now;
  }

  draw(now) {
    const { x, y, heading } = this.#place(now);
    // People keep to the right.
    this.drawn.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${heading.toFixed(1)}) translate(0 5)`);
  }

  #place(now) {
    if (!this.#from || stillness.matches) {
      return this.#to;
    }
    const part = Math.min((now - this.heardAt) / DRIVE_MS, 1);
    const mix = (name) => this.#from[name] + (this.#to[name] - this.#from[name]) * part;
    return { x: mix("x"), y: mix("y"), heading: mix("heading") };
  }
}
