import { bytes, count, plural } from "../logic/format.js";
import { ask } from "../parts/dialog.js";
import { button, choice, el, field } from "../parts/dom.js";
import { strange, words } from "../parts/data-table.js";
import { View } from "./view.js";

const LEVELS = ["OFF", "SEVERE", "WARNING", "INFO", "FINE", "FINER", "FINEST"].map((level) => [level, level]);

/** What can be done to the server as a whole. */
export class ServerView extends View {
  #table = /** @type {any} */ (document.createElement("data-table"));

  build() {
    this.#table.caption = "Levels that are set";
    this.#table.keyOf = (one) => one.logger;
    this.#table.nothing = "None: the server’s own configuration counts.";
    this.#table.columns = [
      { title: "Logger", head: true, fill: strange((one) => one.logger) },
      { title: "Level", fill: words((one) => one.level) },
    ];
    const { mayAct } = this.app.session;
    this.append(
      this.heading("Server", "Retention removes what is older, or more, than is to be kept. It runs by itself now and then."),
      this.said,
      mayAct &&
        el(
          "section",
          {},
          el("h3", { className: "section" }, "Retention"),
          el("p", {}, "Removes at once what is not to be kept any more by the settings, instead of at the next time."),
          el("div", { className: "buttons" }, button("Remove now …", () => this.#sweep(), { className: "grave" })),
        ),
      el("section", {}, el("h3", { className: "section" }, "What Courant writes into the server’s log"), this.#table, mayAct && this.#levelForm()),
    );
    this.attempt(async () => this.#showLevels(await this.app.session.api.get("log-levels")));
  }

  // What is not offered is no child.
  append(...children) {
    super.append(...children.filter(Boolean));
  }

  #levelForm() {
    const logger = el("input", { type: "text", name: "logger", value: "dev.courant", required: true, spellcheck: false });
    const form = el(
      "form",
      { className: "filters" },
      field("Logger", logger, "dev.courant, or a name below it"),
      field("Level", choice("level", LEVELS, "FINE"), "Counts until the next start"),
      el("button", { type: "submit" }, "Set"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.attempt(async () => {
        const order = Object.fromEntries(new FormData(form));
        this.#showLevels(await this.app.session.api.put("log-levels", order));
        this.tell(`${order.logger} writes from ${order.level} upwards.`);
      });
    });
    return form;
  }

  #showLevels({ levels }) {
    this.#table.show(levels);
  }

  async #sweep() {
    await ask({
      title: "Remove what is not to be kept",
      content: [el("p", {}, "What is removed cannot be had back, and whoever wants to catch up from before is told of a gap.")],
      act: "Remove",
      onAct: async () => {
        const { removed_events: events, removed_bytes: size, floor } = await this.app.session.api.post("retention");
        this.tell(
          events === 0
            ? "Nothing was to be removed."
            : `${plural(events, "event")} removed, ${bytes(size)}. All up to number ${count(floor)} are gone.`,
        );
      },
    });
  }
}
