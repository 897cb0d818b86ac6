import { connect } from "../../client/courant.js";
import { load } from "../parts/load.js";
import { post } from "../parts/post.js";
import "./board.js";
import "../parts/live-state.js";
import "../parts/source-view.js";

const DELIVERIES = "../../api/scenarios/deliveries";
/** Where this tab remembers the orders that were placed in it. */
const MINE = "deliveries";
const MAX_MINE = 8;

const find = (selector) => document.querySelector(selector);
const board = find("delivery-board");
const hub = connect("../../.well-known/mercure", { match: "/deliveries/board", visibility: "pause" });

hub.on("board", (event) => board.show(event.json()));

// Listen first, ask then: nothing is missed in between.
hub.on("statechange", async ({ state }) => {
  if (state === "open") {
    board.show(await load(DELIVERIES));
  }
});

find("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await post(DELIVERIES, { goods: new FormData(event.target).get("goods") });
    const placed = await answer.json();
    sessionStorage.setItem(MINE, JSON.stringify([placed, ...mine()].slice(0, MAX_MINE)));
    location.assign(pageOf(placed));
  } catch (problem) {
    find(".refusal").textContent = problem.message;
  }
});

const mine = () => JSON.parse(sessionStorage.getItem(MINE) ?? "[]");
const pageOf = ({ id }) => `order.html?${new URLSearchParams({ id })}`;

// Also when the page comes back from the browser's memory.
addEventListener("pageshow", () => {
  find(".mine").hidden = mine().length === 0;
  find(".mine ul").replaceChildren(
    ...mine().map((order) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = pageOf(order);
      link.textContent = order.goods;
      item.append(link);
      return item;
    }),
  );
});
find("live-state").follow(hub);
