const STATES = {
  connecting: "Connecting",
  live: "Live",
  away: "Server away, trying again",
  paused: "Paused",
};

const find = (selector) => document.querySelector(selector);
const stillness = matchMedia("(prefers-reduced-motion: reduce)");
const timeOfDay = new Intl.DateTimeFormat("en", { timeStyle: "medium", hourCycle: "h23" });

let paused = false;
let count = 0;

/** Whether somebody looks and has not paused. */
export function isWatched() {
  return !paused && document.visibilityState === "visible";
}

/** Calls back whenever that may have changed. */
export function onWatch(changed) {
  document.addEventListener("visibilitychange", changed);
  find("button").addEventListener("click", ({ currentTarget }) => {
    paused = !paused;
    currentTarget.textContent = paused ? "Go on" : "Pause";
    changed();
  });
}

/** Says how the connection stands: one of the STATES. */
export function showState(state) {
  const place = find(".state");
  if (place.dataset.state !== state) {
    place.dataset.state = state;
    place.lastElementChild.textContent = STATES[state];
  }
}

/** Shows the time: as it came, and as people read it. */
export function showTime(data) {
  const sent = new Date(parseInt(data, 10));
  find("time").textContent = timeOfDay.format(sent);
  find("time").dateTime = sent.toISOString();
  find(".message").textContent = data;
  countOn();
  beat();
}

/** Shows the greeting as it came. */
export function showGreeting(data) {
  find(".custom-event").textContent = data;
  countOn();
}

/** Shows the lines within the braces of a function. */
export function showLines(running) {
  const lines = running.toString().split("\n").slice(1, -1);
  find(".running").textContent = lines.map((line) => line.trim()).join("\n");
}

/** Puts the address of this hub, and the name of its data folder, into the commands. */
export function showAddress() {
  const base = new URL(".", document.baseURI);
  const folder = base.pathname.slice(1, -1).replaceAll("/", "#") || "ROOT";
  document.querySelectorAll(".base").forEach((place) => (place.textContent = base.href));
  document.querySelectorAll(".folder").forEach((place) => (place.textContent = folder));
}

function countOn() {
  find(".count").textContent = ++count;
}

function beat() {
  if (!stillness.matches) {
    find(".dot").animate({ transform: ["scale(1.7)", "scale(1)"] }, 500);
  }
}
