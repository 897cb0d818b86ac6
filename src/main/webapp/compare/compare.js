import { Clock } from "./clock.js";
import { DelayChart } from "./chart.js";
import { Lane } from "./lane.js";
import { WAYS, keepPulse } from "./ways.js";
import { median } from "./measures.js";

const CUT_MS = 10000;
const DRAW_MS = 500;

const find = (selector) => document.querySelector(selector);
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

const clock = new Clock();
const lanes = WAYS.map((way) => new Lane(way, find("template").content.cloneNode(true), clock, drawSoon));
find(".lanes").append(...lanes.map((lane) => lane.root));
const rows = lanes.map((lane) => row(lane.name));
const chart = new DelayChart(find("canvas"), lanes, clock);

let drawing;
let isPaused = false;
let isCut = false;

/** Not for each event: five come at once. */
function drawSoon() {
  drawing ??= setTimeout(draw, DRAW_MS);
}

function draw() {
  drawing = undefined;
  chart.draw();
  lanes.forEach((lane, i) => fill(rows[i], lane.measures));
  find(".floor").textContent = number.format(clock.floor);
}

function row(name) {
  const line = find("tbody").insertRow();
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = name;
  line.append(head);
  return [1, 2, 3, 4].map(() => {
    const cell = line.insertCell();
    cell.textContent = "–";
    return cell;
  });
}

function fill([middle, longest, requests, bytes], measures) {
  const delays = measures.delays.map(({ raw }) => clock.delay(raw));
  middle.textContent = delays.length > 0 ? number.format(median(delays)) : "–";
  longest.textContent = delays.length > 0 ? number.format(Math.max(...delays)) : "–";
  requests.textContent = number.format(measures.requestsInMinute(Date.now()));
  const perEvent = measures.bytesPerEvent(Date.now());
  bytes.textContent = perEvent === undefined ? "–" : number.format(perEvent);
}

/** Lanes run unless the page is cut, paused, or away: a browser has six connections to a server for all of its tabs. */
function follow() {
  const why = isCut ? "cut" : isPaused || document.visibilityState === "hidden" ? "paused" : null;
  for (const lane of lanes) {
    if (why) {
      lane.stop(why);
    } else if (!lane.isRunning) {
      lane.start();
    }
  }
  // Not `disabled`, which would take the focus away from whoever has just pressed it.
  find(".cut").ariaDisabled = `${why !== null}`;
}

find(".pause").addEventListener("click", ({ currentTarget }) => {
  isPaused = !isPaused;
  currentTarget.textContent = isPaused ? "Go on" : "Pause";
  say(isCut ? "Cut." : "");
  follow();
});

find(".cut").addEventListener("click", ({ currentTarget }) => {
  if (currentTarget.ariaDisabled === "true") {
    return;
  }
  const pulse = keepPulse();
  isCut = true;
  clock.cut(Date.now());
  follow();
  say("Cut. The server goes on unheard.");
  setTimeout(() => {
    isCut = false;
    clock.mend(Date.now());
    follow();
    pulse.close();
    say(isPaused ? "" : "Back. Each way asks for what it missed.");
  }, CUT_MS);
});

function say(text) {
  find("[role=status]").textContent = text;
}

document.addEventListener("visibilitychange", follow);
follow();
