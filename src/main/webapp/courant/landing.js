import * as page from "./page.js";

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15000;
/** The clock ticks every second: a connection that is silent for so long is dead, whatever it says. */
const LONGEST_SILENCE_MS = 10000;

let clock;
let timer;
let attempts = 0;

/** The page shows the lines of this function, just as they stand here. */
function listen() {
  clock = new EventSource("api/sse");
  clock.onopen = () => opened();
  clock.onmessage = (event) => showTime(event.data);
  clock.addEventListener("custom-event", (event) => greet(event.data));
  clock.onerror = () => tryAgain();
}

function opened() {
  page.showState("live");
  expectAnEvent();
}

function showTime(milliseconds) {
  attempts = 0;
  page.showTime(milliseconds);
  expectAnEvent();
}

function greet(greeting) {
  page.showGreeting(greeting);
}

/** After a lost connection the browser tries again by itself; after any answer but 200 it never does. */
function tryAgain() {
  page.showState("away");
  clearTimeout(timer);
  if (clock.readyState === EventSource.CLOSED) {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS);
    attempts++;
    // Half of it is left to chance: the pages of a server that is back must not come all at once.
    timer = setTimeout(listen, pause * (0.5 + Math.random() / 2));
  }
}

function expectAnEvent() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    clock.close();
    tryAgain();
  }, LONGEST_SILENCE_MS);
}

/** Listens as long as somebody looks: a browser has six connections to a server for all of its tabs. */
function follow() {
  clearTimeout(timer);
  clock?.close();
  attempts = 0;
  if (page.isWatched()) {
    page.showState("connecting");
    listen();
  } else {
    page.showState("paused");
  }
}

page.showLines(listen);
page.showAddress();
page.onWatch(follow);
addEventListener("online", follow);
follow();
