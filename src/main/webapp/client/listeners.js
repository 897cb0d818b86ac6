/** Who wants to know what. */
export class Listeners {
  #byType = new Map();

  get isEmpty() {
    return this.#byType.size === 0;
  }

  /**
   * @param {string} type
   * @param {(event: any) => void} listener
   * @param {{signal?: AbortSignal}} [options]
   * @returns {() => void} takes it away again
   */
  add(type, listener, { signal } = {}) {
    if (typeof listener !== "function") {
      throw new TypeError(`listener: a function, not ${String(listener)}`);
    }
    if (signal?.aborted) {
      return () => {};
    }
    const entry = { listener };
    this.#byType.set(type, [...(this.#byType.get(type) ?? []), entry]);
    const remove = () => {
      const others = (this.#byType.get(type) ?? []).filter((other) => other !== entry);
      others.length > 0 ? this.#byType.set(type, others) : this.#byType.delete(type);
    };
    signal?.addEventListener("abort", remove);
    return remove;
  }

  /** Tells everybody who is there now. An error of one is the console's, and does not concern the others. */
  tell(type, event) {
    for (const { listener } of this.#byType.get(type) ?? []) {
      try {
        listener(event);
      } catch (failure) {
        reportError(failure);
      }
    }
  }
}
