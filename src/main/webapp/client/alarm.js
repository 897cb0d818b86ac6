/** Sleep from which somebody may be woken up. */
export class Alarm {
  #ring = () => {};

  /** Resolves after that time, or when `wake` is called before. */
  sleep(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  wake() {
    this.#ring();
  }
}
