const find = (selector) => document.querySelector(selector);
const SHARES = { worker: "a worker", locks: "one tab for all", off: "off" };

/** What the tabs have told last, by their frames; nothing yet from those that have not loaded. */
const told = new Map();
let isPaused = false;

const wanted = () => (isPaused ? 0 : find("#count").valueAsNumber);
const share = () => find("[name=share]:checked").value;

/** Opens and closes tabs until there are as many as are wanted. */
function follow() {
  find("output").value = find("#count").value;
  const frames = [...told.keys()];
  frames.slice(wanted()).forEach(close);
  for (let n = frames.length; n < wanted(); n++) {
    const frame = document.createElement("iframe");
    frame.title = `Tab ${n + 1}`;
    frame.src = `tab.html?share=${share()}`;
    told.set(frame, null);
    find(".tabs").append(frame);
  }
  show();
}

function close(frame) {
  told.delete(frame);
  frame.remove();
}

function show() {
  const tabs = [...told.values()];
  const live = tabs.filter((tab) => tab?.state === "open");
  const streams = new Set(live.map(({ mode }, n) => mode.subscriber ?? n));
  const waiting = tabs.length - live.length;
  find("[data-sum=live]").textContent = live.length;
  find("[data-sum=streams]").textContent = streams.size;
  find("[data-sum=waiting]").textContent = waiting;
  find(".verdict").textContent = verdict(live.length, streams.size, waiting);
  find("tbody").replaceChildren(...tabs.map((tab, n) => row(n + 1, tab, [...streams])));
}

function verdict(live, streams, waiting) {
  if (live + waiting === 0) {
    return "Paused: no tab is open.";
  }
  if (live === 0) {
    return `No tab is live yet; ${waiting} ${waiting === 1 ? "waits" : "wait"}.`;
  }
  const held = `${live} ${live === 1 ? "tab is" : "tabs are"} live on ${streams} ${streams === 1 ? "stream" : "streams"}`;
  return waiting === 0 ? `${held}.` : `${held}; ${waiting} ${waiting === 1 ? "waits" : "wait"}.`;
}

function row(n, tab, streams) {
  const line = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = n;
  line.append(head);
  line.classList.toggle("waits", tab?.state !== "open");
  for (const text of cells(tab, streams)) {
    line.insertCell().textContent = text ?? "–";
  }
  return line;
}

function cells(tab, streams) {
  if (!tab) {
    return ["not loaded", null, null, null, null];
  }
  const { state, mode, problem, last } = tab;
  const stream = streams.indexOf(mode.subscriber);
  return [problem ? "no answer" : state, SHARES[mode.share], mode.transport, stream < 0 ? null : stream + 1, last];
}

addEventListener("message", ({ source, origin, data }) => {
  const frame = [...told.keys()].find(({ contentWindow }) => contentWindow === source);
  if (frame && origin === location.origin) {
    told.set(frame, data);
    show();
  }
});

find("#count").addEventListener("input", follow);
find("fieldset").addEventListener("change", () => {
  [...told.keys()].forEach(close);
  follow();
});
find(".pause").addEventListener("click", ({ currentTarget }) => {
  isPaused = !isPaused;
  currentTarget.textContent = isPaused ? "Go on" : "Pause";
  follow();
});
find("form").addEventListener("submit", (event) => event.preventDefault());

const [navigation] = performance.getEntriesByType("navigation");
const protocol = navigation.nextHopProtocol;
// It is empty where the browser had the page already.
find("[data-sum=protocol]").textContent = protocol === "h2" ? "HTTP/2" : protocol.toUpperCase() || "–";
follow();
