/* global Chart: the WebJar's script puts it there. */

const EVENTS_SHOWN = 60;
const DASHES = [[], [6, 3], [2, 2], [10, 3, 2, 3], [14, 3]];

/** A logarithmic axis has more marks than are worth a number. */
const powersOfTen = (value) => (Number.isInteger(Math.log10(value)) ? value.toLocaleString("en") : "");

/** Each lane in the legend: a line with the lane's dashes. */
const generateLabels = (chart) =>
  Chart.defaults.plugins.legend.labels.generateLabels(chart).map((label, i) => ({ ...label, pointStyle: "line", lineDash: DASHES[i] }));

/** Draws how late each of the last events was, a line for each lane. What it shows stands in the table too. */
export class DelayChart {
  #chart;
  #lanes;
  #clock;

  constructor(canvas, lanes, clock) {
    this.#lanes = lanes;
    this.#clock = clock;
    this.#chart = new Chart(canvas, {
      type: "line",
      data: { datasets: lanes.map((lane, i) => ({ label: lane.name, data: [], borderDash: DASHES[i], borderWidth: 2, pointRadius: 2 })) },
      options: {
        animation: false,
        maintainAspectRatio: false,
        parsing: false,
        scales: {
          x: { type: "linear", title: { display: true, text: "number of the event" }, ticks: { precision: 0 } },
          y: { type: "logarithmic", min: 1, ticks: { callback: powersOfTen }, title: { display: true, text: "milliseconds later than the quickest" } },
        },
      },
    });
    this.colour();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.colour());
  }

  /** Takes the colours of the page, which has a light and a dark dress. */
  colour() {
    const { options, data } = this.#chart;
    const style = getComputedStyle(document.body);
    Chart.defaults.color = style.color;
    const line = style.getPropertyValue("--line");
    for (const scale of Object.values(options.scales)) {
      scale.ticks = { ...scale.ticks, color: style.color };
      scale.title.color = style.color;
      scale.grid = { color: line };
    }
    Object.assign(options.plugins.legend.labels, { color: style.color, usePointStyle: true, pointStyleWidth: 32, generateLabels });
    data.datasets.forEach((dataset, i) => {
      dataset.borderColor = style.getPropertyValue(`--${this.#lanes[i].id}`).trim();
      dataset.backgroundColor = dataset.borderColor;
    });
    this.#chart.update();
  }

  draw() {
    const newest = Math.max(...this.#lanes.map((lane) => lane.measures.last ?? 0));
    this.#chart.data.datasets.forEach((dataset, i) => {
      dataset.data = this.#lanes[i].measures.delays
        .filter(({ n }) => n > newest - EVENTS_SHOWN)
        // On a logarithmic axis there is no zero.
        .map(({ n, raw }) => ({ x: n, y: Math.max(1, this.#clock.delay(raw)) }))
        .sort((a, b) => a.x - b.x);
    });
    this.#chart.update();
  }
}
