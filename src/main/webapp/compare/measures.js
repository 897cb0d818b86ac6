const MINUTE_MS = 60000;
const encoder = new TextEncoder();

/** What one lane has measured. No DOM, and no clock of its own. */
export class Measures {
  requests = 0;
  bytes = 0;
  events = 0;
  repeated = 0;
  late = 0;
  last;
  #run;
  #first;
  #seen = new Set();
  #delays = [];
  #requestsMade = [];
  #sizes = [];

  request(now) {
    this.requests++;
    this.#requestsMade.push({ now });
  }

  addBytes(text, now) {
    const { length } = encoder.encode(text);
    this.bytes += length;
    this.#sizes.push({ length, now });
  }

  /**
   * Takes an event.
   *
   * @param {{run: number, n: number, sent: number}} event as the server's PulseBean sends it
   * @param {number} now when it came, on this clock
   * @param {boolean} isLate whether it was sent while the lane was cut
   */
  take({ run, n, sent }, now, isLate) {
    if (run !== this.#run) {
      // The server has started anew, and counts from one.
      this.#run = run;
      this.#first = n;
      this.#seen.clear();
    }
    if (this.#seen.has(n)) {
      this.repeated++;
      return;
    }
    this.#seen.add(n);
    this.last = Math.max(n, this.last ?? n);
    this.events++;
    this.late += isLate ? 1 : 0;
    this.#delays.push({ n, now, raw: now - sent });
    this.#delays = ofLastMinute(this.#delays, now);
  }

  /** Numbers between the first and the last that never came: those are lost. */
  get missing() {
    if (this.#seen.size === 0) {
      return 0;
    }
    return Math.max(...this.#seen) - this.#first + 1 - this.#seen.size;
  }

  /** The events of the last minute: their number, and the time from one clock to the other. */
  get delays() {
    return this.#delays;
  }

  requestsInMinute(now) {
    this.#requestsMade = ofLastMinute(this.#requestsMade, now);
    return this.#requestsMade.length;
  }

  /** Of the last minute; undefined where no event came in it. */
  bytesPerEvent(now) {
    this.#sizes = ofLastMinute(this.#sizes, now);
    const { length } = ofLastMinute(this.#delays, now);
    return length > 0 ? this.#sizes.reduce((sum, size) => sum + size.length, 0) / length : undefined;
  }
}

const ofLastMinute = (items, now) => items.filter((item) => now - item.now < MINUTE_MS);

/** The middle one; undefined where there is none. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
