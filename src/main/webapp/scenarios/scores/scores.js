import { connect } from "../../client/courant.js";
import { onceAFrame } from "../parts/frames.js";
import { load as loadState } from "../parts/load.js";
import { Board } from "./board.js";
import { MatchCard } from "./match-card.js";
import "../parts/live-state.js";
import "../parts/source-view.js";

const HUB = "../../.well-known/mercure";
const SNAPSHOT = "../../api/scenarios/scores";
const MATCHES = ["/matches/1", "/matches/2", "/matches/3"];
const NUMBERS_SHOWN = 24;
const find = (selector) => document.querySelector(selector);

const board = new Board();
const cards = new Map();
const counts = { snapshot: 0, live: 0, holes: 0, snapshots: 0 };
let hub;
/** A snapshot that is on its way, and the changes that come meanwhile; null when none is. */
let loading = null;
let early = null;

/** Comes in as a visitor who knows nothing: first how everything stands, then what has changed since. */
async function comeIn() {
  find(".again").disabled = true;
  hub?.close();
  counts.snapshots = 0;
  counts.holes = 0;
  const cursor = await load();
  hub = connect(HUB, { match: MATCHES, lastEventId: cursor, resume: false, visibility: "pause" });
  hub.on("score", take);
  // The hub does not have any more, or does not have yet, what came after the cursor.
  hub.on("reset", load);
  hub.on("gap", load);
  find("live-state").follow(hub);
  find(".again").disabled = false;
}

/** @returns {Promise<string>} the cursor of a snapshot that has been taken in */
function load() {
  loading ??= loadNow();
  return loading;
}

async function loadNow() {
  early = [];
  const snapshot = await loadState(SNAPSHOT);
  board.load(snapshot);
  counts.snapshot = board.number;
  counts.live = 0;
  counts.snapshots++;
  cards.forEach((card) => card.forget());
  const waiting = early;
  early = null;
  loading = null;
  waiting.forEach(take);
  draw();
  return snapshot.cursor;
}

function take(event) {
  if (early) {
    early.push(event);
    return;
  }
  const outcome = board.take(event);
  if (outcome === "taken") {
    counts.live++;
    const change = event.json();
    cards.get(change.match)?.tell(change);
    draw();
  } else if (outcome !== "known") {
    // A number is missing, or the server has begun anew.
    counts.holes += outcome === "hole" ? 1 : 0;
    load();
  }
}

const draw = onceAFrame(() => {
  for (const [number, match] of board.matches) {
    if (!cards.has(number)) {
      cards.set(number, new MatchCard());
      find(".matches").append(cards.get(number).drawn);
    }
    cards.get(number).draw(match);
  }
  find(".board").dataset.number = board.number;
  for (const [name, count] of Object.entries(counts)) {
    find(`[data-count=${name}]`).textContent = count.toLocaleString("en");
  }
  drawNumbers();
});

/** The last changes by their numbers: what came in the snapshot, and what came live. */
function drawNumbers() {
  const first = Math.max(1, board.number - NUMBERS_SHOWN + 1);
  const items = Array.from({ length: board.number - first + 1 }, (_, i) => {
    const item = document.createElement("li");
    item.textContent = first + i;
    item.className = first + i <= counts.snapshot ? "snapshot" : "live-change";
    return item;
  });
  find(".row").replaceChildren(...items);
}

find(".again").addEventListener("click", comeIn);
comeIn();
