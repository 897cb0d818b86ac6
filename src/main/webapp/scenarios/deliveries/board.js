import { STEPS } from "./steps.js";

const MAX_BOXES = 24;

/** `<delivery-board>`: how many orders stand at which step, a box for each. */
export class DeliveryBoard extends HTMLElement {
  #shown = { at: 0 };
  #columns = new Map();

  connectedCallback() {
    const list = document.createElement("dl");
    for (const { count, words } of STEPS) {
      const column = document.createElement("div");
      const name = document.createElement("dt");
      name.textContent = words;
      const number = document.createElement("dd");
      number.dataset.count = count;
      const boxes = document.createElement("dd");
      boxes.className = "boxes";
      boxes.ariaHidden = "true";
      column.append(name, number, boxes);
      list.append(column);
      this.#columns.set(count, { number, boxes });
    }
    this.replaceChildren(list);
  }

  /** Of two boards, the later one counts. */
  show(board) {
    if (board.at < this.#shown.at) {
      return;
    }
    this.#shown = board;
    for (const [count, { number, boxes }] of this.#columns) {
      number.textContent = board[count].toLocaleString("en");
      const wanted = Math.min(board[count], MAX_BOXES);
      [...boxes.children].slice(wanted).forEach((box) => box.remove());
      while (boxes.children.length < wanted) {
        boxes.append(document.createElement("span"));
      }
    }
  }
}

customElements.define("delivery-board", DeliveryBoard);
