import { connect } from "../../client/courant.js";
import { onceAFrame } from "../parts/frames.js";
import { load } from "../parts/load.js";
import { Basket, order } from "./till.js";
import "./shelf.js";
import "../parts/live-state.js";
import "../parts/source-view.js";

const SHOP = "../../api/scenarios/shop";
const MAX_HEARD = 14;
const MAX_ATTEMPTS = 8;

const find = (selector) => document.querySelector(selector);
const hub = connect("../../.well-known/mercure", { matchUrlPattern: "/shop/:item", visibility: "pause" });

/** By article. */
const shelves = new Map();
const basket = new Basket();
/** The visitor's orders that nobody has heard of yet, by id: the line that waits for it. */
const unheard = new Map();
let heard = [];

hub.on("stock", (event) => {
  const stock = event.json();
  take(stock);
  heard = [stock, ...heard].slice(0, MAX_HEARD);
  confirm(stock.order);
  draw();
});

// Listen first, ask then: what changes in between is heard, and has the higher version.
hub.on("statechange", async ({ state }) => {
  if (state === "open") {
    (await load(SHOP)).forEach(take);
    draw();
  }
});

function take(stock) {
  if (!shelves.has(stock.item)) {
    const shelf = document.createElement("shop-shelf");
    const place = document.createElement("li");
    place.append(shelf);
    shelves.set(stock.item, shelf);
    shelf.stock = stock;
    // Articles come as they are sold; people look for them by name.
    const sorted = [...shelves.values()].sort((a, b) => a.stock.name.localeCompare(b.stock.name));
    find(".shelves").append(...sorted.map(({ parentNode }) => parentNode));
  }
  shelves.get(stock.item).take(stock);
}

const short = (id) => id.slice(0, 6);
const stockOf = (item) => shelves.get(item).stock;

const draw = onceAFrame(() => {
  for (const shelf of shelves.values()) {
    shelf.draw();
  }
  const ends = Math.max(0, ...[...shelves.values()].map(({ stock }) => stock.saleEnds));
  // The clocks of the server and of the page may differ: the server's has the say about the price.
  const seconds = Math.max(1, Math.ceil((ends - Date.now()) / 1000));
  find("button.sale").textContent = ends > 0 ? `Half price for ${seconds} s` : "Flash sale";
  find("button.sale").disabled = ends > 0;
  find(".heard").replaceChildren(...heard.map((stock) => line("", sentence(stock))));
  // It is read out when it changes, and only then.
  const amount = String(basket.amount(stockOf));
  if (find(".till output").textContent !== amount) {
    find(".till output").textContent = amount;
  }
});

function sentence({ name, left, order, sold, saleEnds }) {
  if (order) {
    return `Order ${short(order)}: ${sold} × ${name}, ${left} left`;
  }
  return `${name}: ${saleEnds > 0 ? "half price" : `${left} on the shelf`}`;
}

function line(className, ...texts) {
  const item = document.createElement("li");
  item.className = className;
  item.append(
    ...texts.map((text) => {
      const part = document.createElement("span");
      part.textContent = text;
      return part;
    }),
  );
  return item;
}

function fillBasket() {
  const lines = basket.lines.map(({ stock, count }) => {
    const item = line("", `${count} × ${stock.name}`);
    const away = document.createElement("button");
    away.type = "button";
    away.textContent = "Put back";
    away.ariaLabel = `Put back: ${stock.name}`;
    away.addEventListener("click", () => {
      basket.remove(stock.item);
      fillBasket();
      (find(".lines button") ?? find(".shelves button")).focus();
    });
    item.append(away);
    return item;
  });
  find(".lines").replaceChildren(...lines);
  find(".till .empty").hidden = lines.length > 0;
  find(".till form button").disabled = lines.length === 0;
  draw();
}

/** Pays line by line: each is an order of its own. What failed stays in the basket. */
async function pay(card) {
  for (const { stock, count } of basket.lines) {
    const what = `${count} × ${stock.name}`;
    try {
      const { isBought, order: id, title, sentence } = await order(stock.item, count, card);
      if (isBought) {
        basket.remove(stock.item);
        attempt("bought", what, id);
      } else {
        attempt("failed", `${what}: ${title}`, "", `${sentence} Rolled back: nobody heard of it.`);
      }
    } catch {
      attempt("failed", what, "", "The server did not answer: see whether everybody has heard of it before you pay again.");
    }
  }
  fillBasket();
}

function attempt(className, what, id, sentence = "Paid.") {
  const item = line(className, what, sentence);
  item.dataset.order = id;
  find(".attempts").prepend(item);
  [...find(".attempts").children].slice(MAX_ATTEMPTS).forEach((old) => old.remove());
  find(".attempts + .empty").hidden = true;
  if (id) {
    unheard.set(id, item);
    heard.forEach((stock) => confirm(stock.order));
  }
}

/** The event may be here before the answer to the order is. */
function confirm(id) {
  const item = unheard.get(id);
  if (item) {
    item.lastChild.textContent = `Paid, as order ${short(id)}: everybody has heard of it.`;
    unheard.delete(id);
  }
}

find(".shelves").addEventListener("take", ({ detail }) => {
  basket.add(detail);
  fillBasket();
});
find("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  find(".till form button").disabled = true;
  await pay(new FormData(event.target).get("card"));
});
find("button.sale").addEventListener("click", () => fetch(`${SHOP}/sale`, { method: "POST" }));
setInterval(draw, 1000);
find("live-state").follow(hub);
