import { bytes, count, duration, moment } from "../logic/format.js";
import { changed, routeTo } from "../logic/route.js";
import { button, el, foreign, say } from "../parts/dom.js";
import { strange, words } from "../parts/data-table.js";
import { eventDetail } from "./event-detail.js";

/**
 * A table of events, whose data is shown when somebody asks for it.
 *
 * @param {import("../console.js").App} app
 * @param {() => URLSearchParams} paramsOf what is filtered for: the same around another event
 */
export function eventTable(app, paramsOf) {
  const table = /** @type {any} */ (document.createElement("data-table"));
  table.caption = "Events";
  table.keyOf = (event) => event.offset;
  table.columns = [
    { title: "Time", head: true, fill: momentOf },
    { title: "More", fill: (place, event) => waysOf(app, table, paramsOf, place, event) },
    { title: "Topics", fill: topicsOf(paramsOf) },
    { title: "Type", fill: strange((event) => event.type, { empty: "message" }) },
    { title: "Id", fill: strange((event) => event.id) },
    { title: "Number", number: true, fill: words((event) => count(event.offset)) },
    { title: "Size", number: true, fill: words((event) => bytes(event.size_bytes)) },
    { title: "Remarks", fill: words(remarksOn) },
  ];
  return table;
}

function momentOf(place, { time }) {
  place.classList.add("moment");
  say(place, moment(time, true));
}

function remarksOn({ private: isPrivate, ttl_seconds: ttl }) {
  return [isPrivate ? "private" : "", ttl === undefined ? "" : `kept for ${duration(ttl * 1000)}`].filter(Boolean).join(", ") || "–";
}

function topicsOf(paramsOf) {
  return (place, { topics }) => {
    if (place.firstChild) {
      return;
    }
    topics.forEach((topic, i) => {
      const href = routeTo("history", changed(paramsOf(), { topic, pattern: undefined }));
      const text = foreign(topic, { empty: "(empty)" });
      text.classList.add("short");
      place.append(i > 0 ? " " : "", el("a", { href }, text));
    });
  };
}

function waysOf(app, table, paramsOf, place, event) {
  if (place.firstChild) {
    return;
  }
  const of = ` of event ${event.offset}`;
  const show = el("button", { type: "button", ariaExpanded: "false" }, "Data", el("span", { className: "unseen" }, of));
  show.addEventListener("click", () => {
    const isShown = table.isUnfolded(event.offset);
    table.unfold(event.offset, isShown ? null : eventDetail(app, event));
    show.ariaExpanded = String(!isShown);
  });
  const around = routeTo("history", changed(paramsOf(), { from: "around", at: event.offset, direction: undefined }));
  place.append(el("div", { className: "buttons tight" }, show, el("a", { href: around }, "Around", el("span", { className: "unseen" }, of))));
}

/** A button that puts a text on the clipboard, and says so. @param {string} label @param {() => string} textOf */
export function copier(label, textOf) {
  const said = el("span", { role: "status", className: "quiet" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(textOf());
      said.textContent = " copied";
    } catch {
      // Without TLS there is no clipboard: what is shown can be selected.
      said.textContent = " your browser does not let pages copy here: select the text and copy it yourself";
    }
  };
  return el("span", {}, button(label, copy), said);
}
