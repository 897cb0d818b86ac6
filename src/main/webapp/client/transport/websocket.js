import { LOST } from "./http.js";
import { itemOf } from "./json.js";

/** Close codes of ours: 4000 + the status that HTTP would have had. */
const FIRST_OF_OURS = 4400;
const LAST_OF_OURS = 4599;
const STATUS_OFFSET = 4000;

/**
 * Text messages over a WebSocket: the same JSON objects as in the NDJSON stream. A browser can give it no header, so
 * the token is the first message.
 */
export function webSocket(attempt) {
  let socket;
  try {
    socket = new WebSocket(attempt.address.webSocket(attempt.matchers, attempt.cursor));
  } catch {
    // A page of https may not open one without TLS; a policy may forbid it.
    return Promise.resolve({ status: 0, unfit: true });
  }
  return new Promise((resolve) => {
    let opened = false;
    attempt.signal.addEventListener("abort", () => {
      resolve(LOST);
      socket.close();
    });
    socket.onopen = () => {
      opened = true;
      attempt.answered({ subscriber: null, startedAt: null, send: (message) => socket.send(JSON.stringify(message)) });
      if (attempt.token) {
        socket.send(JSON.stringify({ token: attempt.token }));
      }
    };
    socket.onmessage = ({ data }) => {
      attempt.alive();
      if (data.trim() !== "") {
        attempt.item(itemOf(JSON.parse(data)));
      }
      if (attempt.isHeld) {
        // Nothing holds a WebSocket back: it is left, and the cursor brings back what was not read.
        socket.close();
        resolve({ status: 200, held: true });
      }
    };
    socket.onclose = ({ code }) => resolve(endingOf(code, opened));
  });
}

function endingOf(code, opened) {
  if (code >= FIRST_OF_OURS && code <= LAST_OF_OURS) {
    return { status: code - STATUS_OFFSET };
  }
  // A refused upgrade looks like a lost network from here: another transport will know.
  return { status: 0, unfit: !opened };
}
