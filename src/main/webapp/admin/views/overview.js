import { ago, bytes, count, duration, moment, percent, rate } from "../logic/format.js";
import { reasonInWords } from "../logic/reasons.js";
import { routeTo } from "../logic/route.js";
import { Refresher } from "../refresher.js";
import { el, foreign, say, showForeign } from "../parts/dom.js";
import "../parts/time-chart.js";
import "./node-table.js";
import { View } from "./view.js";

/** Charts follow at most so often, whatever comes. */
const DRAW_MS = 250;
/** What the overview answers beside the sample changes slowly. */
const REASONS_EVERY_MS = 5000;

const CHARTS = [
  ["Connections", count, [["Open", (s) => s.connections]]],
  ["Events a second", rate, [["To clients", (s) => s.events_out], ["From publishers", (s) => s.events_in]]],
  ["From publication to client", duration, [["99 of 100 within", (s) => s.p99_ms], ["Half within", (s) => s.p50_ms]]],
  ["Bytes a second, and waiting", bytes, [["Written", (s) => s.bytes_out], ["Waiting", (s) => s.waiting_bytes]]],
  ["Memory of Java", bytes, [["In use", (s) => s.heap_used_bytes], ["At most", (s) => s.heap_max_bytes]]],
  ["Processor", percent, [["This server", (s) => s.cpu]]],
];

/** How the hub stands: numbers, reasons, and the last fifteen minutes as charts. */
export class OverviewView extends View {
  #state = el("p", { className: "ready" });
  #numbers = el("dl", { className: "numbers" });
  #about = el("dl", { className: "about" });
  #tables = el("div", { className: "reasons" });
  #slow = el("a", { href: routeTo("connections", { slow: true, sort: "lag_ms" }) }, "Who is slow, and why?");
  #charts = [];
  #drawnAt = -Infinity;
  #refresher = new Refresher((signal) => this.#load(signal), (failure) => this.cannotLoad(failure));
  #nodes = /** @type {any} */ (document.createElement("node-table"));
  #loadedAt = -Infinity;

  build() {
    this.#charts = CHARTS.map(([heading, format, lines]) => {
      const chart = /** @type {any} */ (document.createElement("time-chart"));
      return Object.assign(chart, { heading, format, lines: lines.map(([name, of]) => ({ name, of })) });
    });
    this.#nodes.begin(this.app);
    this.append(
      this.heading("Overview", "How the hub stands now; where there are several nodes, the numbers below their table are of the one that is asked. A departure is a connection that has ended; a refusal is a request that was turned away."),
      this.said,
      this.#state,
      el(
        "p",
        { className: "questions" },
        el("a", { href: routeTo("connections") }, "Who is connected?"),
        this.#slow,
        el("a", { href: routeTo("history") }, "What was sent?"),
        el("a", { href: routeTo("live") }, "What is being sent now?"),
        el("a", { href: routeTo("topics") }, "Which topics are busy?"),
      ),
      this.#nodes,
      this.#numbers,
      el("section", {}, el("h3", { className: "section" }, "The last 15 minutes"), el("div", { className: "charts" }, ...this.#charts)),
      this.#tables,
      el("section", {}, el("h3", { className: "section" }, "This server"), this.#about),
    );
    this.signal.addEventListener("abort", () => this.#refresher.stop());
    this.#refresher.now();
    this.tick();
  }

  tick() {
    const { samples } = this.app.ticker;
    const now = performance.now();
    if (samples.last && now - this.#drawnAt >= DRAW_MS) {
      this.#drawnAt = now;
      this.#showNumbers(samples.last);
      this.#charts.forEach((chart) => chart.show(samples.all));
    }
    if (now - this.#loadedAt > REASONS_EVERY_MS) {
      this.#refresher.tick();
    }
  }

  async #load(signal) {
    this.#loadedAt = performance.now();
    const overview = await this.app.session.api.get("overview", {}, signal);
    this.loaded();
    this.#state.dataset.state = overview.state;
    const isReady = overview.state === "ready";
    say(this.#state, isReady ? "Ready: it takes publications and streams." : `Not ready: ${overview.state_reason}`);
    const { slow, stalled } = overview;
    const many = slow > 0 ? ` (${count(slow)} now${stalled > 0 ? `, ${count(stalled)} stalled` : ""})` : "";
    say(this.#slow, `Who is slow, and why?${many}`);
    if (!this.app.ticker.samples.last) {
      this.#showNumbers(overview.now);
    }
    this.#tables.replaceChildren(
      tally("Open connections by transport", overview.connections_by_transport),
      tally("Departures since the start, by reason", overview.departures, reasonInWords),
      tally("Refusals since the start, by reason", overview.refusals, reasonInWords),
    );
    this.#showAbout(overview);
    await this.#nodes.load(signal);
  }

  #showNumbers(now) {
    fill(this.#numbers, [
      ["Connections", count(now.connections)],
      ["Events in, a second", rate(now.events_in)],
      ["Events out, a second", rate(now.events_out)],
      ["Bytes out, a second", bytes(now.bytes_out)],
      ["Half delivered within", duration(now.p50_ms)],
      ["99 of 100 within", duration(now.p99_ms)],
      ["Waiting for clients", bytes(now.waiting_bytes)],
      ["Departures a second", rate(now.departures)],
      ["Refusals a second", rate(now.refusals)],
      ["Events kept", count(now.log_events)],
      ["Size of what is kept", bytes(now.log_bytes)],
      ["Disk free", bytes(now.disk_free_bytes)],
      ["Java memory", `${bytes(now.heap_used_bytes)} of ${bytes(now.heap_max_bytes)}`],
      ["Processor", percent(now.cpu)],
      ["Threads", count(now.threads)],
    ]);
  }

  #showAbout(overview) {
    const oldest = overview.oldest_at ? `${moment(overview.oldest_at)}, ${ago(overview.oldest_at)}` : "nothing is kept";
    fill(this.#about, [
      ["Machine", overview.name],
      ["Version", overview.version],
      ["Runs since", `${moment(overview.started_at)}, ${ago(overview.started_at)}`],
      ["URL of the hub", overview.hub_url],
      ["Newest position", overview.head],
      ["Oldest event", oldest],
      ["Removed by retention", overview.floor > 0 ? `all up to number ${count(overview.floor)}` : "nothing yet"],
      ["Events skipped", `${count(overview.skipped)}, for those who want the latest only`],
    ]);
  }
}

/** Puts names and values into a list, in place. */
function fill(list, entries) {
  entries.forEach(([name, value], i) => {
    const entry = list.children[i] ?? list.appendChild(el("div", {}, el("dt", {}, name), el("dd", {}, foreign(""))));
    showForeign(entry.lastChild.firstChild, String(value));
  });
}

/** A small table of how often. */
function tally(caption, counts, inWords = (name) => name) {
  const rows = Object.entries(counts)
    .filter(([, n]) => n > 0)
    .sort(([, a], [, b]) => b - a);
  const body = rows.map(([reason, n]) => el("tr", {}, el("th", { scope: "row" }, foreign(inWords(reason))), el("td", { className: "number" }, count(n))));
  return body.length > 0
    ? el("table", {}, el("caption", {}, caption), el("tbody", {}, ...body))
    : el("div", {}, el("p", { className: "caption" }, caption), el("p", { className: "quiet" }, "None."));
}
