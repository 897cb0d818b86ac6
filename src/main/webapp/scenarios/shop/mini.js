/** What the gallery asks the hub for. */
export const asked = { match: [], matchUrlPattern: ["/shop/:item"] };

/** `<shop-mini>`: the shelves, as bars. */
class ShopMini extends HTMLElement {
  #bars = new Map();

  follow(hub) {
    hub.on("stock", (event) => this.#show(event.json()));
  }

  #show({ item, name, left, full }) {
    if (!this.#bars.has(item)) {
      this.#bars.set(item, this.#addBar(name));
    }
    const bar = this.#bars.get(item);
    bar.firstChild.style.blockSize = `${(left / full) * 100}%`;
    bar.classList.toggle("low", left < full / 4);
    bar.title = `${name}: ${left} left`;
  }

  #addBar(name) {
    const bar = document.createElement("span");
    const level = document.createElement("span");
    bar.append(level);
    bar.dataset.name = name;
    // Articles come as they are sold: the bars are to stand in one and the same order.
    const next = [...this.children].find((other) => other.dataset.name > name);
    this.insertBefore(bar, next ?? null);
    return bar;
  }
}

customElements.define("shop-mini", ShopMini);
