import { arrange } from "../parts/arrange.js";

const CHANGES_SHOWN = 100;
const timeOfDay = new Intl.DateTimeFormat("en", { timeStyle: "medium", hourCycle: "h23" });

/** Keeps the changes of alarms as they came, and what follows from them: which are open. */
export class Book {
  #rows;
  #list;
  #acknowledge;
  #changes = [];
  #open = new Map();
  #items = new Map();
  #isDrawn = false;

  /**
   * @param rows where the changes are shown
   * @param list where the open alarms are shown
   * @param acknowledge called with an alarm that somebody cares for
   */
  constructor(rows, list, acknowledge) {
    this.#rows = rows;
    this.#list = list;
    this.#acknowledge = acknowledge;
  }

  get isAnythingOpen() {
    return this.#open.size > 0;
  }

  enter(alarm, came) {
    // What another run of the server had left open is not watched by anybody any more.
    const run = alarm.id.split("-")[0];
    for (const [id] of this.#open) {
      if (id.split("-")[0] !== run) {
        this.#open.delete(id);
      }
    }
    if (alarm.state === "cleared") {
      this.#open.delete(alarm.id);
    } else {
      this.#open.set(alarm.id, alarm);
    }
    this.#changes.push({ alarm, came });
    this.#changes.splice(0, this.#changes.length - CHANGES_SHOWN);
    this.#isDrawn = false;
  }

  /** Which alarms are open is not known any more. */
  forgetOpen() {
    this.#open.clear();
    this.#isDrawn = false;
  }

  draw() {
    if (this.#isDrawn) {
      return;
    }
    this.#isDrawn = true;
    this.#rows.replaceChildren(...this.#changes.map((change) => row(change)).reverse());
    arrange(this.#list, [...this.#open.values()].reverse().map((alarm) => this.#itemOf(alarm)));
    for (const id of this.#items.keys()) {
      this.#open.has(id) || this.#items.delete(id);
    }
  }

  #itemOf(alarm) {
    const known = this.#items.get(alarm.id);
    if (known?.dataset.state === alarm.state) {
      return known;
    }
    const item = this.#item(alarm);
    this.#items.set(alarm.id, item);
    return item;
  }

  #item(alarm) {
    const item = document.createElement("li");
    item.dataset.state = alarm.state;
    item.dataset.sensor = alarm.sensor;
    const text = document.createElement("span");
    text.textContent = `${alarm.sensor}: ${alarm.cause}, ${alarm.state} ${timeOfDay.format(alarm.millis)}`;
    item.append(text);
    if (alarm.state !== "acknowledged") {
      const button = document.createElement("button");
      button.textContent = "Acknowledge";
      button.ariaLabel = `Acknowledge ${alarm.sensor}`;
      button.addEventListener("click", () => this.#acknowledge(alarm));
      item.append(button);
    }
    return item;
  }
}

function row({ alarm, came }) {
  const line = document.createElement("tr");
  line.dataset.number = alarm.number;
  line.dataset.state = alarm.state;
  for (const text of [alarm.number, timeOfDay.format(alarm.millis), alarm.sensor, alarm.cause, alarm.state, came]) {
    line.insertCell().textContent = text;
  }
  return line;
}
