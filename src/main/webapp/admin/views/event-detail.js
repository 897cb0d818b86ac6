import { API, HUB, sentenceOf } from "../api.js";
import { publishAgain, readBack } from "../logic/curl.js";
import { bytes } from "../logic/format.js";
import { laidOut } from "../logic/json-text.js";
import { el, foreign, say } from "../parts/dom.js";
import { copier } from "./event-table.js";

/** More than this is not worth the time that a browser takes to lay it out. */
const MOST_CHARS = 200_000;

/**
 * Everything of one event: its data, fetched now, and commands that publish it again and read it back.
 *
 * @param {import("../console.js").App} app
 * @param {import("../types.js").HistoryEvent} event as in the list, without its data
 */
export function eventDetail(app, event) {
  const said = el("p", { className: "said", role: "status" }, "Fetching the data …");
  const place = el("div", { className: "event-detail" }, facts(event), said);
  const load = async () => {
    try {
      const whole = await app.session.api.get(`history/${event.offset}`);
      if (whole.data === undefined) {
        say(said, "You may see that this event was there, but not its data.");
      } else {
        say(said, "");
        place.append(...dataOf(whole), commandOf("Publish it again with", publishAgain(HUB.href, whole)));
      }
    } catch (failure) {
      say(said, sentenceOf(failure));
    }
    place.append(commandOf("Read it back with", readBack(API.href, event.offset)));
  };
  load();
  return place;
}

function facts({ position, id, topics, type }) {
  const entry = (name, ...content) => el("div", {}, el("dt", {}, name), el("dd", {}, ...content));
  const list = topics.flatMap((topic, i) => [i > 0 ? ", " : "", foreign(topic, { empty: "(empty)" })]);
  return el(
    "dl",
    { className: "about" },
    entry("Topics", ...list),
    entry("Type", foreign(type, { empty: "message" })),
    entry("Id", foreign(id)),
    entry("Position", foreign(position)),
  );
}

function dataOf({ data, size_bytes: size }) {
  const { text, isJson } = laidOut(data);
  const shown = text.slice(0, MOST_CHARS);
  const rest = text.length > MOST_CHARS ? ` Only the first ${MOST_CHARS.toLocaleString("en")} characters are shown.` : "";
  return [
    el("p", { className: "caption" }, `Data${isJson ? ", JSON laid out" : ""}, ${bytes(size)}.${rest} `, copier("Copy the data", () => data)),
    el("pre", { tabIndex: 0, role: "region", ariaLabel: "Data" }, foreign(shown, { lines: true, empty: "(empty)" })),
  ];
}

function commandOf(title, command) {
  return el(
    "div",
    {},
    el("p", { className: "caption" }, `${title} curl. `, copier("Copy as curl", () => command)),
    el("pre", { tabIndex: 0, role: "region", ariaLabel: `${title} curl` }, foreign(command.slice(0, MOST_CHARS), { lines: true })),
  );
}
