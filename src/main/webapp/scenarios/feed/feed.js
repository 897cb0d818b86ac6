import { connect } from "../../client/courant.js";
import { arrange } from "../parts/arrange.js";
import { flash, onceAFrame } from "../parts/frames.js";
import { post } from "../parts/post.js";
import { PostView } from "./post-view.js";
import "../parts/live-state.js";
import "../parts/source-view.js";

const HUB = "../../.well-known/mercure";
const API = "../../api/scenarios/feed/posts";
const POSTS_SHOWN = 30;
const find = (selector) => document.querySelector(selector);

/** By the id of the post, in the order of the stream; what is only on its way stands at the end. */
const views = new Map();
let events = 0;

const hub = connect(HUB, { match: "/feed", lastEventId: "earliest", resume: false, visibility: "pause" });
find("live-state").follow(hub);

hub.on("post", (event) => {
  const told = event.json();
  const view = views.get(told.id) ?? viewOf(told);
  // Confirmed: now it has its place in the one order, behind what was told before.
  views.delete(told.id);
  views.set(told.id, view);
  view.confirm();
  count();
});

hub.on("like", (event) => {
  const { post: id, likes } = event.json();
  views.get(id)?.count(likes);
  count();
});

find(".write").addEventListener("submit", (event) => {
  event.preventDefault();
  const { author, text } = event.target.elements;
  const written = { id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, author: author.value, text: text.value };
  const view = viewOf(written);
  views.set(written.id, view);
  text.value = "";
  draw();
  post(API, written).catch((problem) => view.refuse(problem.message));
});

function viewOf(written) {
  const view = new PostView(written);
  view.onLike(() => post(`${API}/${encodeURIComponent(written.id)}/likes`).catch((problem) => view.say(problem.message)));
  return view;
}

function count() {
  events++;
  draw();
}

const draw = onceAFrame(() => {
  for (const id of [...views.keys()].slice(0, -POSTS_SHOWN)) {
    views.delete(id);
  }
  const list = find(".posts");
  const before = new Set(list.children);
  const shown = [...views.values()].map(({ item }) => item).reverse();
  arrange(list, shown);
  shown.filter((item) => !before.has(item)).forEach((item) => flash(item, "var(--faint-flash)"));
});

setInterval(() => {
  find(".rate").textContent = events;
  events = 0;
}, 1000);
find("[name=author]").value = `Visitor ${Math.floor(Math.random() * 900 + 100)}`;
