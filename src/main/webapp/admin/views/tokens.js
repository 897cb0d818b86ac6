import { tokenOrder } from "../logic/token-order.js";
import { button, choice, el, field } from "../parts/dom.js";
import { copier } from "./event-table.js";
import "./revocation-list.js";
import { View } from "./view.js";

const RIGHTS = [
  ["none", "none: for clients"],
  ["observe", "look at everything here but the data of private events, and change nothing"],
  ["admin", "administer"],
];
const LINES = "One in a line: a topic, * for all, or urlpattern:/orders/:id";

/** Makes tokens, and takes them back. */
export class TokensView extends View {
  #form = el("form", { className: "sheet" });
  #made = el("div", { className: "made", role: "status" });

  build() {
    this.append(
      this.heading(
        "Tokens",
        "A token says who its bearer is and what he may read and publish. Whoever has it has these rights until it ends, or is taken back here.",
      ),
    );
    const revocations = /** @type {any} */ (document.createElement("revocation-list"));
    if (this.app.session.mayAct) {
      this.#buildForm();
      this.append(el("section", {}, el("h3", { className: "section" }, "Make a token"), this.#form, this.said, this.#made));
    }
    revocations.begin(this.app);
    this.append(el("section", {}, el("h3", { className: "section" }, "What is taken back"), revocations));
  }

  #buildForm() {
    const area = (name) => el("textarea", { name, rows: 3, spellcheck: false });
    const lifetime = el("input", { type: "number", name: "lifetime", min: 1, value: "1", required: true });
    const units = ["minutes", "hours", "days"].map((unit) => [unit, unit]);
    this.#form.append(
      field("Subject: whom it is for", el("input", { type: "text", name: "subject", required: true, maxLength: 255, autocomplete: "off", spellcheck: false })),
      field("May read", area("subscribe"), LINES),
      field("May publish on", area("publish"), LINES),
      field("Rights here", choice("rights", RIGHTS, "none")),
      el("div", { className: "pair" }, field("Good for", lifetime), field("Unit", choice("unit", units, "hours"))),
      el("div", { className: "buttons" }, el("button", { type: "submit" }, "Make the token")),
    );
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.attempt(() => this.#make());
    });
  }

  async #make() {
    this.#made.replaceChildren();
    this.tell();
    const order = tokenOrder(/** @type {any} */ (Object.fromEntries(new FormData(this.#form))));
    const token = await this.app.session.api.post("tokens", order);
    this.#made.replaceChildren(
      el("p", {}, "This is the token. It is shown this once; the server does not keep it."),
      el("pre", { tabIndex: 0, role: "region", ariaLabel: "Token" }, token),
      el("div", { className: "buttons" }, copier("Copy the token", () => token), button("Hide it", () => this.#made.replaceChildren())),
    );
  }
}
