const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 120;
const HEIGHT = 24;

/** `<spark-line>`: `values` as a line from zero upwards. What it shows is said in its label. */
class SparkLine extends HTMLElement {
  #line = document.createElementNS(SVG, "polyline");
  #drawn = "";

  connectedCallback() {
    if (this.firstChild) {
      return;
    }
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 -2 ${WIDTH} ${HEIGHT + 4}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    svg.append(this.#line);
    this.append(svg);
    this.role = "img";
  }

  /** @param {number[]} values oldest first @param {string} label what they are, as a sentence */
  show(values, label) {
    const high = Math.max(1, ...values);
    const step = WIDTH / Math.max(1, values.length - 1);
    const points = values.map((value, i) => `${(i * step).toFixed(1)},${(HEIGHT * (1 - value / high)).toFixed(1)}`).join(" ");
    if (points !== this.#drawn) {
      this.#drawn = points;
      this.#line.setAttribute("points", points);
      this.ariaLabel = label;
    }
  }
}

customElements.define("spark-line", SparkLine);
