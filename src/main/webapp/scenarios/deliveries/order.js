import { connect } from "../../client/courant.js";
import { STEPS } from "./steps.js";
import "./road.js";
import "../parts/live-state.js";
import "../parts/source-view.js";

const HUB = "../../.well-known/mercure";
const find = (selector) => document.querySelector(selector);
const id = new URLSearchParams(location.search).get("id") ?? "";

/**
 * From the first event on, each time the page is loaded: the events are all that it shows. The first one has the id of the
 * order, so that is the cursor behind which the story begins.
 */
const story = { match: `/deliveries/${id}`, lastEventId: id, resume: false, visibility: "pause" };

// The board too: as long as it is looked at, orders go on.
const own = connect(HUB, { ...story, match: [story.match, "/deliveries/board"], token });
const stranger = connect(HUB, { ...story, share: "off" });
const heard = { own: 0, stranger: 0 };
let isLive = false;

own.on("delivery", (event) => {
  const progress = event.json();
  count("own");
  find("h1").textContent = progress.goods;
  find(".goods").textContent = "This page knows no more than the events of its order tell.";
  find("delivery-road").reach(progress);
  find(".story").append(line(progress));
});

// What comes before this was replayed.
own.on("live", () => {
  isLive = true;
});

own.on("reset", () => {
  find(".refusal").textContent = "The beginning of this order is not kept any more.";
});

stranger.on("*", () => count("stranger"));
stranger.on("statechange", ({ state }) => {
  find(".stranger-state").textContent = state;
});

/** The id is the key to the order: the server gives a token for it, ten minutes at a time. */
async function token() {
  const answer = await fetch(`../../api/scenarios/deliveries/${encodeURIComponent(id)}/token`, { method: "POST" });
  if (answer.status === 404) {
    find(".refusal").textContent = "There is no such order any more: place another one.";
    own.close();
  }
  return answer.ok ? answer.text() : Promise.reject(new Error(`No token: ${answer.status}`));
}

function count(who) {
  heard[who]++;
  find(`[data-count=${who}]`).textContent = heard[who];
}

function line({ step, at }) {
  const item = document.createElement("li");
  item.dataset.step = step;
  item.dataset.came = isLive ? "live" : "replayed";
  const words = document.createElement("strong");
  words.textContent = STEPS.find((one) => one.step === step).words;
  const how = document.createElement("span");
  how.textContent = `${new Date(at).toLocaleTimeString("en-GB")}, ${isLive ? "as it happened" : "told again by the hub"}`;
  item.append(words, how);
  return item;
}

find("live-state").follow(own);
