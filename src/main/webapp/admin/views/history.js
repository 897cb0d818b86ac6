import { count, plural } from "../logic/format.js";
import { changed } from "../logic/route.js";
import { directionOf, neighbours, queriesOf } from "../logic/seek.js";
import { Refresher } from "../refresher.js";
import { button, el } from "../parts/dom.js";
import { eventTable } from "./event-table.js";
import { SeekForm } from "./seek-form.js";
import { View } from "./view.js";

/** What was published, from any place in what is kept, backwards and forwards. */
export class HistoryView extends View {
  #params = new URLSearchParams();
  #seek = new SeekForm((params) => this.app.router.go("history", params));
  #table;
  #ways = el("div", { className: "buttons", role: "group", ariaLabel: "Further" });
  #remarks = el("p", { className: "quiet" });
  #refresher = new Refresher((signal) => this.#load(signal), (failure) => this.#failed(failure));

  build() {
    this.#table = eventTable(this.app, () => this.#params);
    this.append(
      this.heading(
        "History",
        "Every event that is kept has a position: the name of the log and a number that only grows. Go to any of them by time, position or id. Data is fetched when you ask for it, and that is noted in the audit log. Times are those of your own clock’s zone.",
      ),
      this.#seek.element,
      this.said,
      this.#ways,
      this.#table,
      this.#remarks,
    );
    this.signal.addEventListener("abort", () => this.#refresher.stop());
  }

  show(params) {
    this.#params = params;
    this.#seek.show(params);
    this.#refresher.now();
  }

  subtitle(params) {
    return params.get("topic") ?? params.get("pattern") ?? "";
  }

  async #load(signal) {
    const { api } = this.app.session;
    const answers = await Promise.all(queriesOf(this.#params).map((query) => api.get("history", query, signal)));
    this.loaded();
    const isAround = answers.length > 1;
    const direction = directionOf(this.#params);
    const events = isAround ? [...answers[0].events.reverse(), ...answers[1].events] : answers[0].events;
    const last = answers[answers.length - 1];
    const order = direction === "backwards" ? "newest first" : "oldest first";
    this.#table.nothing = nothingIn(last);
    this.#table.show(events, events.length === 0 ? "Events" : `${plural(events.length, "event")}, ${order}`);
    this.#table.mark(isAround ? events.find(({ offset }) => String(offset) === this.#params.get("at"))?.offset : undefined);
    this.#showWays(neighbours(events, direction, last), events.length === 0 && last.next !== undefined);
    const { floor, head } = last;
    const scanned = answers.reduce((sum, answer) => sum + answer.scanned, 0);
    this.#remarks.textContent = `${count(scanned)} events were looked at. The newest is number ${count(head)}. ${floor > 0 ? `Up to number ${count(floor)} all have been removed by retention.` : "Retention has removed nothing yet."}`;
  }

  #failed(failure) {
    this.cannotLoad(failure);
    this.#table.nothing = "";
    this.#table.show([], "Events");
    this.#ways.replaceChildren();
    this.#remarks.textContent = "";
  }

  /**
   * @param {{older?: number, newer?: number}} where
   * @param {boolean} isSearching whether nothing was found so far, and there is more
   */
  #showWays({ older, newer }, isSearching) {
    const go = (from, at) => () => this.app.router.go("history", changed(this.#params, { from, at, direction: undefined }));
    const hadFocus = this.#ways.contains(document.activeElement);
    this.#ways.replaceChildren(
      newer === undefined ? "" : button(isSearching ? "Go on looking" : "Newer", go("after", newer)),
      older === undefined ? "" : button(isSearching ? "Go on looking" : "Older", go("before", older)),
    );
    if (hadFocus) {
      /** @type {HTMLElement} */ (this.#ways.querySelector("button") ?? this.#table.querySelector(".scroll")).focus();
    }
  }
}

function nothingIn({ next, scanned }) {
  return next === undefined
    ? "There is no such event from here on."
    : `None among the ${count(scanned)} events that were looked at. There are more: “Go on looking” above.`;
}
