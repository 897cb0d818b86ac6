import { plural } from "../logic/format.js";
import { Refresher } from "../refresher.js";
import { button, el, field, say } from "../parts/dom.js";
import { eventTable } from "./event-table.js";
import { View } from "./view.js";

const SIZE = 50;
const TYPING_MS = 250;
const FILTERS = ["topic", "pattern", "type"];

/** The newest events, looked at once a second: however many there are, no more come to this browser. */
export class LiveView extends View {
  #params = new URLSearchParams();
  #table;
  #form = el("form", { className: "filters", role: "search", ariaLabel: "Live events" });
  #passed = el("p", { className: "quiet" });
  #pause = button("Pause", () => this.app.ticker.toggle());
  /** The newest offset at the last look; -1 before the first one. */
  #head = -1;
  /** What is shown, newest first. @type {import("../types.js").HistoryEvent[]} */
  #events = [];
  #refresher = new Refresher((signal) => this.#load(signal), (failure) => this.cannotLoad(failure));

  build() {
    this.#table = eventTable(this.app, () => this.#params);
    const typed = (name, label, hint) => field(label, el("input", { type: "search", name, spellcheck: false }), hint);
    this.#form.append(typed("topic", "Topic", "Exactly this one"), typed("pattern", "Or URL pattern", "Such as /orders/:id"), typed("type", "Type"), this.#pause);
    let timer = 0;
    const apply = () => {
      const values = FILTERS.map((name) => [name, this.#form.elements[name].value]);
      this.app.router.amend("live", Object.fromEntries(values));
    };
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(apply, TYPING_MS);
    });
    const showPause = () => say(this.#pause, this.app.ticker.isPaused ? "Go on" : "Pause");
    this.app.ticker.addEventListener("state", showPause, { signal: this.signal });
    showPause();
    this.signal.addEventListener("abort", () => clearTimeout(timer));
    this.signal.addEventListener("abort", () => this.#refresher.stop());
    this.append(
      this.heading("Live", `The newest ${SIZE} events, looked at once a second. What goes by between two looks is counted, and is in the history.`),
      this.#form,
      this.said,
      this.#passed,
      this.#table,
    );
  }

  show(params) {
    this.#params = params;
    this.#head = -1;
    this.#events = [];
    for (const name of FILTERS) {
      const control = this.#form.elements[name];
      if (document.activeElement !== control) {
        control.value = params.get(name) ?? "";
      }
    }
    this.#refresher.now();
  }

  tick() {
    // Somebody who reads the data of an event wants it to stay.
    if (!this.#table.querySelector(".unfolded")) {
      this.#refresher.tick();
    } else {
      say(this.#passed, "Held, while the data of an event is open.");
    }
  }

  async #load(signal) {
    const { topic, pattern, type } = Object.fromEntries(this.#params);
    const isFiltered = Boolean(topic || pattern || type);
    const { events, head } = await this.#newest({ topic, pattern, type }, isFiltered, signal);
    this.loaded();
    this.#events = events;
    this.#table.nothing = "Nothing yet.";
    this.#table.show(events, "Newest events, newest first");
    if (this.#head >= 0) {
      const fresh = events.filter(({ offset }) => offset > this.#head).length;
      const came = Math.max(0, head - this.#head);
      const unseen = isFiltered || came <= fresh ? "" : `, ${plural(came - fresh, "event")} went by unseen`;
      say(this.#passed, `Since the last look: ${plural(came, "event")} ${isFiltered ? "on all topics" : "came"}${unseen}.`);
    }
    this.#head = head;
  }

  /** What a filter lets through may be rare: then only what has come since is looked at. */
  async #newest(filters, isFiltered, signal) {
    const { api } = this.app.session;
    if (isFiltered && this.#head >= 0) {
      const { events, head, next } = await api.get("history", { ...filters, after: this.#head, limit: SIZE }, signal);
      if (next === undefined) {
        return { events: [...events.reverse(), ...this.#events].slice(0, SIZE), head };
      }
    }
    return api.get("history", { ...filters, limit: SIZE }, signal);
  }
}
