import { Refused, sentenceOf } from "../api.js";
import { ago, bytes, count, duration, moment } from "../logic/format.js";
import { routeTo } from "../logic/route.js";
import { whySlow } from "../logic/why-slow.js";
import { Refresher } from "../refresher.js";
import { button, el, foreign, freshId, say, showForeign } from "../parts/dom.js";
import { dismiss } from "./dismissing.js";

/** `<connection-panel>`: everything about one connection, kept up to date, and the button that ends it. */
class ConnectionPanel extends HTMLElement {
  #app;
  #id = "";
  #close;
  #onDismissed;
  /** @type {import("../types.js").Connection | null} */
  #connection = null;
  #said = el("p", { className: "said", role: "status" });
  #why = el("div", { className: "why" });
  #facts = el("dl", { className: "about" });
  #end = button("End this connection …", () => this.#dismiss(), { className: "grave" });
  #refresher = new Refresher((signal) => this.#load(signal), (failure) => this.#failed(failure));

  /** @param {import("../console.js").App} app @param {() => void} close @param {() => void} onDismissed */
  begin(app, close, onDismissed) {
    this.#app = app;
    this.#close = close;
    this.#onDismissed = onDismissed;
    this.hidden = true;
    this.role = "region";
    const heading = el("h3", { id: freshId(), tabIndex: -1 }, "One connection");
    this.setAttribute("aria-labelledby", heading.id);
    const head = el("div", { className: "title" }, heading, button("Close", () => this.#leave()));
    this.append(head, this.#said, this.#why, el("div", { className: "buttons" }, app.session.mayAct && this.#end), this.#facts);
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.#leave());
  }

  disconnectedCallback() {
    this.#refresher.stop();
  }

  /** @param {string} id empty: none is looked at */
  show(id) {
    if (id === this.#id) {
      return;
    }
    this.#id = id;
    this.hidden = id === "";
    this.#connection = null;
    this.#tell("", "");
    this.#why.replaceChildren();
    this.#facts.replaceChildren();
    this.#end.hidden = true;
    if (id === "") {
      this.#refresher.stop();
    } else {
      this.#refresher.now();
      this.querySelector("h3")?.focus();
    }
  }

  tick() {
    if (this.#id && !this.#end.hidden) {
      this.#refresher.tick();
    }
  }

  /** Goes back to the row that one came from. */
  #leave() {
    this.#close();
    const row = document.querySelector("data-table tbody[aria-current] a");
    /** @type {HTMLElement | null} */ (row ?? document.querySelector("data-table .scroll"))?.focus();
  }

  async #load(signal) {
    const connection = await this.#app.session.api.get(`connections/${encodeURIComponent(this.#id)}`, {}, signal);
    this.#connection = connection;
    this.#end.hidden = false;
    if (this.#said.dataset.kind === "no-answer") {
      this.#tell("", "");
    }
    const sentences = whySlow(connection);
    if (this.#why.textContent !== sentences.join("")) {
      this.#why.replaceChildren(...sentences.map((sentence) => el("p", {}, foreign(sentence))));
    }
    this.#showFacts(connection);
  }

  #failed(failure) {
    const isGone = failure instanceof Refused && failure.status === 404;
    if (isGone) {
      if (document.activeElement === this.#end) {
        this.querySelector("h3")?.focus();
      }
      this.#end.hidden = true;
      this.#why.replaceChildren();
    }
    // Whoever has ended it knows more: that stays.
    if (!isGone) {
      this.#tell("no-answer", sentenceOf(failure));
    } else if (this.#said.dataset.kind !== "done") {
      this.#tell("", "This connection has ended.");
    }
  }

  /** @param {string} kind of what is told @param {string} sentence */
  #tell(kind, sentence) {
    this.#said.dataset.kind = kind;
    say(this.#said, sentence);
  }

  async #dismiss() {
    const told = this.#connection && (await dismiss(this.#app, this.#connection));
    if (told) {
      this.#tell("done", told);
      this.#onDismissed();
    }
  }

  #showFacts(connection) {
    const facts = factsOf(connection);
    facts.forEach(([name, value], i) => {
      const place = this.#facts.children[i] ?? this.#facts.appendChild(el("div", {}, el("dt", {}, name), el("dd", {}, foreign(""))));
      showForeign(/** @type {any} */ (place).lastChild.firstChild, value, { lines: true });
    });
    if (this.#facts.children.length === facts.length) {
      this.#facts.append(el("div", {}, el("dt", {}, "Asks for"), el("dd", {}, topicsOf(connection))));
    }
  }
}

/** What it asks for, with a way to what was sent there. */
function topicsOf({ matchers }) {
  const entries = matchers.map(({ match, match_type: type }) => {
    const params = match === "*" ? {} : type === "exact" ? { topic: match } : { pattern: match };
    const way = type === "uritemplate" ? null : el("a", { href: routeTo("history", params) }, "history");
    return el("li", {}, foreign(match), " ", el("small", { className: "quiet" }, type === "exact" ? "" : type), " ", way);
  });
  return el("ul", {}, ...entries);
}

function factsOf(connection) {
  const { last_write_at: wrote } = connection;
  return [
    ["Subject", connection.subject || "anonymous: without a token, and not signed in"],
    ["Issuer of its token", connection.issuer],
    ["Id of its token", connection.token_id],
    ["Address", connection.address],
    ["Transport", `${connection.transport}, ${connection.protocol}`],
    ["Browser or program", connection.user_agent],
    ["Delivery", connection.delivery],
    ["Open since", `${moment(connection.opened_at)}, for ${duration(connection.age_ms)}`],
    ["Cursor: was handed everything up to", connection.cursor],
    ["Events behind, on all topics", count(connection.lag_events)],
    ["Late by", duration(connection.lag_ms)],
    ["Waiting for it", bytes(connection.waiting_bytes)],
    ["Sent to it", `${count(connection.sent_events)} events, ${bytes(connection.sent_bytes)}`],
    ["Skipped", count(connection.skipped)],
    ["Last write", wrote ? `${moment(wrote)}, ${ago(wrote)}` : "none yet"],
    ["Takes nothing for", connection.stalled_ms ? duration(connection.stalled_ms) : "–"],
    ["Id", connection.id],
  ];
}

customElements.define("connection-panel", ConnectionPanel);
