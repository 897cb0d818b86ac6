import { made, topicsOf } from "./item.js";

const HUB = "../../.well-known/mercure";
const DESK = "../../api/scenarios/news/desk";
const HOUR_SECONDS = 3600;

/** The editor's desk: publishes over HTTP, with a token that the application gives to its page. */
export class Desk {
  #form;
  #said;
  #token;
  /** What is being corrected; null for a new item. */
  #corrects = null;

  constructor(form) {
    this.#form = form;
    this.#said = form.querySelector("output");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    form.querySelector("[type=button]").addEventListener("click", () => this.#begin(null));
  }

  /** Fetches what may be chosen, and the first token. */
  async open() {
    const { sections, tags } = await this.#fetchToken();
    this.#form.section.replaceChildren(...sections.map((section) => new Option(section, section)));
    const boxes = tags.map((tag) => {
      const box = document.createElement("input");
      Object.assign(box, { type: "checkbox", name: "tag", value: tag });
      return made("label", "", box, ` ${tag}`);
    });
    this.#form.querySelector(".tags").append(...boxes);
    return { sections, tags };
  }

  /** Takes an item back to the desk. */
  correct(item) {
    this.#begin(item);
    this.#form.headline.value = item.headline;
    this.#form.text.value = item.text;
    this.#form.text.focus();
  }

  retract(item) {
    const { section, tags, headline } = item;
    this.#publish({ kind: "retraction", of: item.id, section, tags, headline, text: "Retracted by the editor." });
  }

  #begin(item) {
    this.#corrects = item;
    this.#form.reset();
    this.#form.classList.toggle("correcting", item !== null);
    this.#form.querySelector("[type=submit]").textContent = item ? "Publish the correction" : "Publish";
    // A correction has to reach those who have read the item: it keeps its topics.
    this.#form.section.disabled = item !== null;
    this.#form.querySelector(".tags").disabled = item !== null;
    if (item) {
      this.#form.section.value = item.section;
      this.#boxes.forEach((box) => (box.checked = item.tags.includes(box.value)));
    }
  }

  get #boxes() {
    return [...this.#form.querySelectorAll("[name=tag]")];
  }

  async #submit() {
    const { section, headline, text } = this.#form;
    const tags = this.#boxes.filter((box) => box.checked).map((box) => box.value);
    const of = this.#corrects?.id ?? "";
    const kind = this.#corrects ? "correction" : "item";
    if (await this.#publish({ kind, of, section: section.value, tags, headline: headline.value, text: text.value })) {
      this.#begin(null);
    }
  }

  async #publish(told) {
    // crypto.randomUUID is there in secure contexts only, and an intranet may be none.
    const id = `desk-${Date.now()}-${Math.random().toString(36).slice(2, 10)}`;
    const item = { id, ...told, by: "desk", at: new Date().toISOString() };
    try {
      const event = await this.#post(item);
      this.#said.textContent = `Published as ${event} on ${topicsOf(item).join(" ")}`;
      return true;
    } catch (failure) {
      this.#said.textContent = failure.message;
      return false;
    }
  }

  /** Posts a form to the hub, as any program can. @returns {Promise<string>} the id of the event */
  async #post(item) {
    const form = new URLSearchParams({ type: "news", ttl: HOUR_SECONDS, data: JSON.stringify(item) });
    topicsOf(item).forEach((topic) => form.append("topic", topic));
    const send = () => fetch(HUB, { method: "POST", headers: { Authorization: `Bearer ${this.#token}` }, body: form });
    let answer = await send();
    if (answer.status === 401) {
      // The token was for some minutes.
      await this.#fetchToken();
      answer = await send();
    }
    if (!answer.ok) {
      throw new Error((await answer.json()).detail);
    }
    return answer.text();
  }

  async #fetchToken() {
    const answer = await fetch(DESK, { method: "POST" });
    if (!answer.ok) {
      throw new Error(`No token for the desk: the server says ${answer.status}`);
    }
    const desk = await answer.json();
    this.#token = desk.token;
    return desk;
  }
}
