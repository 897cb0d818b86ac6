/* global Chart: the WebJar's script puts it there. */

const PRICES_SHOWN = 120;

/** Draws the last prices of one share. */
export class PriceChart {
  #chart;
  #isNew = false;

  constructor(canvas) {
    this.#chart = new Chart(canvas, {
      type: "line",
      data: { labels: Array.from({ length: PRICES_SHOWN }, (_, i) => i - PRICES_SHOWN + 1), datasets: [{ data: [], borderWidth: 2, pointRadius: 0 }] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: { x: { display: false }, y: { ticks: {} } },
      },
    });
    this.colour();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.colour());
  }

  /** Begins anew, with another share. */
  begin() {
    this.#prices.length = 0;
    this.#isNew = true;
    this.draw();
  }

  push(price) {
    this.#prices.push(price);
    this.#prices.splice(0, this.#prices.length - PRICES_SHOWN);
    this.#isNew = true;
  }

  draw() {
    if (this.#isNew) {
      this.#isNew = false;
      this.#chart.update();
    }
  }

  /** Takes the colours of the page, which has a light and a dark dress. */
  colour() {
    const style = getComputedStyle(document.body);
    this.#chart.options.scales.y.ticks.color = style.color;
    this.#chart.options.scales.y.grid = { color: style.getPropertyValue("--line") };
    this.#chart.data.datasets[0].borderColor = style.getPropertyValue("--accent").trim();
    this.#chart.update();
  }

  get #prices() {
    return this.#chart.data.datasets[0].data;
  }
}
