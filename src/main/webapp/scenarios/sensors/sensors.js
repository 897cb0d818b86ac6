import { connect } from "../../client/courant.js";
import { onceAFrame } from "../parts/frames.js";
import { Building } from "./building.js";
import "../parts/live-state.js";
import "../parts/source-view.js";
import "../parts/spark-line.js";

const HUB = "../../.well-known/mercure";
const NAMES = { cpu: "CPU", gc: "garbage collection", disk: "disk free", connections: "connections and files" };
const find = (selector) => document.querySelector(selector);
const building = new Building(find("table"));
const measures = new Map();
let pattern = "/sensors/:room/:kind";
let readings = 0;
/** One change after the other: two at a time might end with nothing that is asked for. */
let asking = Promise.resolve();

// What it asks for changes: other tabs ask for something else, and there is nothing to share.
const hub = connect(HUB, { matchUrlPattern: ["/server/:name", pattern], visibility: "pause", resume: false, share: "off" });
find("live-state").follow(hub);

hub.on("measure", (event) => {
  const measure = event.json();
  placeOf(measure.name).next = measure;
  draw();
});

hub.on("statechange", showStream);
hub.on("reading", (event) => {
  const { room, kind, value } = event.json();
  readings++;
  if (building.put(room, kind, value)) {
    offer("room", building.rooms);
    offer("kind", building.kinds);
  }
  draw();
});

const draw = onceAFrame(() => {
  building.draw();
  for (const place of measures.values()) {
    if (place.next) {
      const { value, unit } = place.next;
      place.number.textContent = `${value.toLocaleString("en", { maximumFractionDigits: 1 })} ${unit}`;
      place.line.push(value);
      place.next = null;
    }
  }
});

function placeOf(name) {
  if (!measures.has(name)) {
    const box = document.createElement("div");
    const term = document.createElement("dt");
    term.textContent = NAMES[name] ?? name;
    const number = document.createElement("dd");
    const shape = document.createElement("dd");
    const line = document.createElement("spark-line");
    shape.append(line);
    box.append(term, number, shape);
    box.dataset.measure = name;
    find(".measures").append(box);
    measures.set(name, { number, line, next: null });
  }
  return measures.get(name);
}

function offer(list, names) {
  const select = find(`[name=${list}]`);
  const known = new Set([...select.options].map((option) => option.value));
  select.append(...names.filter((name) => !known.has(name)).map((name) => new Option(name)));
}

/** Asks for more before it asks for less: so the connection always has something to listen to. */
async function ask() {
  const before = pattern;
  pattern = `/sensors/${find("[name=room]").value}/${find("[name=kind]").value}`;
  if (pattern !== before) {
    show();
    await hub.subscribe({ matchUrlPattern: pattern });
    await hub.unsubscribe({ matchUrlPattern: before });
    showStream();
  }
}

function askNext() {
  asking = asking.then(ask, ask);
}

function showStream() {
  find(".stream").textContent = hub.mode.subscriber ?? "–";
}

function show() {
  find(".pattern").textContent = pattern;
  building.mark(find("[name=room]").value, find("[name=kind]").value);
}

find(".choice").addEventListener("change", askNext);
find(".choice").addEventListener("submit", (event) => event.preventDefault());
setInterval(() => {
  find(".count").textContent = readings;
  readings = 0;
}, 1000);
show();
