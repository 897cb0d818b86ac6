import { CursorMemory } from "./memory.js";
import { EventQueue } from "./queue.js";
import { HubEvent } from "./event.js";
import { Link } from "./link.js";
import { Listeners } from "./listeners.js";
import { Matchers } from "./matchers.js";
import { SharedSource } from "./share/shared-source.js";
import { waysToShare } from "./share/choose.js";
import { watchPage } from "./lifecycle.js";

/** Types by which the client speaks of itself. Events of such a type are heard by `*` only. */
const OWN_TYPES = new Set(["statechange", "gap", "reset", "live", "*"]);
const QUEUE_LIMIT = 1000;

/** A connection to a hub, as `connect` returns it. What its methods promise is written in courant.d.ts. */
export class HubConnection {
  #options;
  #listeners = new Listeners();
  #queues = new Set();
  #memory;
  #ways;
  #source;
  #state = { state: "connecting", attempt: 0 };
  #absences = new Set();
  #fullQueues = new Set();
  #stopWatching = () => {};
  #matchers;
  #warning = null;

  /** @param {object} options what readOptions returns */
  constructor(options) {
    this.#options = options;
    this.#matchers = options.matchers;
    this.#memory = new CursorMemory(options.resume, `${options.address.href} ${options.matchers.key}`);
    this.#ways = waysToShare(options);
    this.#source = this.#sourceBy(options.lastEventId ?? this.#memory.recall());
    this.#stopWatching = watchPage(
      { leave: (why) => this.#leave(why), comeBack: (why) => this.#comeBack(why) },
      options.visibility === "pause",
    );
    const { signal } = options;
    signal?.addEventListener("abort", () => this.close(), { once: true });
    if (signal?.aborted) {
      this.close();
    } else if (this.#absences.size === 0) {
      this.#source.resume();
    }
  }

  get state() {
    return this.#state.state;
  }

  get lastEventId() {
    return this.#source.cursor ?? "";
  }

  get mode() {
    const { share } = this.#ways[0];
    const { role } = this.#source;
    const { transport, subscriber } = this.#state;
    return { share, transport, warning: this.#warning, ...(role && { role }), ...(subscriber && { subscriber }) };
  }

  get matchers() {
    return { match: this.#matchers.match, matchUrlPattern: this.#matchers.matchUrlPattern };
  }

  on(type, listener, options) {
    return this.#listeners.add(type, listener, options);
  }

  events({ type = "*", signal, limit = QUEUE_LIMIT, keepOpen = false } = {}) {
    const queue = new EventQueue(limit, {
      onFull: () => this.#hold(queue),
      onRoom: () => this.#release(queue),
      onReturn: () => {
        this.#queues.delete(entry);
        if (!keepOpen && this.#queues.size === 0 && this.#listeners.isEmpty) {
          this.close();
        }
      },
    });
    const entry = { queue, type };
    if (this.state === "closed" || signal?.aborted) {
      queue.end();
    } else {
      this.#queues.add(entry);
      signal?.addEventListener("abort", () => queue.return(), { once: true });
    }
    return queue;
  }

  subscribe(asked) {
    return this.#ask(this.#matchers.plus(Matchers.of(asked)));
  }

  unsubscribe(asked) {
    return this.#ask(this.#matchers.minus(Matchers.of(asked)));
  }

  retryNow() {
    this.#source.retryNow();
  }

  close() {
    this.#source.close();
    this.#memory.flush();
    this.#stopWatching();
    this.#queues.forEach(({ queue }) => queue.end());
    this.#queues.clear();
  }

  async [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]() {
    this.close();
  }

  #sourceBy(cursor) {
    const { address, token, stream, ownFetch } = this.#options;
    const { openFor, warning = null } = this.#ways[0];
    this.#warning = warning;
    if (warning) {
      console.warn(`courant: ${warning}`);
    }
    const fetch = ownFetch ?? ((...request) => globalThis.fetch(...request));
    const what = { address, matchers: this.#matchers, cursor, options: { ...stream, fetch }, token, openFor };
    const to = {
      onItem: (item) => this.#onItem(item),
      onState: (state) => this.#onState(state),
      onUnavailable: () => this.#nextWay(),
    };
    return openFor ? new SharedSource(what, to) : new Link(what, to);
  }

  /** Nobody answers on this way of sharing. */
  #nextWay() {
    this.#ways = this.#ways.slice(1);
    this.#source = this.#sourceBy(this.#source.cursor);
    this.#source.resume();
  }

  async #ask(matchers) {
    if (matchers.isEmpty) {
      throw new TypeError("A connection has to listen to something: close it instead");
    }
    const change = { add: matchers.minus(this.#matchers), remove: this.#matchers.minus(matchers) };
    this.#matchers = matchers;
    if (!change.add.isEmpty || !change.remove.isEmpty) {
      await this.#source.ask(matchers, change);
    }
  }

  #onItem(item) {
    this.#memory.keep(item.id ?? this.#source.cursor);
    if (item.kind === "event") {
      this.#tell(new HubEvent(item, this.#options.address.origin));
    } else if (item.kind === "notice" && OWN_TYPES.has(item.notice.status)) {
      this.#listeners.tell(item.notice.status, { type: item.notice.status, ...item.notice });
    }
  }

  #tell(event) {
    if (!OWN_TYPES.has(event.type)) {
      this.#listeners.tell(event.type, event);
    }
    this.#listeners.tell("*", event);
    for (const { queue, type } of this.#queues) {
      if (type === "*" || type === event.type) {
        queue.push(event);
      }
    }
  }

  #onState(state) {
    const before = this.#state;
    this.#state = state;
    if (JSON.stringify(before) !== JSON.stringify(state)) {
      this.#listeners.tell("statechange", { type: "statechange", ...state });
    }
    if (state.state === "closed") {
      this.#queues.forEach(({ queue }) => queue.end());
    }
  }

  #leave(why) {
    this.#absences.add(why);
    this.#memory.flush();
    this.#source?.suspend();
  }

  #comeBack(why) {
    if (this.#absences.delete(why) && this.#absences.size === 0 && this.state !== "closed") {
      this.#source.resume();
    }
  }

  #hold(queue) {
    this.#fullQueues.add(queue);
    this.#source.hold();
  }

  #release(queue) {
    if (this.#fullQueues.delete(queue) && this.#fullQueues.size === 0) {
      this.#source.release();
    }
  }
}
