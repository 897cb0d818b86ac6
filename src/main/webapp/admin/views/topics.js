import { ago, bytes, count, plural, rate } from "../logic/format.js";
import { changed, routeTo } from "../logic/route.js";
import { visible } from "../logic/visible.js";
import { Refresher } from "../refresher.js";
import { el, field } from "../parts/dom.js";
import { link, words } from "../parts/data-table.js";
import "../parts/pager.js";
import "../parts/spark-line.js";
import { View } from "./view.js";

const SIZE = 50;
const TYPING_MS = 250;

/** What topics there are, how busy each is, and who asks for it. */
export class TopicsView extends View {
  #table = /** @type {any} */ (document.createElement("data-table"));
  #turner = /** @type {any} */ (document.createElement("page-turner"));
  #q = el("input", { type: "search", name: "q", spellcheck: false });
  #remarks = el("p", { className: "quiet" });
  #params = new URLSearchParams();
  #refresher = new Refresher((signal) => this.#load(signal), (failure) => this.cannotLoad(failure));

  build() {
    let timer = 0;
    const apply = () => this.app.router.amend("topics", changed(this.#params, { q: this.#q.value, offset: undefined }));
    const form = el("form", { className: "filters", role: "search", ariaLabel: "Topics" }, field("Find", this.#q, "Part of the name"));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(apply, TYPING_MS);
    });
    this.signal.addEventListener("abort", () => clearTimeout(timer));
    this.signal.addEventListener("abort", () => this.#refresher.stop());
    this.#buildTable();
    this.#turner.addEventListener("turn", ({ detail }) => this.#go({ offset: detail || undefined }));
    this.append(
      this.heading("Topics", "A topic is the name under which events are published and asked for. The line shows events over the last five minutes, each point five seconds."),
      form,
      this.said,
      this.#table,
      this.#turner,
      this.#remarks,
    );
  }

  show(params) {
    this.#params = params;
    if (document.activeElement !== this.#q) {
      this.#q.value = params.get("q") ?? "";
    }
    this.#table.sorted(params.get("sort") ?? "rate", params.get("descending") === "true");
    this.#refresher.now();
  }

  tick() {
    this.#refresher.tick();
  }

  async #load(signal) {
    const { q, sort, descending, offset } = Object.fromEntries(this.#params);
    const answer = await this.app.session.api.get("topics", { q, sort, descending, offset, limit: SIZE }, signal);
    const { total, matching, topics } = answer;
    this.loaded();
    this.#table.nothing = total === 0 ? "Nothing has been published yet." : "No topic matches.";
    this.#table.show(topics, matching === total ? plural(total, "topic") : `${plural(total, "topic")}, of which ${count(matching)} match`);
    this.#turner.show(Number(offset ?? 0), matching, topics.length);
    this.#remarks.textContent = [
      answer.complete ? "" : "What is kept is still being counted, since the server has just started: numbers of events are too low so far.",
      answer.forgotten ? "There are more topics than the server keeps count of: those without events for longest are missing." : "",
    ].join(" ");
  }

  #go(changes) {
    this.app.router.go("topics", changed(this.#params, changes));
  }

  #buildTable() {
    this.#table.caption = "Topics";
    this.#table.keyOf = (row) => row.topic;
    const history = (row) => routeTo("history", { topic: row.topic });
    this.#table.columns = [
      { title: "Topic (to its history)", sort: "topic", head: true, fill: link(history, (row) => row.topic, { empty: "(empty)", whole: true }) },
      { title: "Last 5 minutes", fill: sparkOf },
      { title: "Events a second", sort: "rate", falls: true, number: true, fill: words((row) => rate(row.rate)) },
      { title: "Connections", number: true, fill: connectionsOf },
      { title: "Events kept", sort: "history_events", falls: true, number: true, fill: words((row) => count(row.history_events)) },
      { title: "Size", number: true, fill: words((row) => bytes(row.history_bytes)) },
      { title: "Last event", sort: "last_event", falls: true, number: true, fill: words((row) => ago(row.last_event_at)) },
    ];
    this.#table.addEventListener("sort", ({ detail: { sort, descending } }) => this.#go({ sort, descending, offset: undefined }));
  }
}

function sparkOf(place, { recent }) {
  place.spark ??= place.appendChild(document.createElement("spark-line"));
  const sum = recent.reduce((all, n) => all + n, 0);
  place.spark.show(recent, `${plural(sum, "event")} in five minutes, at most ${count(Math.max(0, ...recent))} in five seconds`);
}

function connectionsOf(place, { topic, connections }) {
  place.anchor ??= place.appendChild(el("a", { href: routeTo("connections", { topic }), ariaLabel: "" }));
  place.anchor.textContent = count(connections);
  place.anchor.ariaLabel = `${plural(connections, "connection")} of ${visible(topic)}`;
}
