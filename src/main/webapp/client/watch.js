/** Notices silence. One timer however often there is a sign of life: it looks when it goes off, and sets itself again. */
export class Watch {
  #silenceMs;
  #onSilence;
  #timer;
  #last;

  /**
   * @param {number} silenceMs how long it may be silent; 0 for ever
   * @param {() => unknown} onSilence returns something true to go on watching
   */
  constructor(silenceMs, onSilence) {
    this.#silenceMs = silenceMs;
    this.#onSilence = onSilence;
    this.touch();
    this.#set(silenceMs);
  }

  /** There was a sign of life. */
  touch() {
    this.#last = performance.now();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #set(milliseconds) {
    if (this.#silenceMs > 0) {
      this.#timer = setTimeout(() => this.#look(), milliseconds);
    }
  }

  #look() {
    const leftMs = this.#silenceMs - (performance.now() - this.#last);
    if (leftMs > 0) {
      this.#set(leftMs);
    } else if (this.#onSilence()) {
      this.touch();
      this.#set(this.#silenceMs);
    }
  }
}
