import { isEnded } from "./api.js";

const AT_MOST_EVERY_MS = 1000;

/** Loads something again and again: never twice at a time, and when asked by the clock at most once a second. */
export class Refresher {
  #load;
  #onFailure;
  /** @type {AbortController | null} */
  #running = null;
  #startedAt = -Infinity;

  /**
   * @param {(signal: AbortSignal) => Promise<void>} load
   * @param {(failure: unknown) => void} onFailure
   */
  constructor(load, onFailure) {
    this.#load = load;
    this.#onFailure = onFailure;
  }

  /** A second has passed: loads, unless that is still under way. */
  tick() {
    // Ticks are not exact: what comes a little early counts.
    if (!this.#running && performance.now() - this.#startedAt > AT_MOST_EVERY_MS * 0.9) {
      this.now();
    }
  }

  /** Something else is asked for: what is under way is of no use any more. */
  async now() {
    this.#running?.abort();
    const controller = new AbortController();
    this.#running = controller;
    this.#startedAt = performance.now();
    try {
      await this.#load(controller.signal);
    } catch (failure) {
      if (!controller.signal.aborted && !isEnded(failure)) {
        this.#onFailure(failure);
      }
    } finally {
      if (this.#running === controller) {
        this.#running = null;
      }
    }
  }

  stop() {
    this.#running?.abort();
  }
}
