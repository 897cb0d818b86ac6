/**
 * The five ways in which the page reads the same events. Each is a function of a lane (see lane.js) and of a signal
 * that ends it: it opens what it needs from `lane.cursor` on, tells the lane of everything that comes, and goes on
 * until the signal is aborted. After an interruption it comes back by itself.
 */

const HUB = new URL("../.well-known/mercure", document.baseURI);
const POLL = new URL("../api/poll", document.baseURI);
const SOCKET = new URL("../ws", document.baseURI);
const TOPIC = "/pulse";

const POLL_PAUSE_MS = 5000;
const LONG_POLL_WAIT_S = 25;
const COME_BACK_MS = 1000;

export const WAYS = [
  { id: "poll", name: "Polling", how: "A request every five seconds.", run: (lane, signal) => poll(lane, signal, 0, POLL_PAUSE_MS) },
  { id: "long-poll", name: "Long-polling", how: "A request that is answered when there is something, then the next.", run: (lane, signal) => poll(lane, signal, LONG_POLL_WAIT_S, 0) },
  { id: "websocket", name: "WebSocket", how: "A connection for messages in both directions.", run: webSocket },
  { id: "event-source", name: "EventSource", how: "One answer without an end, read by the browser.", run: eventSource },
  { id: "fetch", name: "Fetch stream", how: "One answer without an end, read by the page.", run: fetchStream },
];

/**
 * Opens a stream that nobody reads, so that the server's pulse goes on: it rests while nobody listens, and whoever is cut
 * off then would miss nothing.
 */
export function keepPulse() {
  return new EventSource(address(HUB, { cursor: "" }));
}

function address(base, lane, parameters = {}) {
  const url = new URL(base);
  url.searchParams.set("match", TOPIC);
  if (lane.cursor) {
    url.searchParams.set("last_event_id", lane.cursor);
  }
  Object.entries(parameters).forEach(([name, value]) => url.searchParams.set(name, value));
  return url;
}

async function poll(lane, signal, waitSeconds, pauseMs) {
  await again(lane, signal, async () => {
    lane.request();
    // Without a cursor the hub tells where to begin, and there is nothing to wait for.
    const wait = lane.cursor ? waitSeconds : 0;
    const response = await fetch(address(POLL, lane, { wait }), { signal, cache: "no-store" });
    const text = await textOf(response);
    lane.opened();
    lane.bytes(text);
    const { events, cursor } = JSON.parse(text);
    events.forEach((event) => lane.event(event.data));
    lane.moveTo(cursor);
    await pause(pauseMs, signal);
  });
}

async function fetchStream(lane, signal) {
  await again(lane, signal, async () => {
    lane.request();
    const response = await fetch(address(HUB, lane), { signal, headers: { Accept: "application/x-ndjson" } });
    if (!response.ok) {
      throw new Error(`${response.status}`);
    }
    lane.opened();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      lane.bytes(piece.value);
      const lines = (rest + piece.value).split("\n");
      rest = lines.pop();
      lines.filter((line) => line !== "").forEach((line) => take(lane, JSON.parse(line)));
    }
  });
}

async function webSocket(lane, signal) {
  await again(lane, signal, () => {
    lane.request();
    const url = address(SOCKET, lane);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url);
    return lasting(signal, () => socket.close(), (over) => {
      socket.onopen = () => lane.opened();
      socket.onmessage = ({ data }) => {
        lane.bytes(data);
        take(lane, JSON.parse(data));
      };
      socket.onclose = over;
    });
  });
}

async function eventSource(lane, signal) {
  await again(lane, signal, () => {
    lane.request();
    const source = new EventSource(address(HUB, lane));
    return lasting(signal, () => source.close(), (over) => {
      source.onopen = () => lane.opened();
      source.onmessage = (event) => {
        // The browser does not tell what it read; the format leaves no choice but this.
        lane.bytes(`id: ${event.lastEventId}\ndata: ${event.data}\n\n`);
        lane.event(event.data);
        lane.moveTo(event.lastEventId);
      };
      // It would come back by itself, but from its own cursor and after its own pause: the lanes are to be alike.
      source.onerror = () => {
        source.close();
        over();
      };
    });
  });
}

/** One object of the JSON ways: an event, or something that moves the cursor. */
function take(lane, { id, data }) {
  if (data !== undefined) {
    lane.event(data);
  }
  if (id !== undefined) {
    lane.moveTo(id);
  }
}

async function textOf(response) {
  if (!response.ok) {
    throw new Error(`${response.status}`);
  }
  return response.text();
}

/** Does it again and again, with a pause after each interruption. */
async function again(lane, signal, once) {
  while (!signal.aborted) {
    try {
      await once();
    } catch {
      // Cut, refused or not there: what matters is that it is tried again.
      lane.interrupted();
      await pause(COME_BACK_MS, signal);
    }
  }
}

/** Something that goes on by callbacks: resolves when it is aborted, and throws when it is over. */
function lasting(signal, close, begin) {
  return new Promise((resolve, reject) => {
    const aborted = () => {
      close();
      resolve();
    };
    signal.addEventListener("abort", aborted, { once: true });
    begin(() => {
      signal.removeEventListener("abort", aborted);
      reject(new Error("over"));
    });
  });
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    if (milliseconds === 0 || signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
