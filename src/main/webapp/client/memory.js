const PREFIX = "courant:";
/** Writing at every event would cost more than the event. What a crash forgets in that time is sent again. */
const PAUSE_MS = 200;

/** Remembers the cursor over a reload of the page, in its session or for all of its tabs. */
export class CursorMemory {
  #storage;
  #key;
  #cursor;
  #timer;

  /**
   * @param {"session" | "local" | false} resume
   * @param {string} key tells what the cursor belongs to
   */
  constructor(resume, key) {
    this.#storage = resume ? storageOf(resume) : null;
    this.#key = PREFIX + key;
  }

  /** The cursor that was remembered, if any. */
  recall() {
    return this.#storage?.getItem(this.#key) ?? undefined;
  }

  /** Remembers it soon. */
  keep(cursor) {
    this.#cursor = cursor;
    if (this.#storage) {
      this.#timer ??= setTimeout(() => this.flush(), PAUSE_MS);
    }
  }

  /** Remembers it now. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      if (this.#cursor !== undefined) {
        this.#storage?.setItem(this.#key, this.#cursor);
      }
    } catch {
      // The storage is full or forbidden: the page works, and begins anew after a reload.
    }
  }
}

/** Null in a worker, and where a browser forbids it. */
function storageOf(resume) {
  try {
    return (resume === "local" ? globalThis.localStorage : globalThis.sessionStorage) ?? null;
  } catch {
    return null;
  }
}
