import { flash } from "../parts/frames.js";

/** `<shop-shelf>`: one article, how many are left of it, and what it costs now. */
export class ShopShelf extends HTMLElement {
  /** What is known of it; of two, the higher version is the newer. */
  stock = null;
  #drawn = null;

  connectedCallback() {
    if (this.firstChild) {
      return;
    }
    this.#add("h3", "name");
    const price = this.#add("p", "price");
    price.append(document.createElement("span"), document.createElement("del"));
    const bar = this.#add("div", "bar");
    bar.ariaHidden = "true";
    bar.append(document.createElement("span"));
    this.#add("p", "left");
    const take = this.#add("button", "take");
    take.type = "button";
    take.textContent = "Take one";
    take.addEventListener("click", () => this.dispatchEvent(new CustomEvent("take", { bubbles: true, detail: this.stock })));
  }

  /** Events of two orders may come in another order than these were made. */
  take(stock) {
    if (stock.version > this.stock.version) {
      this.stock = stock;
    }
  }

  draw() {
    const { stock } = this;
    const isSale = stock.price < stock.usualPrice;
    this.classList.toggle("sale", isSale);
    this.#part("del").textContent = isSale ? stock.usualPrice : "";
    if (stock === this.#drawn) {
      return;
    }
    this.dataset.item = stock.item;
    this.dataset.version = stock.version;
    this.#part(".name").textContent = stock.name;
    this.#part(".price span").textContent = `${stock.price} crowns`;
    this.#part(".left").textContent = stock.left === 0 ? "Sold out" : `${stock.left} of ${stock.full} left`;
    this.#part(".take").ariaLabel = `Take one: ${stock.name}`;
    this.#part(".take").disabled = stock.left === 0;
    this.#part(".bar span").style.inlineSize = `${(stock.left / stock.full) * 100}%`;
    this.dataset.level = stock.left < stock.full / 4 ? "low" : "fine";
    if (this.#drawn && this.#drawn.left !== stock.left) {
      flash(this.#part(".left"));
    }
    this.#drawn = stock;
  }

  #add(name, className) {
    const part = document.createElement(name);
    part.className = className;
    this.append(part);
    return part;
  }

  #part(selector) {
    return this.querySelector(selector);
  }
}

customElements.define("shop-shelf", ShopShelf);
