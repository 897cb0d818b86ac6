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
  /** The name of the tab that leads, as far as this one knows; nobody else is listened to. */
  #leader;
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
      // It was taken from this tab, which has stood still: somebody else leads now, and has perhaps said so.
      this.#resign();
      this.#leader = this.#leader === this.#name ? undefined : this.#leader;
      this.#channel.postMessage({ resigns: this.#name });
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
    this.#leader = this.#name;
    this.#onMessage({ say: "dropped" });
    this.#channel.postMessage({ leader: this.#name });
    return new Promise((resolve) => (this.#release = resolve));
  }

  #resign() {
    this.#leads = false;
    this.#fanout?.close();
    this.#fanout = null;
    this.#members.clear();
  }

  #hear({ from, to, leader, resigns, message }) {
    if (leader || (resigns && resigns === this.#leader)) {
      this.#leader = leader;
      this.#onMessage({ say: "dropped" });
    } else if (to === this.#name) {
      this.#follow(from, message);
    } else if (!to && from && this.#leads) {
      this.#serve(from, message);
    }
  }

  /**
   * A tab that has stood still while its lock was taken leads on until it notices, and tells for that time what the
   * others have had from the next one: whoever knows better does not listen to it.
   */
  #follow(leader, message) {
    this.#leader ??= leader;
    if (leader === this.#leader) {
      this.#onMessage(message);
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
      const toOther = (message) => this.#channel.postMessage({ from: this.#name, to: name, message });
      // Later, as a channel would: whoever speaks is not answered before it has finished.
      const toSelf = (message) => queueMicrotask(() => this.#onMessage(message));
      this.#members.set(name, { post: name === this.#name ? toSelf : toOther });
    }
    return this.#members.get(name);
  }
}
