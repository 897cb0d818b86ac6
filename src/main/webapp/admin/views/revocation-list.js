import { sentenceOf } from "../api.js";
import { moment, plural } from "../logic/format.js";
import { button, choice, el, field, foreign, say } from "../parts/dom.js";
import { strange, words } from "../parts/data-table.js";
import { ask } from "../parts/dialog.js";

/** `<revocation-list>`: tokens and subjects whose rights were taken back, and a form for one more. */
class RevocationList extends HTMLElement {
  #app;
  #table = /** @type {any} */ (document.createElement("data-table"));
  #said = el("p", { className: "said", role: "status" });

  /** @param {import("../console.js").App} app */
  begin(app) {
    this.#app = app;
    this.#table.caption = "Revocations";
    this.#table.keyOf = (one) => JSON.stringify([one.token_id, one.subject, one.issuer]);
    this.#table.nothing = "Nothing is taken back.";
    this.#table.columns = [
      { title: "Token", head: true, fill: strange((one) => one.token_id ?? "", { empty: "any", whole: true }) },
      { title: "Subject", fill: strange((one) => one.subject ?? "", { empty: "any", whole: true }) },
      { title: "Issuer", fill: strange((one) => one.issuer ?? "", { empty: "any", whole: true }) },
      { title: "Until", fill: words((one) => (one.until ? moment(one.until * 1000) : "for good")) },
      ...(app.session.mayAct ? [{ title: "Way back", fill: (place, one) => this.#wayBack(place, one) }] : []),
    ];
    this.append(this.#table, ...(app.session.mayAct ? [this.#form()] : []), this.#said);
    this.#load();
  }

  #form() {
    const kinds = [["subject", "a subject: all that he has"], ["token_id", "the token with the id"]];
    const text = (name, properties = {}) => el("input", { type: "text", name, spellcheck: false, autocomplete: "off", ...properties });
    const form = el(
      "form",
      { className: "filters" },
      field("Take back", choice("kind", kinds, "subject")),
      field("Subject or id", text("value", { required: true })),
      field("Of the issuer", text("issuer"), "Empty: of any"),
      field("Until", el("input", { type: "datetime-local", name: "until", step: 1 }), "Empty: for good"),
      el("button", { type: "submit", className: "grave" }, "Take back"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#revoke(form);
    });
    return form;
  }

  async #revoke(form) {
    const { kind, value, issuer, until } = /** @type {any} */ (Object.fromEntries(new FormData(form)));
    const order = { [kind]: value, ...(issuer && { issuer }), ...(until && { until: Math.round(Date.parse(until) / 1000) }) };
    let told = "";
    await ask({
      title: "Take rights back",
      content: [
        el("p", {}, kind === "subject" ? "Every token of this subject is refused from now on, and its connections end: " : "This token is refused from now on, and its connections end: ", foreign(value)),
        el("p", { className: "quiet" }, until ? `Until ${moment(Date.parse(until))}.` : "For good, until you give it back. Mind that it is not your own."),
      ],
      act: "Take back",
      onAct: async () => {
        const { ended, lasting } = await this.#app.session.api.post("revocations", order);
        told = `Taken back: ${plural(ended, "connection")} ended.${lasting ? "" : " It could not be written down: it counts here, and until the server starts again."}`;
      },
    });
    if (told) {
      form.reset();
      await this.#attempt(async () => told);
    }
  }

  #wayBack(place, one) {
    if (!place.firstChild) {
      const lift = () =>
        this.#attempt(async () => {
          await this.#app.session.api.delete("revocations", { token_id: one.token_id, subject: one.subject, issuer: one.issuer });
          return "It counts again.";
        });
      place.append(button("Give back", lift));
    }
  }

  async #attempt(act) {
    try {
      say(this.#said, await act());
    } catch (failure) {
      say(this.#said, sentenceOf(failure));
    }
    await this.#load();
  }

  async #load() {
    try {
      const { revocations } = await this.#app.session.api.get("revocations");
      this.#table.show(revocations);
    } catch (failure) {
      say(this.#said, sentenceOf(failure));
    }
  }
}

customElements.define("revocation-list", RevocationList);
