import { count, moment } from "../logic/format.js";
import { Refresher } from "../refresher.js";
import { button, el } from "../parts/dom.js";
import { strange, words } from "../parts/data-table.js";
import { View } from "./view.js";

/** What was done by whom. */
export class AuditView extends View {
  #params = new URLSearchParams();
  #table = /** @type {any} */ (document.createElement("data-table"));
  #ways = el("div", { className: "buttons", role: "group", ariaLabel: "Further" });
  #refresher = new Refresher((signal) => this.#load(signal), (failure) => this.cannotLoad(failure));

  build() {
    this.#table.caption = "Entries";
    this.#table.keyOf = (entry) => entry.number;
    this.#table.nothing = "Nothing has been done yet.";
    this.#table.columns = [
      { title: "Time", head: true, fill: words((entry) => moment(entry.at)) },
      { title: "Who", fill: strange((entry) => entry.who, { whole: true }) },
      { title: "From", fill: strange((entry) => entry.address) },
      { title: "Act", fill: strange((entry) => entry.act) },
      { title: "To what", fill: strange((entry) => entry.what, { whole: true }) },
      { title: "Outcome", fill: strange((entry) => entry.outcome, { whole: true }) },
      { title: "Number", number: true, fill: words((entry) => count(entry.number)) },
    ];
    this.append(
      this.heading("Audit log", "Everything that changed something here, what was refused, and every look into an event’s data. Nobody can change it here."),
      this.said,
      this.#table,
      this.#ways,
    );
    this.signal.addEventListener("abort", () => this.#refresher.stop());
  }

  show(params) {
    this.#params = params;
    this.#refresher.now();
  }

  tick() {
    // Older pages stay as they are.
    if (!this.#params.has("before")) {
      this.#refresher.tick();
    }
  }

  async #load(signal) {
    const before = this.#params.get("before") ?? undefined;
    const { entries, next } = await this.app.session.api.get("audit", { before }, signal);
    this.loaded();
    this.#table.show(entries, before ? `Entries before number ${count(Number(before))}, newest first` : "Newest first");
    const key = `${before} ${next}`;
    if (this.#ways.dataset.key !== key) {
      this.#ways.dataset.key = key;
      this.#ways.replaceChildren(
        before ? button("Newest", () => this.app.router.go("audit")) : "",
        next === undefined ? "" : button("Older", () => this.app.router.go("audit", { before: next })),
      );
    }
  }
}
