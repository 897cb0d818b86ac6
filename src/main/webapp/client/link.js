import { Alarm } from "./alarm.js";
import { Attempt } from "./attempt.js";
import { LOST } from "./transport/http.js";
import { Ladder } from "./transport/ladder.js";
import { RetryRules } from "./retry.js";
import { Tokens } from "./tokens.js";
import { Watch } from "./watch.js";
import { changeMatchers, renewToken } from "./transport/running.js";

/**
 * One stream from the hub, kept up: it comes back by the retry rules, falls from one transport to the next, and keeps
 * the cursor all the time. Knows nothing of pages and tabs: it runs in a page, a worker or a shared worker.
 *
 * @typedef {object} LinkState
 * @property {"connecting" | "open" | "waiting" | "paused" | "closed"} state
 * @property {number} [status] the last HTTP status; 0 for the network
 * @property {number} [retryAt] while waiting: when it comes back, in milliseconds since 1970
 * @property {number} attempt how many attempts have failed since the last stable minute
 * @property {string} transport
 * @property {string} [subscriber] open: what the hub calls the stream, where the transport tells
 * @property {string} [reason] closed: `closed`, `stopped` (204), `refused`, `no-stream`, `attempts`
 * @property {string} [problem] connecting: `no-answer` for a while
 */
export class Link {
  #options;
  #onItem;
  #onState;
  #tokens;
  #rules;
  #ladder;
  /** Counts starts and stops: whoever wakes up in an earlier one is not needed any more. */
  #generation = 0;
  #attempt = null;
  #held = null;
  #state = "paused";
  #status;
  #alarm = new Alarm();
  #onOnline = () => this.#state === "waiting" && this.#alarm.wake();

  /**
   * @param {object} what
   * @param {import("./address.js").Address} what.address
   * @param {import("./matchers.js").Matchers} what.matchers
   * @param {string} [what.cursor]
   * @param {object} what.options see options.js
   * @param {(why: {status: number, attempt: number}) => Promise<string | null>} [what.token]
   * @param {{onItem: (item: object) => void, onState: (state: LinkState) => void}} to
   */
  constructor({ address, matchers, cursor, options, token }, { onItem, onState }) {
    this.address = address;
    this.matchers = matchers;
    this.cursor = cursor;
    this.#options = options;
    this.#tokens = new Tokens(token);
    this.#onItem = onItem;
    this.#onState = onState;
    this.#rules = new RetryRules(options.retry);
    this.#ladder = new Ladder(options.transport);
  }

  get #isRunning() {
    return this.#state !== "paused" && this.#state !== "closed";
  }

  /** Starts, or goes on after `suspend`, from the cursor. */
  resume() {
    if (!this.#isRunning) {
      this.#start();
    }
  }

  /** Leaves the stream; `resume` comes back to it. */
  suspend() {
    if (this.#isRunning) {
      this.#halt();
      this.#report({ state: "paused" });
    }
  }

  close() {
    this.#halt();
    this.#report({ state: "closed", reason: "closed" });
  }

  /** Comes back now where it waits, or where it was refused for good. */
  retryNow() {
    if (this.#state === "waiting") {
      this.#alarm.wake();
    } else if (this.#state === "closed") {
      this.resume();
    }
  }

  /** Reads no further until `release`: whoever reads has no room. */
  hold() {
    if (!this.#held) {
      this.#held = {};
      this.#held.room = new Promise((resolve) => (this.#held.open = resolve));
    }
  }

  release() {
    this.#held?.open();
    this.#held = null;
  }

  /** Asks for something else from now on, on the stream that runs where that can be, else on a new one. */
  async ask(matchers, change) {
    this.matchers = matchers;
    const attempt = this.#attempt;
    const isDone = this.#state === "open" && (await changeMatchers(attempt, change));
    if (!isDone && this.#isRunning && attempt === this.#attempt) {
      this.#halt();
      this.#start();
    }
  }

  #start() {
    globalThis.addEventListener("online", this.#onOnline);
    this.#report({ state: "connecting" });
    this.#run(++this.#generation);
  }

  #halt() {
    this.#generation++;
    this.#attempt?.end();
    this.#attempt = null;
    this.#alarm.wake();
    globalThis.removeEventListener("online", this.#onOnline);
  }

  async #run(generation) {
    const isOver = () => generation !== this.#generation;
    while (!isOver()) {
      const ending = await this.#try(isOver);
      if (isOver() || !(await this.#goOn(ending, isOver))) {
        return;
      }
    }
  }

  async #try(isOver) {
    const needsToken = this.#tokens.value === null && this.#tokens.canAsk;
    if ((needsToken && !(await this.#tokens.renew(0, this.#rules.attempt))) || isOver()) {
      return LOST;
    }
    if (this.#state !== "connecting") {
      this.#report({ state: "connecting" });
    }
    let cut = null;
    const attempt = new Attempt(this.#viewFor(() => [idle, first]));
    const end = (ending) => {
      cut = ending;
      return attempt.end();
    };
    const first = new Watch(this.#options.firstBytesMs, () => this.#noAnswer(end));
    const idle = new Watch(this.#options.idleTimeoutMs, () => this.#held !== null || attempt.isResting || end(LOST));
    this.#attempt = attempt;
    try {
      const ending = await this.#ladder.run(attempt);
      return cut ?? ending;
    } finally {
      first.stop();
      idle.stop();
      attempt.end();
    }
  }

  /** What an attempt is given of this link. */
  #viewFor(watches) {
    return {
      address: this.address,
      options: this.#options,
      matchers: () => this.matchers,
      cursor: () => this.cursor,
      token: () => this.#tokens.value,
      room: () => this.#held?.room,
      retry: (milliseconds) => this.#rules.serverSays(milliseconds),
      alive: () => {
        const [idle, first] = watches();
        idle.touch();
        first.stop();
        if (this.#state !== "open") {
          this.#rules.opened(Date.now());
          this.#ladder.worked();
          this.#report({ state: "open", status: 200 });
        }
      },
      item: (item) => this.#item(item),
    };
  }

  #noAnswer(end) {
    return this.#ladder.hasOthers
      ? end({ status: 0, unfit: true })
      : this.#report({ state: "connecting", problem: "no-answer" });
  }

  #item(item) {
    if (this.cursor === undefined && item.notice?.status === "reset") {
      // It came without a cursor, and this is where the stream begins: nothing is lost.
      item = { ...item, notice: { status: "live", replayed: 0 } };
    }
    this.cursor = item.id ?? this.cursor;
    if (item.notice?.status === "expiring" && this.#tokens.canAsk) {
      this.#renew(this.#attempt);
    }
    this.#onItem(item);
  }

  async #renew(attempt) {
    if ((await this.#tokens.renew(0, this.#rules.attempt)) && attempt === this.#attempt) {
      // Where that fails the stream ends with the old token, and the next one begins with the new one.
      await renewToken(attempt);
    }
  }

  /** Decides what follows, and waits for it. @returns {Promise<boolean>} whether there is another attempt */
  async #goOn(ending, isOver) {
    if (ending.held) {
      await this.#held?.room;
      return true;
    }
    if (ending.unfit && this.#ladder.hasOthers && this.#ladder.next()) {
      return true;
    }
    const step = this.#rules.after(ending, Date.now(), this.#tokens.canAsk);
    const { status } = ending;
    if (step.do === "token") {
      return (await this.#tokens.renew(status, this.#rules.attempt)) || isOver() || this.#goOn(LOST, isOver);
    }
    if (step.do === "retry") {
      this.#ladder.restart();
      this.#report({ state: "waiting", status, retryAt: Date.now() + step.delayMs });
      await this.#alarm.sleep(step.delayMs);
      return true;
    }
    this.#halt();
    this.#report({ state: "closed", status, reason: step.reason ?? "stopped" });
    return false;
  }

  #report(change) {
    this.#state = change.state;
    this.#status = change.status ?? this.#status;
    const { subscriber } = (change.state === "open" && this.#attempt?.connection) || {};
    const how = { attempt: this.#rules.attempt, transport: this.#ladder.name, ...(subscriber && { subscriber }) };
    this.#onState({ status: this.#status, ...change, ...how });
  }
}
