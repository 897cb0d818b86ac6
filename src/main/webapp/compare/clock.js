/**
 * Compares times of two clocks that need not agree, the server's and the browser's: the quickest delivery so far counts
 * as one that took no time. It also knows when the page had cut itself off.
 */
export class Clock {
  #floor = Infinity;
  #cuts = [];

  /** Takes the time from a server's stamp to the arrival here, in milliseconds. */
  note(raw) {
    this.#floor = Math.min(this.#floor, raw);
  }

  /** What the quickest delivery seems to have taken: time on the way, and what the clocks differ by. */
  get floor() {
    return this.#floor;
  }

  /** How much longer than the quickest one a delivery took. */
  delay(raw) {
    return raw - this.#floor;
  }

  cut(now) {
    this.#cuts.push({ from: now, to: Infinity });
  }

  mend(now) {
    this.#cuts.at(-1).to = now;
  }

  /** Whether the page was cut off when something was sent, by the server's clock. */
  wasCutAt(sent) {
    const here = sent + this.#floor;
    return this.#cuts.some(({ from, to }) => from <= here && here < to);
  }
}
