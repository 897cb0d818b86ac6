import { sentenceOf } from "../api.js";
import { moment } from "../logic/format.js";
import { Refresher } from "../refresher.js";
import { button, el, say } from "../parts/dom.js";
import { strange, words } from "../parts/data-table.js";

const EVERY_MS = 5000;
const WHAT = { connection: "one connection", subject: "all of a subject", token: "all with a token" };

/** `<ban-list>`: who is to stay away, with a way back. */
class BanList extends HTMLElement {
  #app;
  #table = /** @type {any} */ (document.createElement("data-table"));
  #said = el("p", { className: "said", role: "status" });
  #loadedAt = -Infinity;
  #refresher = new Refresher((signal) => this.#load(signal), (failure) => say(this.#said, sentenceOf(failure)));

  /** @param {import("../console.js").App} app */
  begin(app) {
    this.#app = app;
    this.#table.caption = "Who is to stay away";
    this.#table.nothing = "Nobody. Whoever is ended with “stays away” stands here until the time is over.";
    this.#table.columns = [
      { title: "Who", head: true, fill: strange((ban) => ban.subject || ban.token_id || ban.address || "anonymous", { whole: true }) },
      { title: "What", fill: words((ban) => WHAT[ban.what] ?? ban.what) },
      { title: "Program", fill: strange((ban) => ban.user_agent ?? "") },
      { title: "Address", fill: strange((ban) => ban.address ?? "") },
      { title: "Asks for", fill: strange((ban) => (ban.matchers ?? []).map(({ match }) => match).join("  ")) },
      { title: "Until", fill: words((ban) => moment(ban.until)) },
      ...(app.session.mayAct ? [{ title: "Way back", fill: (place, ban) => this.#wayBack(place, ban) }] : []),
    ];
    this.append(this.#table, this.#said);
    this.load();
  }

  tick() {
    if (performance.now() - this.#loadedAt > EVERY_MS) {
      this.load();
    }
  }

  disconnectedCallback() {
    this.#refresher.stop();
  }

  /** At once, since the list may be another one now. */
  load() {
    this.#loadedAt = performance.now();
    return this.#refresher.now();
  }

  async #load(signal) {
    const { bans } = await this.#app.session.api.get("dismissals", {}, signal);
    this.#table.show(bans);
  }

  #wayBack(place, ban) {
    if (!place.firstChild) {
      place.append(button("Let back", () => this.#lift(ban)));
    }
  }

  async #lift(ban) {
    try {
      await this.#app.session.api.delete(`dismissals/${encodeURIComponent(ban.id)}`);
      say(this.#said, "It may come back. A page that has given up has to be loaded again.");
    } catch (failure) {
      say(this.#said, sentenceOf(failure));
    }
    await this.load();
  }
}

customElements.define("ban-list", BanList);
