import { listen } from "./listen.js";

const rows = document.querySelector("tbody");
const form = document.querySelector("form");
const state = document.querySelector("#state");

// First listen, then read: what happens in between arrives twice, and the version tells which is newer.
listen("api/orders/board", {
  open: readAll,
  order: (event) => show(JSON.parse(event.data)),
  error: () => (state.textContent = "Connecting"),
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  fetch("api/orders", { method: "POST", body: new URLSearchParams(new FormData(form)) });
});

async function readAll() {
  const answer = await fetch("api/orders");
  const orders = await answer.json();
  orders.reverse().forEach(show);
  state.textContent = "Live";
}

function show(order) {
  const old = document.getElementById(order.id);
  if (old && old.dataset.version >= order.version) {
    return;
  }
  const row = document.createElement("tr");
  row.id = order.id;
  row.dataset.version = order.version;
  row.append(...[link(order), order.article, order.quantity, order.state, shipButton(order)].map(cell));
  if (old) {
    old.replaceWith(row);
  } else {
    rows.prepend(row);
  }
}

function cell(content) {
  const cell = document.createElement("td");
  cell.append(content);
  return cell;
}

function link({ id }) {
  const link = document.createElement("a");
  link.href = `order.html?id=${id}`;
  link.textContent = id;
  return link;
}

function shipButton({ id, state }) {
  const button = document.createElement("button");
  button.textContent = "Ship";
  button.disabled = state !== "PLACED";
  button.addEventListener("click", () => fetch(`api/orders/${id}/shipment`, { method: "POST" }));
  return button;
}
