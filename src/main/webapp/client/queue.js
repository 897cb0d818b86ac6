/**
 * Events between a stream that brings them and a loop that takes them. Bounded without loss: when it is full, whoever
 * fills it is told to stop, and to go on when half of it is free. (What had been read by then still comes in.)
 */
export class EventQueue {
  #events = [];
  #limit;
  #to;
  #waiting = [];
  #ended = false;
  #isFull = false;

  /**
   * @param {number} limit in events
   * @param {{onFull: () => void, onRoom: () => void, onReturn: () => void}} to `onReturn`: the loop was left
   */
  constructor(limit, to) {
    this.#limit = limit;
    this.#to = to;
  }

  push(event) {
    if (this.#ended) {
      return;
    }
    const taker = this.#waiting.shift();
    if (taker) {
      taker({ value: event, done: false });
      return;
    }
    this.#events.push(event);
    if (!this.#isFull && this.#events.length >= this.#limit) {
      this.#isFull = true;
      this.#to.onFull();
    }
  }

  /** Nothing more will come: the loop takes what is there, and ends. */
  end() {
    this.#ended = true;
    this.#waiting.splice(0).forEach((taker) => taker({ value: undefined, done: true }));
  }

  next() {
    if (this.#events.length > 0) {
      const value = this.#events.shift();
      if (this.#isFull && this.#events.length <= this.#limit / 2) {
        this.#isFull = false;
        this.#to.onRoom();
      }
      return Promise.resolve({ value, done: false });
    }
    return this.#ended
      ? Promise.resolve({ value: undefined, done: true })
      : new Promise((resolve) => this.#waiting.push(resolve));
  }

  return(value) {
    this.#events = [];
    this.end();
    this.#to.onRoom();
    this.#to.onReturn();
    return Promise.resolve({ value, done: true });
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
