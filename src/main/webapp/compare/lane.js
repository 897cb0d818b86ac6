import { Measures, median } from "./measures.js";

const STATES = { connecting: "Connecting", live: "Live", away: "Trying again", cut: "Cut", paused: "Paused" };
const number = new Intl.NumberFormat("en");

/** One way, with what it has measured and the place on the page that shows it. */
export class Lane {
  cursor = "";
  measures = new Measures();
  #way;
  #root;
  #clock;
  #onEvent;
  #running;

  /**
   * A lane that does not run yet.
   *
   * @param way one of WAYS
   * @param {DocumentFragment} content what the template makes
   * @param {import("./clock.js").Clock} clock shared by all
   * @param {() => void} onEvent called after each event
   */
  constructor(way, content, clock, onEvent) {
    this.#way = way;
    this.#clock = clock;
    this.#onEvent = onEvent;
    this.#root = content.firstElementChild;
    this.#root.style.setProperty("--colour", `var(--${way.id})`);
    this.#root.setAttribute("aria-labelledby", `lane-${way.id}`);
    this.#find("h2").id = `lane-${way.id}`;
    this.#find("h2").textContent = way.name;
    this.#find(".how").textContent = way.how;
  }

  get id() {
    return this.#way.id;
  }

  get name() {
    return this.#way.name;
  }

  get root() {
    return this.#root;
  }

  get isRunning() {
    return this.#running !== undefined;
  }

  start() {
    this.#running = new AbortController();
    this.#show("connecting");
    this.#way.run(this, this.#running.signal);
  }

  /** @param {"cut" | "paused"} why */
  stop(why) {
    this.#running?.abort();
    this.#running = undefined;
    this.#show(why);
  }

  request() {
    this.measures.request(Date.now());
    this.#set("requests", this.measures.requests);
  }

  opened() {
    this.#show("live");
  }

  interrupted() {
    if (this.isRunning) {
      this.#show("away");
    }
  }

  bytes(text) {
    this.measures.addBytes(text, Date.now());
    this.#set("bytes", this.measures.bytes);
  }

  moveTo(cursor) {
    this.cursor = cursor;
  }

  event(data) {
    const now = Date.now();
    const event = JSON.parse(data);
    const raw = now - event.sent;
    this.#clock.note(raw);
    this.measures.take(event, now, this.#clock.wasCutAt(event.sent));
    const { measures } = this;
    const middle = median(measures.delays.map((delay) => this.#clock.delay(delay.raw)));
    this.#find("[data-measure=delay]").textContent = `${number.format(middle)} ms`;
    this.#set("last", measures.last);
    this.#set("events", measures.events);
    this.#set("late", measures.late);
    this.#set("missing", measures.missing);
    this.#set("repeated", measures.repeated);
    this.#onEvent();
  }

  #set(measure, value) {
    this.#find(`[data-measure=${measure}]`).textContent = number.format(value);
  }

  #show(state) {
    const place = this.#find(".state");
    if (place.dataset.state !== state) {
      place.dataset.state = state;
      place.lastElementChild.textContent = STATES[state];
    }
  }

  #find(selector) {
    return this.#root.querySelector(selector);
  }
}
