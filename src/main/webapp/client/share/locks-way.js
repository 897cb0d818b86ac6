import { Fanout } from "./fanout.js";
import { VERSION } from "../version.js";

/**
 * The way without a shared worker: the tab that holds a lock leads, and holds the stream for all; the others hear it over
 * a broadcast channel. When the leader closes or crashes the browser gives the lock to the next one. Needs a secure
 * context.
 *
 * @param {string} key what the tabs have in common
 * @returns {(to: object) => object} opens an endpoint; `to.isAgain`: the leader of before has fallen silent
 */
export function locksWay(key) {
  return (to) => new LocksEndpoint(`courant:${VERSION}:${key}`, to);
}

class LocksEndpoint {
  #lock;
  #name = crypto.randomUUID();
  #channel;
  #onMessage;
  #onFail;
  #leads = false;
  #fanout = null;
  #members = new Map();
  #release = () => {};
  #closing = new AbortController();

  constructor(lock, { onMessage, onFail, isAgain }) {
    this.#lock = lock;
    this.#onMessage = onMessage;
    this.#onFail = onFail;
    this.#channel = new BroadcastChannel(lock);
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    this.#apply(isAgain);
  }

  get role() {
    return this.#leads ? "leader" : "follower";
  }

  post(message) {
    if (this.#leads) {
      this.#serve(this.#name, message);
    } else {
      this.#channel.postMessage({ from: this.#name, message });
    }
  }

  close() {
    this.post({ say: "bye" });
    this.#closing.abort();
    this.#resign();
    this.#release();
    this.#channel.close();
  }

  /** Waits for the lock, or takes it from a leader that is frozen. */
  async #apply(takes) {
    const how = takes ? { steal: true } : { signal: this.#closing.signal };
    try {
      await navigator.locks.request(this.#lock, how, () => this.#lead());
    } catch (failure) {
      if (this.#closing.signal.aborted) {
        return;
      }
      if (!this.#leads) {
        this.#onFail(failure);
        return;
      }
      // It was taken from this tab, which has been frozen: somebody else leads now.
      this.#resign();
      this.#apply(false);
      this.#onMessage({ say: "dropped" });
    }
  }

  /** This tab has the lock, until the promise is resolved. Everybody says hello to it, this tab first. */
  #lead() {
    if (this.#closing.signal.aborted) {
      return undefined;
    }
    this.#leads = true;
    this.#onMessage({ say: "dropped" });
    this.#channel.postMessage({ leader: true });
    return new Promise((resolve) => (this.#release = resolve));
  }

  #resign() {
    this.#leads = false;
    this.#fanout?.close();
    this.#fanout = null;
    this.#members.clear();
  }

  #hear({ from, to, leader, message }) {
    if (leader) {
      this.#onMessage({ say: "dropped" });
    } else if (to === this.#name) {
      this.#onMessage(message);
    } else if (from && this.#leads) {
      this.#serve(from, message);
    }
  }

  #serve(name, message) {
    if (message.say === "hello") {
      this.#fanout ??= new Fanout(message, () => (this.#fanout = null));
    }
    this.#fanout?.hear(this.#memberOf(name), message);
  }

  #memberOf(name) {
    if (!this.#members.has(name)) {
      const toOther = (message) => this.#channel.postMessage({ to: name, message });
      // Later, as a channel would: whoever speaks is not answered before it has finished.
      const toSelf = (message) => queueMicrotask(() => this.#onMessage(message));
      this.#members.set(name, { post: name === this.#name ? toSelf : toOther });
    }
    return this.#members.get(name);
  }
}
