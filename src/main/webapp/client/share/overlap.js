/** More than comes on the shared stream while a tab takes the last step of its catching up. */
const MAX_IDS = 10_000;
const MAX_WAITING = 1000;

/**
 * The seam between a tab's own stream, by which it catches up, and the shared one that it joins. What comes on the
 * shared one meanwhile waits here. When its own stream is live, it has brought everything that was there by then: of what
 * waits, only what it has not brought is new.
 */
export class Overlap {
  #seen = new Set();
  #waiting = [];

  /** The tab's own stream has brought this. */
  see({ kind, id }) {
    if (kind === "event") {
      this.#seen.add(id);
      if (this.#seen.size > MAX_IDS) {
        this.#seen.delete(this.#seen.values().next().value);
      }
    }
  }

  /** The shared one has. @returns {boolean} false where too much waits: what was said before is forgotten */
  wait(item) {
    this.#waiting.push(item);
    return this.#waiting.length <= MAX_WAITING;
  }

  /** What has come on the shared one and is new. */
  waiting() {
    return this.#waiting.filter((item) => !this.hasSeen(item));
  }

  /** Whether the tab has this one already, by its own stream. A cursor alone is not needed, and might be an older one. */
  hasSeen({ kind, id }) {
    return kind === "event" ? this.#seen.has(id) : kind === "cursor";
  }
}
