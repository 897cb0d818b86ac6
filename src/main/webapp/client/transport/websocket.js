import { LOST } from "./http.js";
import { takeObject } from "./json.js";

/** "Try again later" (IANA's registry of close codes): the hub is overloaded, and its last message says with what status. */
const TRY_AGAIN_LATER = 1013;
/** The server stops. The hub has said when to come back, unless its server has closed the WebSocket without asking it. */
const GOING_AWAY = 1001;
const COMEBACK_MS = { soonest: 1000, spread: 4000 };
const OVERLOADED = 503;
/** What the hub says of the stream, as on every transport. Other notices answer what was sent. */
const OF_THE_STREAM = new Set(["live", "gap", "reset", "expiring"]);

/**
 * Text messages over a WebSocket: the same JSON objects as in the NDJSON stream, and what is asked for is changed by
 * messages. A browser can give it no header: whoever shows a token goes by another transport, or without it would be
 * an anonymous reader, who silently misses what is private. Cookies count.
 */
export function webSocket(attempt) {
  if (attempt.token) {
    return Promise.resolve({ status: 0, unfit: true });
  }
  let socket;
  try {
    socket = new WebSocket(attempt.address.webSocket(attempt.matchers, attempt.cursor));
  } catch {
    // A page of https may not open one without TLS; a policy may forbid it.
    return Promise.resolve({ status: 0, unfit: true });
  }
  return new Promise((resolve) => new Conversation(attempt, socket, resolve));
}

class Conversation {
  #attempt;
  #socket;
  #end;
  #opened = false;
  #unanswered = [];
  #isToldWhen = false;
  #refused = OVERLOADED;

  constructor(attempt, socket, end) {
    this.#attempt = attempt;
    this.#socket = socket;
    this.#end = (ending) => {
      this.#unanswered.splice(0).forEach((answer) => answer(false));
      end(ending);
    };
    attempt.signal.addEventListener("abort", () => {
      this.#end(LOST);
      socket.close();
    });
    socket.onopen = () => this.#begin();
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = async ({ code }) => this.#end(await this.#endingOf(code));
  }

  #begin() {
    this.#opened = true;
    this.#attempt.answered({
      send: (message) => {
        this.#socket.send(JSON.stringify(message));
        return new Promise((resolve) => this.#unanswered.push(resolve));
      },
    });
  }

  #hear(text) {
    this.#attempt.alive();
    if (text.trim() !== "") {
      this.#take(JSON.parse(text));
    }
    if (this.#attempt.isHeld) {
      // Nothing holds a WebSocket back: it is left, and the cursor brings back what was not read.
      this.#end({ status: 200, held: true });
      this.#socket.close();
    }
  }

  #take(message) {
    const { notice, error, retry } = message;
    this.#isToldWhen ||= retry !== undefined;
    if (error) {
      this.#refused = error.status;
      this.#unanswered.shift()?.(false);
    } else if (!notice || OF_THE_STREAM.has(notice.status)) {
      takeObject(this.#attempt, message);
    } else if (notice.status !== "open") {
      this.#unanswered.shift()?.(true);
    }
  }

  async #endingOf(code) {
    if (code === GOING_AWAY && !this.#isToldWhen) {
      this.#attempt.retry(COMEBACK_MS.soonest + Math.round(COMEBACK_MS.spread * Math.random()));
    }
    if (code === TRY_AGAIN_LATER) {
      return { status: this.#refused };
    }
    return this.#opened ? { status: 200 } : { ...(await this.#whyRefused()), unfit: true };
  }

  /** A page is not told why an upgrade was refused. The stream would be refused for the same reason, and tells it. */
  async #whyRefused() {
    const { address, matchers, cursor, signal } = this.#attempt;
    try {
      const { status, headers } = await this.#attempt.fetch(address.stream(matchers, cursor), {}, { method: "HEAD" });
      return status >= 400 && !signal.aborted ? { status, retryAfter: headers.get("Retry-After") } : LOST;
    } catch {
      return LOST;
    }
  }
}
