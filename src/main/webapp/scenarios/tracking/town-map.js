import { HEIGHT, WIDTH, drawTown } from "./town.js";

const TILE = 300;
const CLOSEST = 4;
const stillness = matchMedia("(prefers-reduced-motion: reduce)");
const within = (low, value, high) => Math.min(Math.max(value, low), high);

/** The map: what of the town is in view. `onView` is called whenever other tiles are. */
export class TownMap {
  #svg;
  #onView;
  #zoom = 1;
  #centre = [WIDTH / 2, HEIGHT / 2];
  /** What is drawn now, on its way to what is wanted: left, top, width. */
  #shown;

  constructor(svg, onView) {
    this.#svg = svg;
    this.#onView = onView;
    drawTown(svg.querySelector(".town"));
    this.#shown = this.#wanted;
    this.#draw();
    this.#heedPointer();
  }

  get zoom() {
    return this.#zoom;
  }

  /** The tiles in view, each as column-row. */
  get tiles() {
    const [left, top, width] = this.#wanted;
    const [right, bottom] = [left + width, top + width * (HEIGHT / WIDTH)];
    const found = [];
    for (let row = Math.floor(top / TILE); row * TILE < bottom; row++) {
      for (let column = Math.floor(left / TILE); column * TILE < right; column++) {
        found.push(`${column}-${row}`);
      }
    }
    return found;
  }

  zoomBy(factor) {
    this.#zoom = within(1, this.#zoom * factor, CLOSEST);
    this.#move(0, 0);
  }

  /** Moves on by parts of what is in view. */
  pan(right, down) {
    this.#move((right * WIDTH) / this.#zoom, (down * HEIGHT) / this.#zoom);
  }

  /** Left, top and width of what is to be in view. */
  get #wanted() {
    const [width, height] = [WIDTH / this.#zoom, HEIGHT / this.#zoom];
    return [this.#centre[0] - width / 2, this.#centre[1] - height / 2, width];
  }

  #move(right, down, isAtOnce = stillness.matches) {
    const [x, y] = this.#centre;
    const margin = 0.5 / this.#zoom;
    this.#centre = [
      within(margin * WIDTH, x + right, (1 - margin) * WIDTH),
      within(margin * HEIGHT, y + down, (1 - margin) * HEIGHT),
    ];
    this.#onView();
    if (isAtOnce) {
      this.#shown = this.#wanted;
      this.#draw();
    } else {
      this.#glide();
    }
  }

  #isGliding = false;

  #glide() {
    if (this.#isGliding) {
      return;
    }
    this.#isGliding = true;
    const step = () => {
      const wanted = this.#wanted;
      this.#shown = this.#shown.map((n, i) => n + (wanted[i] - n) * 0.2);
      this.#isGliding = this.#shown.some((n, i) => Math.abs(wanted[i] - n) > 0.5);
      this.#shown = this.#isGliding ? this.#shown : wanted;
      this.#draw();
      this.#isGliding && requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  #draw() {
    const [left, top, width] = this.#shown;
    this.#svg.setAttribute("viewBox", `${left} ${top} ${width} ${width * (HEIGHT / WIDTH)}`);
    this.#svg.classList.toggle("close", this.#zoom > 1);
  }

  #heedPointer() {
    const svg = this.#svg;
    svg.addEventListener("pointerdown", ({ pointerId, isPrimary }) => isPrimary && svg.setPointerCapture(pointerId));
    svg.addEventListener("pointermove", ({ pointerId, movementX, movementY }) => {
      if (svg.hasPointerCapture(pointerId) && this.#zoom > 1) {
        const metresPerPixel = WIDTH / this.#zoom / svg.clientWidth;
        this.#move(-movementX * metresPerPixel, -movementY * metresPerPixel, true);
      }
    });
    svg.addEventListener("dblclick", () => this.zoomBy(2));
  }
}
