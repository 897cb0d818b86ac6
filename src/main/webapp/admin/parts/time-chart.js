/* global Chart: the WebJar's script puts it there. */
import { SPAN_MS, summary } from "../logic/samples.js";
import { el, freshId, say } from "./dom.js";

const DASHES = [[], [6, 3]];
const MINUTE_MS = 60_000;

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {(sample: import("../types.js").Sample) => number} of
 */

/**
 * `<time-chart>`: measures over the last fifteen minutes. Set `heading`, `lines` and `format`, then `show(samples)`.
 * Below it stands in words what it shows.
 */
class TimeChart extends HTMLElement {
  heading = "";
  /** @type {Line[]} */
  lines = [];
  /** @type {(value: number) => string} */
  format = String;
  #chart = null;
  #newest = 0;
  #canvas = el("canvas", { role: "img" });
  #words = el("figcaption");
  #scheme = matchMedia("(prefers-color-scheme: dark)");
  #recolour = () => this.#colour();

  connectedCallback() {
    this.#words.id = freshId();
    this.#canvas.ariaLabel = `${this.heading} over the last 15 minutes`;
    this.#canvas.setAttribute("aria-describedby", this.#words.id);
    this.append(el("figure", {}, el("h3", {}, this.heading), el("div", { className: "canvas" }, this.#canvas), this.#words));
    if (typeof Chart !== "undefined") {
      this.#make();
      this.#scheme.addEventListener("change", this.#recolour);
    }
  }

  disconnectedCallback() {
    this.#scheme.removeEventListener("change", this.#recolour);
    this.#chart?.destroy();
    this.#chart = null;
    this.replaceChildren();
  }

  /** @param {import("../types.js").Sample[]} samples oldest first */
  show(samples) {
    say(this.#words, this.lines.map((line) => this.#sentence(line, samples)).join(" "));
    const newest = samples.at(-1)?.at;
    if (!this.#chart || newest === undefined) {
      return;
    }
    this.#newest = newest;
    this.#chart.data.datasets.forEach((set, i) => {
      set.data = samples.map((sample) => ({ x: (sample.at - newest) / MINUTE_MS, y: this.lines[i].of(sample) }));
    });
    this.#chart.update("none");
  }

  /** What it holds: how many points, and when the newest was, in milliseconds since 1970. */
  get held() {
    return { points: this.#chart?.data.datasets[0].data.length ?? 0, newest: this.#newest };
  }

  #sentence({ name, of }, samples) {
    const told = summary(samples, of);
    const { format } = this;
    return told ? `${name}: now ${format(told.now)}, lowest ${format(told.low)}, highest ${format(told.high)}.` : `${name}: nothing yet.`;
  }

  #make() {
    this.#chart = new Chart(this.#canvas, {
      type: "line",
      data: { datasets: this.lines.map(({ name }, i) => ({ label: name, data: [], borderDash: DASHES[i], borderWidth: 1.5, pointRadius: 0 })) },
      options: {
        animation: false,
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        events: [],
        plugins: { legend: { display: this.lines.length > 1, align: "end", labels: { boxHeight: 0, boxWidth: 22 } }, tooltip: { enabled: false } },
        scales: {
          x: { type: "linear", min: -SPAN_MS / MINUTE_MS, max: 0, ticks: { stepSize: 5, callback: (value) => (value === 0 ? "now" : `${value} min`) } },
          y: { beginAtZero: true, ticks: { maxTicksLimit: 4, callback: (value) => this.format(Number(value)) } },
        },
      },
    });
    this.#colour();
  }

  /** Takes the colours of the page, which has a light and a dark dress. */
  #colour() {
    const style = getComputedStyle(document.body);
    const { options, data } = this.#chart;
    for (const scale of Object.values(options.scales)) {
      scale.ticks = { ...scale.ticks, color: style.color };
      scale.grid = { color: style.getPropertyValue("--line") };
    }
    options.plugins.legend.labels.color = style.color;
    data.datasets.forEach((set, i) => {
      set.borderColor = style.getPropertyValue(i === 0 ? "--accent" : "--warm").trim();
    });
    this.#chart.update("none");
  }
}

customElements.define("time-chart", TimeChart);
