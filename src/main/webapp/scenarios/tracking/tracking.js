import { connect } from "../../client/courant.js";
import { onceAFrame } from "../parts/frames.js";
import { TownMap } from "./town-map.js";
import { Vehicle } from "./vehicle.js";
import "../parts/live-state.js";
import "../parts/source-view.js";

const HUB = "../../.well-known/mercure";
/** Whoever is silent for so long while others are heard has left the tiles in view. */
const GONE_MS = 1400;
const find = (selector) => document.querySelector(selector);
const topic = (tile) => `/map/${tile}`;

const map = new TownMap(find(".map"), onView);

// A stream of its own, which it changes at will: tabs can only share one if they ask for the same.
const hub = connect(HUB, { match: map.tiles.map(topic), share: "off", resume: false, visibility: "pause" });
const vehicles = new Map();
const streams = new Set();
const counts = { tiles: 0, vehicles: 0, rate: 0, changes: 0, streams: 0 };
let heardLast = 0;
let events = 0;

hub.on("position", (event) => {
  const position = event.json();
  heardLast = performance.now();
  events++;
  if (!vehicles.has(position.vehicle)) {
    const vehicle = new Vehicle(position);
    vehicles.set(position.vehicle, vehicle);
    find(".vehicles").append(vehicle.drawn);
  }
  vehicles.get(position.vehicle).seen(position, heardLast);
  draw();
});

hub.on("statechange", ({ state }) => {
  if (state === "open") {
    streams.add(hub.mode.subscriber);
    find("[data-stream]").textContent = hub.mode.subscriber;
    draw();
  }
});

/** One change after the other, each to what is in view then. */
let changing = Promise.resolve();

function onView() {
  changing = changing.then(follow);
}

/** Asks for the tiles that have come into view, and for those no more that have left it. */
async function follow() {
  const wanted = map.tiles.map(topic);
  const more = wanted.filter((one) => !hub.matchers.match.includes(one));
  const less = hub.matchers.match.filter((one) => !wanted.includes(one));
  // First more, then less: nothing at all cannot be asked for.
  if (more.length > 0) {
    await hub.subscribe(more);
  }
  if (less.length > 0) {
    await hub.unsubscribe(less);
  }
  counts.changes += more.length + less.length > 0 ? 1 : 0;
  draw();
}

const draw = onceAFrame(() => {
  const now = performance.now();
  for (const [id, vehicle] of vehicles) {
    if (heardLast - vehicle.heardAt > GONE_MS) {
      vehicle.drawn.remove();
      vehicles.delete(id);
    } else {
      vehicle.draw(now);
    }
  }
  Object.assign(counts, { tiles: hub.matchers.match.length, vehicles: vehicles.size, streams: streams.size });
  for (const [name, count] of Object.entries(counts)) {
    find(`[data-count=${name}]`).textContent = count;
  }
  for (const tile of document.querySelectorAll("[data-tile]")) {
    tile.classList.toggle("asked", hub.matchers.match.includes(topic(tile.dataset.tile)));
  }
  find("[data-asked]").textContent = hub.matchers.match.join(" ");
  find("[data-zoom=in]").disabled = map.zoom === 4;
  find("[data-zoom=out]").disabled = map.zoom === 1;
  // On to the next place, for as long as there is anybody on the way.
  if (now - heardLast < GONE_MS) {
    draw();
  }
});

setInterval(() => {
  counts.rate = events;
  events = 0;
  draw();
}, 1000);

find(".controls").addEventListener("click", ({ target }) => {
  const { zoom, pan } = target.closest("button")?.dataset ?? {};
  if (zoom) {
    map.zoomBy(zoom === "in" ? 2 : 0.5);
  } else if (pan) {
    map.pan(...pan.split(" ").map((part) => Number(part) / 2));
  }
});

find("live-state").follow(hub);
