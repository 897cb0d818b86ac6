import { connect } from "../../client/courant.js";
import { flash, onceAFrame } from "../parts/frames.js";
import { PriceChart } from "./price-chart.js";
import "../parts/live-state.js";
import "../parts/source-view.js";
import "../parts/spark-line.js";

const HUB = "../../.well-known/mercure";
const shares = { matchUrlPattern: "/stocks/:symbol", visibility: "pause" };
const find = (selector) => document.querySelector(selector);

const all = connect(HUB, shares);
const slow = connect(`${HUB}?max_rate=1`, shares);

/** By symbol: the row, and what is to be drawn in it with the next frame. */
const rows = new Map();
const counts = { all: 0, slow: 0, skipped: 0, rate: 0 };
const chart = new PriceChart(find("canvas"));

all.on("quote", (event) => {
  const quote = event.json();
  counts.all++;
  rowOf(quote.symbol).quote = quote;
  if (quote.symbol === find("select").value) {
    chart.push(quote.price);
  }
  draw();
});

slow.on("quote", (event) => {
  const quote = event.json();
  const row = rowOf(quote.symbol);
  counts.slow++;
  counts.skipped += Math.max(0, quote.trade - (row.slow?.trade ?? quote.trade - 1) - 1);
  row.slow = quote;
  draw();
});

// What passed while the page was away was not left out by the hub.
slow.on("statechange", () => rows.forEach((row) => (row.slow = undefined)));

const draw = onceAFrame(() => {
  for (const row of rows.values()) {
    row.draw();
  }
  chart.draw();
  for (const [name, count] of Object.entries(counts)) {
    find(`[data-count=${name}]`).textContent = count.toLocaleString("en");
  }
});

function rowOf(symbol) {
  if (!rows.has(symbol)) {
    rows.set(symbol, new Row(symbol));
    // Shares come as they are traded; people look for them by name.
    const sorted = [...rows.values()].sort((a, b) => a.symbol.localeCompare(b.symbol));
    find("tbody").replaceChildren(...sorted.map(({ line }) => line));
    const options = sorted.map((row) => new Option(row.symbol, row.symbol, false, row.symbol === find("select").value));
    find("select").replaceChildren(...options);
  }
  return rows.get(symbol);
}

class Row {
  quote;
  slow;
  line = document.createElement("tr");
  #cells;
  #spark = document.createElement("spark-line");
  #drawn;

  constructor(symbol) {
    this.symbol = symbol;
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = symbol;
    this.line.append(head);
    this.line.dataset.symbol = symbol;
    this.#cells = ["price", "today", "line", "slow"].map((name) => {
      const cell = this.line.insertCell();
      cell.className = name;
      return cell;
    });
    this.#cells[2].append(this.#spark);
  }

  draw() {
    const [price, today, , slowly] = this.#cells;
    if (this.quote && this.quote !== this.#drawn) {
      const change = (this.quote.price / this.quote.open - 1) * 100;
      price.textContent = this.quote.price.toFixed(2);
      today.textContent = `${change < 0 ? "▼" : "▲"} ${Math.abs(change).toFixed(2)} %`;
      today.className = `today ${change < 0 ? "down" : "up"}`;
      this.#spark.push(this.quote.price);
      flash(price);
      this.#drawn = this.quote;
    }
    if (this.slow && slowly.dataset.trade !== String(this.slow.trade)) {
      slowly.textContent = this.slow.price.toFixed(2);
      slowly.dataset.trade = this.slow.trade;
      flash(slowly);
    }
  }
}

let before = 0;
setInterval(() => {
  counts.rate = counts.all - before;
  before = counts.all;
  draw();
}, 1000);

find("select").addEventListener("change", () => chart.begin());
find("live-state").follow(all);
