/** Later than timers of a hidden page are anyway, which go off once a second. */
const LATE_MS = 1500;
const MOMENT_MS = 1000;

/**
 * Notices silence. One timer however often there is a sign of life: it looks when it goes off, and sets itself again.
 * When it goes off too late, it was this page that stood still: what came meanwhile is about to be read, and so it looks
 * once more before it says anything.
 */
export class Watch {
  #silenceMs;
  #onSilence;
  #timer;
  #last;
  #due;
  #wasLate = false;

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
      this.#due = performance.now() + milliseconds;
      this.#timer = setTimeout(() => this.#look(), milliseconds);
    }
  }

  #look() {
    const now = performance.now();
    const leftMs = this.#silenceMs - (now - this.#last);
    const isLate = now - this.#due > LATE_MS && !this.#wasLate;
    this.#wasLate = isLate;
    if (leftMs > 0 || isLate) {
      this.#set(leftMs > 0 ? leftMs : MOMENT_MS);
    } else if (this.#onSilence()) {
      this.touch();
      this.#set(this.#silenceMs);
    }
  }
}
