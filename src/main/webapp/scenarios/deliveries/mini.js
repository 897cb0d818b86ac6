import { STEPS } from "./steps.js";

/** What the gallery asks the hub for. */
export const asked = { match: ["/deliveries/board"], matchUrlPattern: [] };

/** `<deliveries-mini>`: how many orders stand at which step. */
class DeliveriesMini extends HTMLElement {
  connectedCallback() {
    this.replaceChildren(
      ...STEPS.map(({ words }) => {
        const column = document.createElement("span");
        const number = document.createElement("strong");
        number.textContent = "–";
        column.append(number, words);
        return column;
      }),
    );
  }

  follow(hub) {
    hub.on("board", (event) => {
      const board = event.json();
      STEPS.forEach(({ count }, n) => {
        this.children[n].firstChild.textContent = board[count];
        this.children[n].classList.toggle("busy", board[count] > 0);
      });
    });
  }
}

customElements.define("deliveries-mini", DeliveriesMini);
