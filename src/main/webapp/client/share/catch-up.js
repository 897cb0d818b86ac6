import { Link } from "../link.js";
import { Overlap } from "./overlap.js";

/**
 * How a tab fetches what it missed, by a stream of its own, while the shared one goes on. When its own is live it has
 * brought everything up to then, and the tab is taken over to the shared one.
 */
export class CatchUp {
  #link;
  #overlap = new Overlap();
  #isOver = false;

  /**
   * @param {object} what as for a Link
   * @param {object} to as for a Link, and `onDone(overlap)`: what still comes on the shared stream is compared with that
   */
  constructor(what, { onItem, onState, onDone }) {
    this.#link = new Link(what, {
      onItem: (item) => {
        if (!this.#isOver) {
          this.#overlap.see(item);
          onItem(item);
          this.#look(item, onDone);
        }
      },
      onState: (state) => this.#isOver || onState(state),
    });
    this.#link.resume();
  }

  /** This has come on the shared stream. Where too much waits, it begins again, at a later point. */
  wait(item) {
    if (!this.#overlap.wait(item)) {
      this.#overlap = new Overlap();
      this.#link.suspend();
      this.#link.resume();
    }
  }

  retryNow() {
    this.#link.retryNow();
  }

  stop() {
    this.#isOver = true;
    this.#link.close();
  }

  #look({ notice }, onDone) {
    if (notice?.status === "live" || notice?.status === "reset") {
      this.stop();
      onDone(this.#overlap);
    }
  }
}
