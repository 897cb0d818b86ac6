import { made, timeOf } from "./item.js";

const MARKS = { correction: "corrected", retraction: "retracted" };

/** An item on the readers' page, with what became of it. */
export class NewsCard {
  #headline = made("h3", "");
  #text = made("p", "text");
  #marks = made("p", "marks");
  #about = made("p", "about");
  #buttons;
  /** As it came first, as it is told now, and why it is not told any more. */
  #item;
  #latest;
  #retraction = null;
  #asked = [];
  #isNew = true;
  drawn = document.createElement("article");

  constructor(item, desk) {
    this.#item = item;
    this.#latest = item;
    this.#buttons = made("p", "buttons");
    if (item.by === "desk") {
      const [correct, retract] = ["Correct", "Retract"].map((name) => made("button", "", name));
      correct.addEventListener("click", () => desk.correct({ ...this.#latest, id: this.id }));
      retract.addEventListener("click", () => desk.retract({ ...this.#latest, id: this.id }));
      this.#buttons.append(correct, " ", retract);
    }
    this.drawn.append(this.#about, this.#headline, this.#marks, this.#text, this.#buttons);
  }

  /** Corrections and retractions go by the name of the item, also where that itself has not come. */
  get id() {
    return this.#item.of || this.#item.id;
  }

  take(item, asked) {
    if (item.kind === "retraction") {
      this.#retraction = item;
    } else {
      this.#latest = item;
    }
    this.#asked = asked;
    this.#isNew = true;
  }

  draw() {
    if (!this.#isNew) {
      return;
    }
    this.#isNew = false;
    const { kind, headline, text } = this.#latest;
    const last = this.#retraction ?? this.#latest;
    const mark = kind in MARKS || this.#retraction ? `${MARKS[last.kind]} ${timeOf(last)}` : "";
    const told = (line) => (this.#retraction ? made("s", "", line) : line);
    this.drawn.className = `item ${last.kind}`;
    this.drawn.dataset.item = this.id;
    this.#headline.replaceChildren(told(headline));
    this.#text.replaceChildren(told(text));
    this.#marks.textContent = this.#retraction ? `${mark}: ${last.text}` : mark;
    const ways = this.#asked.length === 1 ? "one subscription" : `${this.#asked.length} subscriptions`;
    this.#about.replaceChildren(
      made("time", "", timeOf(this.#item)),
      ` ${this.#item.by}, by ${ways}: `,
      ...this.#asked.flatMap((topic) => [made("code", "", topic), " "]),
    );
    this.#buttons.hidden = this.#retraction !== null || this.#buttons.childElementCount === 0;
  }
}
