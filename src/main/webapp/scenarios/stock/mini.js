import { flash, onceAFrame } from "../parts/frames.js";
import "../parts/spark-line.js";

/** What the miniature asks for. */
export const asked = { matchUrlPattern: "/stocks/:symbol" };
const SHOWN = ["ALDER", "BASIL", "CEDAR"];

/** `<stock-mini>`: three shares. */
class StockMini extends HTMLElement {
  follow(hub) {
    const rows = new Map(SHOWN.map((symbol) => [symbol, this.#row(symbol)]));
    const draw = onceAFrame(() => rows.forEach((row) => row.draw()));
    hub.on("quote", (event) => {
      const quote = event.json();
      const row = rows.get(quote.symbol);
      if (row) {
        row.quote = quote;
        draw();
      }
    });
  }

  #row(symbol) {
    const name = document.createElement("span");
    name.textContent = symbol;
    const line = document.createElement("spark-line");
    const price = document.createElement("span");
    this.append(name, line, price);
    const row = { quote: null, drawn: null };
    row.draw = () => {
      if (row.quote !== row.drawn) {
        price.textContent = row.quote.price.toFixed(2);
        line.push(row.quote.price);
        flash(price);
        row.drawn = row.quote;
      }
    };
    return row;
  }
}

customElements.define("stock-mini", StockMini);
