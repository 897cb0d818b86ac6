import { connect } from "../client/courant.js";
import { HUB } from "./api.js";
import { Samples } from "./logic/samples.js";

/** How often the numbers are asked for where the stream does not come. */
const ASK_MS = 5000;
const AGAIN_MS = 3000;

/**
 * The clock of the console: Courant's own stream of samples, one a second. While it is paused, or nobody looks at the
 * page, there is no stream at all; afterwards what was missed comes from the recording.
 *
 * Events: `sample` when a new one is there, `recording` when all of them are new, `state` when the state is another.
 */
export class Ticker extends EventTarget {
  samples = new Samples();
  /** `connecting`, `open`, `waiting`, `paused` or `closed`. */
  state = "connecting";
  #session;
  #isPaused = false;
  #isStarted = false;
  /** Ends with what runs now. @type {AbortController | null} */
  #run = null;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    super();
    this.#session = session;
    document.addEventListener("visibilitychange", () => this.#review());
  }

  get isPaused() {
    return this.#isPaused;
  }

  start() {
    this.#isStarted = true;
    this.#review();
  }

  /** Forgets everything: somebody else may sign in. */
  stop() {
    this.#isStarted = false;
    this.#review();
    this.samples.replace([]);
  }

  toggle() {
    this.#isPaused = !this.#isPaused;
    this.#review();
  }

  #review() {
    const shouldRun = this.#isStarted && !this.#isPaused && document.visibilityState === "visible";
    if (shouldRun && !this.#run) {
      this.#run = new AbortController();
      this.#begin(this.#run.signal);
    } else if (!shouldRun) {
      this.#run?.abort();
      this.#run = null;
      this.#show("paused");
    }
  }

  /** @param {AbortSignal} signal */
  async #begin(signal) {
    this.#show("connecting");
    try {
      const { stream_topic: topic } = await this.#session.api.get("overview", {}, signal);
      await this.#record(signal);
      this.#listen(topic, signal);
    } catch {
      if (!signal.aborted) {
        this.#show("waiting");
        setTimeout(() => !signal.aborted && this.#begin(signal), AGAIN_MS);
      }
    }
  }

  async #record(signal) {
    const { samples } = await this.#session.api.get("overview/recording", {}, signal);
    signal.throwIfAborted();
    this.samples.replace(samples);
    this.dispatchEvent(new Event("recording"));
  }

  #listen(topic, signal) {
    const { token } = this.#session;
    const hub = connect(HUB, { match: topic, share: "off", resume: false, signal, ...(token && { token: async () => token }) });
    let lastAt = performance.now();
    let wasAway = false;
    hub.on("*", (event) => {
      lastAt = performance.now();
      this.#take(event.data);
    });
    hub.on("statechange", ({ state }) => {
      if (signal.aborted) {
        return;
      }
      this.#show(state);
      if (state === "open" && wasAway) {
        this.#record(signal).catch(() => {});
      }
      wasAway ||= state === "waiting";
    });
    const timer = setInterval(() => performance.now() - lastAt > ASK_MS && this.#ask(hub, signal), ASK_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  /** There is always something new, whether it comes by the stream or not. */
  async #ask(hub, signal) {
    const answer = await this.#session.api.get("overview", {}, signal).catch(() => null);
    if (answer && !signal.aborted) {
      this.#push(answer.now);
      if (hub.state === "waiting") {
        // The server answers again: the stream need not wait any longer.
        hub.retryNow();
      }
    }
  }

  #take(data) {
    try {
      this.#push(JSON.parse(data));
    } catch {
      // Whoever may publish there can publish anything; it is no sample.
    }
  }

  #push(sample) {
    if (typeof sample?.at === "number" && this.samples.push(sample)) {
      this.dispatchEvent(new Event("sample"));
    }
  }

  #show(state) {
    if (this.state !== state) {
      this.state = state;
      this.dispatchEvent(new Event("state"));
    }
  }
}
