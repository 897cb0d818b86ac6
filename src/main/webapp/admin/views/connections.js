import { bytes, count, duration, plural } from "../logic/format.js";
import { hasOthers, missingInWords, nameOfNode } from "../logic/nodes.js";
import { changed, routeTo } from "../logic/route.js";
import { Refresher } from "../refresher.js";
import { choice, el, field } from "../parts/dom.js";
import { link, strange, words } from "../parts/data-table.js";
import "../parts/pager.js";
import "./connection-panel.js";
import "./ban-list.js";
import { View } from "./view.js";

const SIZE = 50;
const TYPING_MS = 250;
const STATES = { live: "live", "catching-up": "catching up", stalled: "stalled" };
const TRANSPORTS = ["sse", "ndjson", "websocket", "long-poll", "jaxrs"];

/** Who is connected, who is slow and why, and the way to end it. */
export class ConnectionsView extends View {
  #table = /** @type {any} */ (document.createElement("data-table"));
  #turner = /** @type {any} */ (document.createElement("page-turner"));
  #panel = /** @type {any} */ (document.createElement("connection-panel"));
  #bans = /** @type {any} */ (document.createElement("ban-list"));
  #form = el("form", { className: "filters", role: "search", ariaLabel: "Connections" });
  #params = new URLSearchParams();
  /** Those that are known by now; asked for again when there is another. @type {import("../types.js").Node[]} */
  #nodes = [];
  #nodeColumn = { title: "Node", away: true, fill: strange((row) => nameOfNode(this.#nodes, row.node)) };
  #nodeChoice = choice("node", [["", "all"]]);
  #nodeField = field("Node", this.#nodeChoice);
  #refresher = new Refresher((signal) => this.#load(signal), (failure) => this.cannotLoad(failure));

  build() {
    this.#buildForm();
    this.#buildTable();
    this.#turner.addEventListener("turn", ({ detail }) => this.#go({ offset: detail || undefined }));
    this.#panel.begin(this.app, () => this.#go({ id: undefined }), () => this.#dismissed());
    this.#bans.begin(this.app);
    this.append(
      this.heading(
        "Connections",
        "Live: it gets events as they come. Catching up: it gets older events from the log first. Stalled: it takes nothing though something waits. Skipped: events left out for those who want the latest only.",
      ),
      this.#form,
      this.said,
      el("div", { className: "with-panel" }, el("div", {}, this.#table, this.#turner), this.#panel),
      this.#bans,
    );
    this.signal.addEventListener("abort", () => this.#refresher.stop());
  }

  show(params) {
    this.#params = params;
    const { q, transport, topic, slow, node } = this.#form.elements;
    this.#offerNodes();
    for (const control of [q, transport, topic, node]) {
      // What is being typed is not overwritten by what was typed before.
      if (document.activeElement !== control) {
        control.value = params.get(control.name) ?? "";
      }
    }
    slow.checked = params.get("slow") === "true";
    this.#table.sorted(params.get("sort") ?? "opened", params.get("descending") === "true");
    this.#panel.show(params.get("id") ?? "");
    this.#table.mark(params.get("id"));
    this.#refresher.now();
  }

  tick() {
    this.#refresher.tick();
    this.#panel.tick();
    this.#bans.tick();
  }

  async #load(signal) {
    const { q, subject, address, transport, topic, node, slow, sort, descending, offset } = Object.fromEntries(this.#params);
    const query = { q, subject, address, transport, topic, node, slow, sort, descending, offset, limit: SIZE };
    const { total, matching, connections, others } = await this.app.session.api.get("connections", query, signal);
    this.loaded();
    this.#nodeColumn.away = !hasOthers(others) && !node;
    this.#nodeField.hidden = this.#nodeColumn.away;
    if (!this.#nodeColumn.away && this.#isAnyUnknown(connections)) {
      await this.#loadNodes(signal);
    }
    const which = matching === total ? plural(total, "connection") : `${plural(total, "connection")}, of which ${count(matching)} match`;
    this.#table.nothing = total === 0 ? "Nobody is connected." : "No connection matches.";
    this.#table.show(connections, [which, missingInWords(others)].filter(Boolean).join(". "));
    this.#table.mark(this.#params.get("id"));
    this.#turner.show(Number(offset ?? 0), matching, connections.length);
  }

  #isAnyUnknown(connections) {
    return this.#nodes.length === 0 || connections.some((one) => this.#nodes.every(({ node }) => node !== one.node));
  }

  async #loadNodes(signal) {
    const { nodes } = await this.app.session.api.get("nodes", {}, signal);
    this.#nodes = nodes;
    this.#offerNodes();
  }

  /** All that are known, and the one that the address names. */
  #offerNodes() {
    const chosen = this.#params.get("node") ?? "";
    const ids = new Set(["", ...this.#nodes.map(({ node }) => node), chosen]);
    const options = [...ids].map((id) => el("option", { value: id }, id ? nameOfNode(this.#nodes, id) : "all"));
    if (options.map(({ text }) => text).join() !== Array.from(this.#nodeChoice.options, ({ text }) => text).join()) {
      this.#nodeChoice.replaceChildren(...options);
      this.#nodeChoice.value = chosen;
    }
  }

  /** Somebody was ended: the lists say so at once. */
  #dismissed() {
    this.#refresher.now();
    this.#bans.load();
  }

  #go(changes) {
    this.app.router.go("connections", changed(this.#params, changes));
  }

  #buildForm() {
    const typed = (name, label, hint) => field(label, el("input", { type: "search", name, spellcheck: false }), hint);
    const slow = el("input", { type: "checkbox", name: "slow" });
    this.#nodeField.hidden = true;
    this.#form.append(
      typed("q", "Find", "Part of an id, subject, address, browser or topic"),
      typed("topic", "Asks for the topic", "By its name, by a pattern or by *"),
      field("Transport", choice("transport", [["", "all"], ...TRANSPORTS.map((one) => [one, one])])),
      this.#nodeField,
      el("label", { className: "check" }, slow, " Slow only"),
    );
    let timer = 0;
    const apply = () => {
      const { q, topic, transport, node } = this.#form.elements;
      const changes = { q: q.value, topic: topic.value, transport: transport.value, node: node.value, slow: slow.checked, offset: undefined };
      this.app.router.amend("connections", changed(this.#params, changes));
    };
    this.#form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(apply, TYPING_MS);
    });
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.signal.addEventListener("abort", () => clearTimeout(timer));
  }

  #buildTable() {
    const to = (row) => routeTo("connections", changed(this.#params, { id: row.id }));
    this.#table.caption = "Connections";
    this.#table.columns = [
      { title: "Subject", sort: "subject", head: true, fill: link(to, (row) => row.subject, { empty: "anonymous" }) },
      { title: "Program", fill: strange((row) => row.user_agent) },
      { title: "Asks for", fill: strange((row) => row.matchers.map(({ match }) => match).join("  ")) },
      { title: "State", fill: stateOf },
      { title: "Late by", sort: "lag_ms", falls: true, number: true, fill: words((row) => (row.lag_ms ? duration(row.lag_ms) : "–")) },
      { title: "Waiting", sort: "waiting_bytes", falls: true, number: true, fill: words((row) => (row.waiting_bytes ? bytes(row.waiting_bytes) : "–")) },
      { title: "Events behind", sort: "lag_events", falls: true, number: true, fill: words((row) => count(row.lag_events)) },
      { title: "Sent", sort: "sent_events", falls: true, number: true, fill: words((row) => count(row.sent_events)) },
      { title: "Skipped", sort: "skipped", falls: true, number: true, fill: words((row) => (row.skipped ? count(row.skipped) : "–")) },
      { title: "Address", sort: "address", fill: strange((row) => row.address) },
      { title: "Transport", sort: "transport", fill: strange((row) => row.transport) },
      this.#nodeColumn,
      { title: "Open for", sort: "opened", number: true, fill: words((row) => duration(Math.floor(row.age_ms / 1000) * 1000)) },
    ];
    this.#table.addEventListener("sort", ({ detail: { sort, descending } }) => this.#go({ sort, descending, offset: undefined }));
  }
}

function stateOf(place, { state }) {
  if (place.dataset.state !== state) {
    place.dataset.state = state;
    place.className = "standing";
    place.textContent = STATES[state] ?? state;
  }
}
