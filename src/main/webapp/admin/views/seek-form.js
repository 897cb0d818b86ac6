import { instantOf, localText, offsetOf } from "../logic/seek.js";
import { button, choice, el, field } from "../parts/dom.js";

const PLACES = [
  ["newest", "the newest event"],
  ["oldest", "the oldest event"],
  ["time", "a time"],
  ["position", "a position"],
  ["id", "the id of an event"],
];
const AGO = [
  ["1 minute ago", 60],
  ["10 minutes ago", 600],
  ["1 hour ago", 3600],
  ["1 day ago", 86_400],
];

/** The form that says where to look in history and for what. */
export class SeekForm {
  element = el("form", { className: "filters", role: "search", ariaLabel: "History" });
  #onSeek;
  /** What was looked for on a page that is counted from an event; empty on others. */
  #pageOf = "";
  #said = el("p", { className: "said", role: "alert" });
  #time = el("input", { type: "datetime-local", name: "time", step: 1 });
  #at = el("input", { type: "text", name: "at", spellcheck: false, autocomplete: "off" });

  /** @param {(params: Record<string, string>) => void} onSeek */
  constructor(onSeek) {
    this.#onSeek = onSeek;
    const typed = (name, label, hint) => field(label, el("input", { type: "text", name, spellcheck: false, autocomplete: "off" }), hint);
    const shortcuts = AGO.map(([words, seconds]) => button(words, () => this.#goBack(Number(seconds))));
    this.element.append(
      field("Start at", choice("from", PLACES, "newest")),
      field("Time", this.#time),
      field("Position or id", this.#at, "Such as 0123abcd-57 or 57, or an id"),
      field("Then go", choice("direction", [["forwards", "forwards in time"], ["backwards", "backwards in time"]], "forwards")),
      typed("topic", "Topic", "Exactly this one"),
      typed("pattern", "Or URL pattern", "Such as /orders/:id"),
      typed("type", "Type"),
      el("button", { type: "submit" }, "Go"),
      el("div", { className: "shortcuts", role: "group", ariaLabel: "From a while ago on" }, ...shortcuts),
      this.#said,
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.element.addEventListener("change", () => this.#fit());
    this.#fit();
  }

  /** Shows where one is. @param {URLSearchParams} params */
  show(params) {
    this.#said.textContent = "";
    const { from, direction, topic, pattern, type } = this.element.elements;
    const place = params.get("from") ?? "newest";
    const at = params.get("at") ?? "";
    // Pages further on are counted from an event, which is a position.
    from.value = PLACES.some(([value]) => value === place) ? place : "position";
    direction.value = params.get("direction") ?? (place === "time" || place === "after" ? "forwards" : "backwards");
    topic.value = params.get("topic") ?? "";
    pattern.value = params.get("pattern") ?? "";
    type.value = params.get("type") ?? "";
    this.#time.value = place === "time" && !Number.isNaN(Date.parse(at)) ? localText(new Date(at)) : "";
    this.#at.value = place === "time" ? "" : at;
    this.#pageOf = place === "before" || place === "after" ? JSON.stringify([at, ...Object.values(this.#filters())]) : "";
    this.#fit();
  }

  /** Shows the fields that count for what was chosen. */
  #fit() {
    const { value } = this.element.elements.from;
    this.#time.parentElement.hidden = value !== "time";
    this.#at.parentElement.hidden = value !== "position" && value !== "id";
    this.element.elements.direction.parentElement.hidden = value === "newest" || value === "oldest";
  }

  #goBack(seconds) {
    const { from, direction } = this.element.elements;
    from.value = "time";
    direction.value = "forwards";
    this.#time.value = localText(new Date(Date.now() - seconds * 1000));
    this.#fit();
    this.#submit();
  }

  #submit() {
    const { from, direction } = this.element.elements;
    const filters = this.#filters();
    // Who is on a later page and looks for something else begins anew.
    const [page, ...before] = this.#pageOf ? JSON.parse(this.#pageOf) : [];
    if (from.value === "position" && page === this.#at.value && before.join("\n") !== Object.values(filters).join("\n")) {
      from.value = "newest";
      this.#fit();
    }
    try {
      const at = this.#place(from.value);
      const way = at === "" ? "" : direction.value;
      this.#onSeek({ ...(from.value !== "newest" && { from: from.value }), at, direction: way, ...filters });
      this.#said.textContent = "";
    } catch (failure) {
      this.#said.textContent = failure.message;
    }
  }

  #filters() {
    const { topic, pattern, type } = this.element.elements;
    return { topic: topic.value, pattern: pattern.value, type: type.value };
  }

  #place(from) {
    if (from === "time") {
      return instantOf(this.#time.value);
    }
    if (from === "position") {
      offsetOf(this.#at.value);
      return this.#at.value.trim();
    }
    if (from === "id" && this.#at.value === "") {
      throw new TypeError("Which id?");
    }
    return from === "id" ? this.#at.value : "";
  }
}
