const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 100;
const HEIGHT = 30;

/** `<spark-line length="40">`: the last values of something, as a line. What it shows stands beside it as a number. */
class SparkLine extends HTMLElement {
  #values = [];
  #line = document.createElementNS(SVG, "polyline");

  connectedCallback() {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 -2 ${WIDTH} ${HEIGHT + 4}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.ariaHidden = "true";
    svg.append(this.#line);
    this.replaceChildren(svg);
  }

  push(value) {
    this.#values.push(value);
    const length = Number(this.getAttribute("length") ?? 40);
    this.#values.splice(0, this.#values.length - length);
    const low = Math.min(...this.#values);
    const range = Math.max(...this.#values) - low || 1;
    const step = WIDTH / (length - 1);
    const points = this.#values.map((v, i) => `${(i * step).toFixed(1)},${(HEIGHT - ((v - low) / range) * HEIGHT).toFixed(1)}`);
    this.#line.setAttribute("points", points.join(" "));
  }
}

customElements.define("spark-line", SparkLine);
