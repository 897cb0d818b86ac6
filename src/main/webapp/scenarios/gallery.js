import { connect } from "../client/courant.js";
import "./parts/live-state.js";

const HUB = "../.well-known/mercure";
const cards = [...document.querySelectorAll("[data-scenario]")];
const minis = await Promise.all(
  cards.map(async (card) => ({ card, ...(await import(`./${card.dataset.scenario}/mini.js`)) })),
);
const list = (asked) => [asked ?? []].flat();

/** One connection for several miniatures: they tell each other's events apart by their types. */
function follow(several) {
  const hub = connect(HUB, {
    match: several.flatMap(({ asked }) => list(asked.match)),
    matchUrlPattern: several.flatMap(({ asked }) => list(asked.matchUrlPattern)),
    visibility: "pause",
    resume: false,
  });
  several.forEach(({ card }) => card.querySelector(`${card.dataset.scenario}-mini`).follow(hub));
  return hub;
}

document.querySelector("live-state").follow(follow(minis.filter((mini) => !mini.isPublishedByVisitors)));
// Of these, whoever has a token chooses the types as well.
minis.filter((mini) => mini.isPublishedByVisitors).forEach((mini) => follow([mini]));
