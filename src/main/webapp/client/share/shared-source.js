import { CatchUp } from "./catch-up.js";
import { Membership } from "./membership.js";
import { Tokens } from "../tokens.js";
import { Watch } from "../watch.js";
import { identityOf } from "./identity.js";

/** So many beats without a word, and whoever holds the stream is taken for dead. */
const BEATS_MISSED = 3;

/**
 * A tab's part of a stream that several tabs share: does for the tab what a Link of its own would do. The stream is held
 * behind an endpoint (see worker-way.js and locks-way.js). A tab whose cursor is too old for what the others remember
 * fetches what it missed by a Link of its own, and joins then.
 */
export class SharedSource {
  #open;
  #address;
  #spec;
  #askToken;
  #tokens;
  #to;
  #endpoint = null;
  #watch = null;
  #catchUp = null;
  #overlap = null;
  #membership = new Membership();
  #isHeard = false;
  #isAgain = false;
  #isWanted = false;
  #isHeld = false;
  #key;
  #hello;

  /**
   * @param {object} what as for a Link, and `openFor(key)`, which opens an endpoint for tabs that have that in common
   * @param {object} to as for a Link, and `onUnavailable()`: nobody answers, share in another way
   */
  constructor({ address, matchers, cursor, options, token, openFor }, to) {
    this.cursor = cursor;
    this.#open = openFor;
    this.#address = address;
    const { fetch: _, ...stream } = options;
    this.#spec = { href: address.href, stream, hasToken: token !== undefined };
    this.#askToken = token;
    this.#tokens = new Tokens(token);
    this.#to = to;
    this.matchers = matchers;
    this.options = options;
  }

  get role() {
    return this.#endpoint?.role;
  }

  resume() {
    if (!this.#isWanted) {
      this.#isWanted = true;
      this.#to.onState({ state: "connecting", attempt: 0 });
      this.#begin();
    }
  }

  suspend() {
    if (this.#isWanted) {
      this.#end();
      this.#to.onState({ state: "paused", attempt: 0 });
    }
  }

  close() {
    this.#end();
    this.#to.onState({ state: "closed", reason: "closed", attempt: 0 });
  }

  retryNow() {
    this.#catchUp?.retryNow();
    this.#endpoint?.post({ say: "retry" });
  }

  /** There is no way to hold the others: it leaves, and fetches later what it missed. */
  hold() {
    this.#isHeld = true;
    this.#disconnect();
  }

  release() {
    this.#isHeld = false;
    this.#isWanted && this.#begin();
  }

  /** Another thing asked for is another stream. */
  async ask(matchers) {
    this.matchers = matchers;
    if (this.#isWanted) {
      this.#end();
      this.resume();
    }
  }

  async #begin() {
    // Whoever cannot be asked just now has no token, and what the hub says to that is told as always.
    const isAsked = this.#tokens.canAsk && (await this.#tokens.renew(0, 0));
    if (!this.#isWanted || this.#isHeld || this.#endpoint) {
      return;
    }
    const { match, matchUrlPattern } = this.matchers;
    this.#key = this.#keyNow();
    const spec = { ...this.#spec, match, matchUrlPattern };
    this.#hello = { say: "hello", key: this.#key, spec, ...(isAsked && { token: this.#tokens.value }) };
    // Who is there answers at once.
    this.#watch = new Watch(this.options.shareBeatMs, () => this.#silent());
    const endpoint = this.#open(this.#key)({
      onMessage: (message) => endpoint === this.#endpoint && this.#hear(message),
      onFail: () => endpoint === this.#endpoint && this.#fail(),
      isAgain: this.#isAgain,
    });
    this.#endpoint = endpoint;
    this.#sayHello();
  }

  /** What tabs have in common that may share: the hub, the options, what is asked for, and whose rights count. */
  #keyNow() {
    return JSON.stringify([this.#spec, this.matchers.key, identityOf(this.#tokens.value)]);
  }

  #sayHello() {
    this.#endpoint?.post({ ...this.#hello, cursor: this.cursor, number: this.#membership.begin() });
  }

  #end() {
    this.#isWanted = false;
    this.#disconnect();
  }

  #disconnect() {
    this.#watch?.stop();
    this.#isHeard = false;
    this.#stopCatchUp();
    const endpoint = this.#endpoint;
    this.#endpoint = null;
    endpoint?.close();
  }

  #silent() {
    if (!this.#isHeard) {
      this.#fail();
      return;
    }
    this.#isAgain = true;
    this.#disconnect();
    this.#begin();
  }

  #fail() {
    this.#end();
    this.#to.onUnavailable();
  }

  #hear(message) {
    if (!this.#isHeard) {
      this.#isHeard = true;
      this.#watch.stop();
      // Not all at the same time: who comes first takes over, and says so to the others.
      this.#watch = new Watch((BEATS_MISSED + Math.random()) * this.options.shareBeatMs, () => this.#silent());
    }
    this.#watch.touch();
    if (this.#membership.takes(message)) {
      this.#act(message);
    }
  }

  #act(message) {
    switch (message.say) {
      case "beat":
        return this.#endpoint.post({ say: "beat" });
      case "dropped":
        this.#stopCatchUp();
        return this.#sayHello();
      case "joined":
        return this.#joined(message);
      case "behind":
        return this.#fetchMissed();
      case "item":
        return this.#take(message.item);
      case "state":
        return this.#catchUp || this.#to.onState(message.state);
      case "ask":
        return this.#answer(message);
    }
  }

  #joined({ items, cursor, state }) {
    this.#isAgain = false;
    this.#to.onState(state);
    items.forEach((item) => this.#deliver(item));
    if (this.cursor === undefined && cursor) {
      this.#deliver({ kind: "cursor", id: cursor });
    }
  }

  #take(item) {
    if (this.#catchUp) {
      this.#catchUp.wait(item);
    } else if (!this.#overlap?.hasSeen(item)) {
      this.#overlap = item.kind === "event" ? null : this.#overlap;
      this.#deliver(item);
    }
  }

  #fetchMissed() {
    this.#stopCatchUp();
    const { matchers, cursor, options } = this;
    this.#catchUp = new CatchUp(
      { address: this.#address, matchers, cursor, options, token: this.#askToken },
      {
        onItem: (item) => this.#deliver(item),
        onState: (state) => this.#to.onState(state),
        onDone: (overlap) => {
          this.#catchUp = null;
          this.#overlap = overlap;
          overlap.waiting().forEach((item) => this.#deliver(item));
        },
      },
    );
  }

  #stopCatchUp() {
    this.#catchUp?.stop();
    this.#catchUp = null;
  }

  async #answer({ number, why }) {
    const endpoint = this.#endpoint;
    const isAsked = await this.#tokens.renew(why.status, why.attempt);
    if (endpoint !== this.#endpoint) {
      return;
    }
    if (this.#keyNow() === this.#key) {
      endpoint.post({ say: "answer", number, token: isAsked ? this.#tokens.value : undefined });
    } else {
      // Somebody else has signed in: this tab has nothing in common with the others any more.
      this.ask(this.matchers);
    }
  }

  #deliver(item) {
    this.cursor = item.id ?? this.cursor;
    this.#to.onItem(item);
  }
}
