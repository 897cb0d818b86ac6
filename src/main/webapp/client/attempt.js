import { Alarm } from "./alarm.js";

/**
 * One attempt to get at the stream: what a transport needs to know, and whom it tells what comes. When it is over,
 * nothing that still comes from it is heard.
 */
export class Attempt {
  #link;
  #abort = new AbortController();
  /** How the connection that runs is called, and how to speak to it; empty until the hub has answered. */
  connection = {};
  /** Whether nothing can come just now, since nothing is asked. */
  isResting = false;

  /** @param {object} link what the attempt is for: see Link, which makes these */
  constructor(link) {
    this.#link = link;
  }

  get address() {
    return this.#link.address;
  }

  get matchers() {
    return this.#link.matchers();
  }

  get cursor() {
    return this.#link.cursor();
  }

  get token() {
    return this.#link.token();
  }

  get idleTimeoutMs() {
    return this.#link.options.idleTimeoutMs;
  }

  get pollIntervalMs() {
    return this.#link.options.pollIntervalMs;
  }

  /** Aborted when the attempt is over. */
  get signal() {
    return this.#abort.signal;
  }

  /** Whether whoever reads cannot take more just now. */
  get isHeld() {
    return this.#link.room() !== undefined;
  }

  /** Resolves when whoever reads can take more. */
  room() {
    return this.#link.room();
  }

  /** Asks the hub, with the token and the application's headers. */
  fetch(url, headers, init = {}) {
    const { options } = this.#link;
    const all = new Headers(options.headers);
    Object.entries(headers).forEach(([name, value]) => all.set(name, value));
    if (this.token) {
      all.set("Authorization", `Bearer ${this.token}`);
    }
    const credentials = options.withCredentials ? "include" : "same-origin";
    const { fetch } = options;
    return fetch(url.href, { headers: all, credentials, cache: "no-store", signal: this.signal, ...init });
  }

  /** The hub has answered: there is a stream. */
  answered(connection) {
    if (!this.signal.aborted) {
      this.connection = connection;
      this.#link.answered?.(connection);
    }
  }

  /** Something came, whatever it was. */
  alive() {
    if (!this.signal.aborted) {
      this.#link.alive();
    }
  }

  /** An event, a notice or a cursor came. */
  item(item) {
    if (!this.signal.aborted) {
      this.#link.item(item);
    }
  }

  /** The stream says how long to stay away after it. */
  retry(milliseconds) {
    this.#link.retry(milliseconds);
  }

  /** Asks nothing for that time, or until the attempt is over: that nothing comes meanwhile is no bad sign. */
  async rest(milliseconds) {
    const alarm = new Alarm();
    const wake = () => alarm.wake();
    this.signal.addEventListener("abort", wake);
    this.isResting = true;
    await alarm.sleep(milliseconds);
    this.isResting = false;
    this.signal.removeEventListener("abort", wake);
    this.alive();
  }

  /** @returns {false} there is nothing to watch any more */
  end() {
    this.#abort.abort();
    return false;
  }
}
