import { jsonStream } from "./ndjson.js";
import { longPoll, shortPoll } from "./polling.js";
import { eventStream } from "./sse.js";
import { webSocket } from "./websocket.js";

const TRANSPORTS = {
  sse: eventStream,
  fetch: jsonStream,
  websocket: webSocket,
  "long-poll": longPoll,
  poll: shortPoll,
};

export const TRANSPORT_NAMES = Object.freeze(["auto", ...Object.keys(TRANSPORTS)]);

/** The transports that a client may use, best first, and the one it is at. */
export class Ladder {
  #names;
  #at = 0;
  #best = 0;

  /** @param {string} transport one of TRANSPORT_NAMES */
  constructor(transport) {
    this.#names = transport === "auto" ? Object.keys(TRANSPORTS) : [transport];
  }

  get name() {
    return this.#names[this.#at];
  }

  /** Runs one attempt by the current transport. */
  run(attempt) {
    return TRANSPORTS[this.name](attempt);
  }

  /** Whether there is a choice at all. */
  get hasOthers() {
    return this.#names.length > 1;
  }

  /** The current one gets through: it is where the next attempts begin. */
  worked() {
    this.#best = this.#at;
  }

  /** Goes to the next one. Behind the last one it says no, and begins anew: what got through once does no more. */
  next() {
    this.#at++;
    if (this.#at < this.#names.length) {
      return true;
    }
    this.#best = 0;
    this.restart();
    return false;
  }

  /** Goes back to the one that got through last, else to the first. */
  restart() {
    this.#at = this.#best;
  }
}
