import { bytes, count, duration, percent, rate } from "../logic/format.js";
import { hasOthers, missingInWords, nameOfNode } from "../logic/nodes.js";
import { routeTo } from "../logic/route.js";
import { el, say } from "../parts/dom.js";
import { link, strange, words } from "../parts/data-table.js";

/** `<node-table>`: how the nodes stand, where there are several. */
class NodeTable extends HTMLElement {
  #app;
  #table = /** @type {any} */ (document.createElement("data-table"));
  #said = el("p", { className: "said", role: "status" });
  /** @type {import("../types.js").Node[]} */
  #nodes = [];
  #isAlone = false;

  /** @param {import("../console.js").App} app */
  begin(app) {
    this.#app = app;
    this.hidden = true;
    this.#table.caption = "Nodes";
    this.#table.keyOf = (row) => row.node;
    const to = (row) => routeTo("connections", { node: row.node });
    this.#table.columns = [
      { title: "Node", head: true, fill: link(to, (row) => nameOfNode(this.#nodes, row.node)) },
      { title: "Asked", fill: words((row) => (row === this.#nodes[0] ? "yes" : "")) },
      { title: "State", fill: stateOf },
      { title: "Connections", number: true, fill: words((row) => count(row.connections)) },
      { title: "Slow", number: true, fill: words((row) => (row.slow ? count(row.slow) : "–")) },
      { title: "Stalled", number: true, fill: words((row) => (row.stalled ? count(row.stalled) : "–")) },
      { title: "Events in, a second", number: true, fill: words((row) => rate(row.now.events_in)) },
      { title: "Events out, a second", number: true, fill: words((row) => rate(row.now.events_out)) },
      { title: "99 of 100 within", number: true, fill: words((row) => duration(row.now.p99_ms)) },
      { title: "Waiting", number: true, fill: words((row) => bytes(row.now.waiting_bytes)) },
      { title: "Processor", number: true, fill: words((row) => percent(row.now.cpu)) },
      { title: "Java memory", number: true, fill: words((row) => bytes(row.now.heap_used_bytes)) },
      { title: "Newest position", fill: strange((row) => row.head) },
      { title: "Version", fill: strange((row) => row.version) },
      { title: "Runs for", number: true, fill: words((row) => runsFor(row)) },
    ];
    this.append(this.#table, this.#said);
  }

  /** Asks how they stand; one that is alone is not asked again. @param {AbortSignal} signal */
  async load(signal) {
    if (this.#isAlone) {
      return;
    }
    const { nodes, others } = await this.#app.session.api.get("nodes", {}, signal);
    this.#isAlone = others === undefined;
    this.#nodes = nodes;
    this.hidden = !hasOthers(others);
    this.#table.show(nodes);
    say(this.#said, missingInWords(others));
  }
}

/** To the minute. */
function runsFor({ started_at: start }) {
  const minutes = Math.floor((Date.now() - new Date(start).getTime()) / 60_000);
  return minutes < 1 ? "a moment" : duration(minutes * 60_000);
}

function stateOf(place, { state, state_reason: reason }) {
  const text = state === "ready" ? "ready" : `not ready: ${reason}`;
  place.dataset.state = state;
  place.className = "standing";
  say(place, text);
}

customElements.define("node-table", NodeTable);
