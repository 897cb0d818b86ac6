import { connect } from "../../client/courant.js";
import { onceAFrame } from "../parts/frames.js";
import { Desk } from "./desk.js";
import { made, readItem, topicsOf } from "./item.js";
import { NewsCard } from "./news-card.js";
import "../parts/live-state.js";
import "../parts/source-view.js";

const HUB = "../../.well-known/mercure";
/** Older ones leave the page. */
const ITEMS_SHOWN = 20;
const IDS_KEPT = 1000;
const TRY_AGAIN_MS = 2000;
const find = (selector) => document.querySelector(selector);

const desk = new Desk(find("form"));
const cards = new Map();
/** Ids of the events that have come: none should come a second time. */
const seen = new Set();
const counts = { events: 0, matches: 0, twice: 0 };
let hub;

/** Reads what is chosen: all that is kept of it, then what comes. */
function listen() {
  hub?.close();
  cards.clear();
  seen.clear();
  Object.assign(counts, { events: 0, matches: 0, twice: 0 });
  draw();
  const match = [...document.querySelectorAll(".choice :checked")].map((box) => box.value);
  find(".asked").textContent = match.length > 0 ? match.join(" ") : "nothing: choose a section or a tag";
  if (match.length === 0) {
    return;
  }
  hub = connect(HUB, { match, lastEventId: "earliest", resume: false, visibility: "pause" });
  hub.on("news", (event) => take(event, match));
  find("live-state").follow(hub);
}

function take(event, asked) {
  const item = readItem(event);
  if (item === null) {
    return;
  }
  counts.events++;
  counts.matches += topicsOf(item).filter((topic) => asked.includes(topic)).length;
  counts.twice += seen.has(event.lastEventId) ? 1 : 0;
  seen.add(event.lastEventId);
  if (seen.size > IDS_KEPT) {
    seen.delete(seen.values().next().value);
  }
  // What is corrected may have been left behind already: the correction stands for it then.
  const card = cards.get(item.of) ?? new NewsCard(item, desk);
  card.take(item, topicsOf(item).filter((topic) => asked.includes(topic)));
  cards.set(card.id, card);
  if (cards.size > ITEMS_SHOWN) {
    cards.delete(cards.keys().next().value);
  }
  draw();
}

const draw = onceAFrame(() => {
  const newestFirst = [...cards.values()].reverse();
  newestFirst.forEach((card) => card.draw());
  const drawn = newestFirst.map((card) => card.drawn);
  // What stands where it was is not touched: somebody may be about to press a button there.
  const list = find(".items");
  drawn.forEach((element, n) => list.children[n] === element || list.insertBefore(element, list.children[n] ?? null));
  [...list.children].slice(drawn.length).forEach((element) => element.remove());
  for (const [name, count] of Object.entries(counts)) {
    find(`[data-count=${name}]`).textContent = count.toLocaleString("en");
  }
});

function choice(topic, name) {
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", value: topic, checked: true });
  return made("label", "", box, ` ${name}`);
}

async function open() {
  for (;;) {
    try {
      return await desk.open();
    } catch (failure) {
      find("form output").textContent = failure.message;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}

const { sections, tags } = await open();
find(".sections").append(...sections.map((section) => choice(`/news/${section}`, section)));
find(".by-tag").append(...tags.map((tag) => choice(`/news/tags/${tag}`, tag)));
find(".choice").addEventListener("change", listen);
listen();
