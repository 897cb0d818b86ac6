import { jsonFault } from "../logic/json-text.js";
import { routeTo } from "../logic/route.js";
import { button, el, field, foreign, say } from "../parts/dom.js";
import { View } from "./view.js";

/** A form that publishes an event. */
export class PublishView extends View {
  #form = el("form", { className: "sheet" });
  #checked = el("span", { role: "status", className: "quiet" });
  #published = el("p", { className: "said", role: "status" });

  build() {
    this.append(this.heading("Publish", "Sends an event to everybody who asks for one of its topics and may see it. It is kept like any other."));
    if (!this.app.session.mayAct) {
      this.append(el("p", {}, "You may look, and not publish."));
      return;
    }
    const input = (name, properties = {}) => el("input", { type: "text", name, spellcheck: false, autocomplete: "off", ...properties });
    const isPrivate = el("input", { type: "checkbox", name: "private" });
    this.#form.append(
      field("Topics, one in a line", el("textarea", { name: "topics", rows: 2, required: true, spellcheck: false }), "The first one is the main one; the others are further names for the same event"),
      field("Type", input("type"), "What listeners listen for; empty: message"),
      field("Id", input("id"), "Empty: the hub makes one. An id that was there before is not published twice"),
      field("Kept for, in seconds", input("ttl_seconds", { type: "number", min: 1 }), "Empty: as long as retention allows"),
      field("Retry, in milliseconds", input("retry_ms", { type: "number", min: 0 }), "How long browsers wait before they come back; empty: as they do"),
      el("label", { className: "check" }, isPrivate, " Private: only for those whose token says that they may read one of its topics"),
      field("Data", el("textarea", { name: "data", rows: 8, spellcheck: false })),
      el("div", { className: "buttons" }, button("Check JSON", () => this.#check()), button("Lay JSON out", () => this.#layOut()), this.#checked),
      el("div", { className: "buttons" }, el("button", { type: "submit" }, "Publish")),
      this.said,
      this.#published,
    );
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.attempt(() => this.#publish());
    });
    this.append(this.#form);
  }

  show(params) {
    const topic = params.get("topic");
    if (topic && this.#form.elements.topics) {
      this.#form.elements.topics.value = topic;
    }
  }

  async #publish() {
    const { topics, type, id, ttl_seconds: ttl, retry_ms: retry, data } = this.#form.elements;
    const names = topics.value.split(/\r?\n/).filter((line) => line !== "");
    const order = {
      topics: names,
      data: data.value,
      private: this.#form.elements.private.checked,
      ...(type.value && { type: type.value }),
      ...(id.value && { id: id.value }),
      ...(ttl.value && { ttl_seconds: Number(ttl.value) }),
      ...(retry.value && { retry_ms: Number(retry.value) }),
    };
    this.#published.replaceChildren();
    this.tell();
    const { id: made } = await this.app.session.api.post("publish", order);
    const href = routeTo("history", { from: "id", at: made });
    this.#published.replaceChildren("Published as ", foreign(made), ". ", el("a", { href }, "See it in the history"));
  }

  #check() {
    const fault = jsonFault(this.#form.elements.data.value);
    say(this.#checked, fault ? `Not JSON: ${fault}` : "It is JSON.");
  }

  #layOut() {
    const { data } = this.#form.elements;
    this.#check();
    if (!jsonFault(data.value)) {
      data.value = JSON.stringify(JSON.parse(data.value), null, 2);
    }
  }
}
