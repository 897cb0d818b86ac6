import { listen } from "./listen.js";

const id = new URLSearchParams(location.search).get("id");
let shown = -1;

// The topic of one order, from the hub's own endpoint: no Java had to be written for this stream.
listen(`.well-known/mercure?match=${encodeURIComponent(`/orders/${id}`)}`, {
  open: read,
  message: (event) => show(JSON.parse(event.data)),
});

async function read() {
  const answer = await fetch(`api/orders/${encodeURIComponent(id)}`);
  show(await answer.json());
}

function show(order) {
  if (order.version <= shown) {
    return;
  }
  shown = order.version;
  document.querySelector("#id").textContent = order.id;
  document.querySelector("#article").textContent = order.article;
  document.querySelector("#quantity").textContent = order.quantity;
  document.querySelector("#order-state").textContent = order.state;
}
