import { connect } from "../../client/courant.js";
import { onceAFrame } from "../parts/frames.js";
import { post, send } from "../parts/post.js";
import { Book } from "./book.js";
import "../parts/live-state.js";
import "../parts/source-view.js";

const HUB = "../../.well-known/mercure";
const API = "../../api/scenarios/alarms";
const ROOMS = ["boiler", "cellar", "forge", "kitchen", "laundry", "library", "vault", "workshop"];
const MISSED = "afterwards";
const find = (selector) => document.querySelector(selector);
const book = new Book(find("tbody"), find(".open"), (alarm) => act(post(`${API}/${alarm.id}/acknowledgement`)));

let hub;
let cursor = "earliest";
/** How what comes now comes: it is shown beside it. */
let came = "from history";
let missed = 0;
let isSomethingLost = false;

/** Alarms concern a page that nobody looks at as well: it stays connected when it is hidden. */
function listen() {
  hub = connect(HUB, { match: "/alarms", lastEventId: cursor, resume: false });
  find("live-state").follow(hub);
  hub.on("statechange", ({ state }) => {
    if (state !== "open" && came === "live") {
      came = MISSED;
      missed = 0;
      isSomethingLost = false;
    }
  });
  hub.on("alarm", (event) => {
    cursor = event.lastEventId;
    missed++;
    book.enter(event.json(), came);
    draw();
  });
  hub.on("live", () => {
    if (came === MISSED && !isSomethingLost) {
      find(".away").textContent = `While this page was away, ${missed} changes happened; all of them are here.`;
    }
    came = "live";
    draw();
  });
  for (const loss of ["gap", "reset"]) {
    hub.on(loss, () => {
      // What was open may have been cleared by what was lost. Behind a gap comes what is kept, and then "live".
      book.forgetOpen();
      isSomethingLost = true;
      came = loss === "reset" ? "live" : came;
      find(".away").textContent = "The server does not keep all that happened while this page was away.";
      draw();
    });
  }
}

const draw = onceAFrame(() => {
  book.draw();
  find(".calm").hidden = book.isAnythingOpen;
});

/** As when a laptop is closed and opened: the connection ends, the page stays as it is, and comes back with its cursor. */
function toggleLaptop() {
  const isClosing = hub.state !== "closed";
  find("[name=laptop]").textContent = isClosing ? "Open the laptop" : "Close the laptop";
  find("[name=laptop]").ariaPressed = isClosing;
  document.body.classList.toggle("asleep", isClosing);
  if (isClosing) {
    hub.close();
    find(".away").textContent = "The laptop is closed: nothing reaches this page.";
  } else {
    listen();
  }
}

function act(request) {
  request.then(
    () => (find(".problem").textContent = ""),
    (problem) => (find(".problem").textContent = problem.message),
  );
}

find(".faults").addEventListener("submit", (event) => {
  event.preventDefault();
  const room = ROOMS[Math.floor(Math.random() * ROOMS.length)];
  const isHeat = event.submitter.name === "overheat";
  act(post(`${API}/faults`, { room, kind: isHeat ? "temperature" : "water", fault: isHeat ? "excess" : "silence" }));
});
find("[name=repair]").addEventListener("click", () => act(send("DELETE", `${API}/faults`)));
find("[name=laptop]").addEventListener("click", toggleLaptop);
listen();
