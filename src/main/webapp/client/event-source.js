import { Alarm } from "./alarm.js";
import { Attempt } from "./attempt.js";
import { EventStreamParser } from "./parser.js";
import { LOST, readStream } from "./transport/http.js";
import { RetryRules } from "./retry.js";
import { Tokens } from "./tokens.js";
import { Watch } from "./watch.js";
import { withHandlers } from "./handlers.js";

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 2;
const MEDIA_TYPE = "text/event-stream";

/**
 * The browser's EventSource (WHATWG HTML, 9.2.2 and 9.2.3) over fetch: the same interface and the same behaviour, for any
 * server. Beyond it: `headers`, `token`, `retry`, `fetch` and `idleTimeoutMs` beside `withCredentials`; `error` events
 * have a `status`; and what is only temporary (429, 503, …) does not end it but is tried again, later each time.
 */
export class CourantEventSource extends EventTarget {
  #url;
  #withCredentials;
  #options;
  #readyState = CONNECTING;
  #lastEventId = "";
  #rules;
  #tokens;
  #attempt = null;
  #alarm = new Alarm();
  #wake = () => this.#attempt || this.#alarm.wake();

  /** @param {string | URL} url @param {object} [init] see courant.d.ts */
  constructor(url, init = {}) {
    super();
    this.#url = resolved(url);
    const { withCredentials = false, headers, token, retry, fetch, idleTimeoutMs = 0 } = init ?? {};
    this.#withCredentials = Boolean(withCredentials);
    this.#options = { headers, idleTimeoutMs, fetch: fetch ?? ((...request) => globalThis.fetch(...request)) };
    this.#rules = new RetryRules(retry);
    this.#tokens = new Tokens(token);
    globalThis.addEventListener("online", this.#wake);
    this.#run();
  }

  get url() {
    return this.#url;
  }

  get withCredentials() {
    return this.#withCredentials;
  }

  get readyState() {
    return this.#readyState;
  }

  close() {
    this.#readyState = CLOSED;
    this.#attempt?.end();
    this.#alarm.wake();
    globalThis.removeEventListener("online", this.#wake);
  }

  get #isClosed() {
    return this.#readyState === CLOSED;
  }

  async #run() {
    // Whoever makes one has the time to add listeners.
    await null;
    if (this.#tokens.canAsk) {
      await this.#tokens.renew(0, 0);
    }
    while (!this.#isClosed) {
      const ending = await this.#try();
      if (!this.#isClosed) {
        await this.#goOn(ending);
      }
    }
  }

  async #try() {
    const parser = new EventStreamParser(
      { onBlock: (block) => attempt.item(block), onRetry: (milliseconds) => this.#rules.serverSays(milliseconds) },
      this.#lastEventId,
    );
    let origin;
    const attempt = new Attempt({
      address: { stream: () => new URL(this.#url) },
      options: { ...this.#options, headers: this.#headers(), withCredentials: this.#withCredentials },
      matchers: () => null,
      cursor: () => this.#lastEventId,
      token: () => this.#tokens.value,
      room: () => undefined,
      answered: ({ url }) => {
        origin = new URL(url || this.#url).origin;
        this.#opened();
      },
      alive: () => idle.touch(),
      item: (block) => this.#dispatch(block, origin),
    });
    const idle = new Watch(this.#options.idleTimeoutMs, () => attempt.end());
    this.#attempt = attempt;
    const ending = await readStream(attempt, MEDIA_TYPE, (bytes) => parser.feed(bytes));
    this.#attempt = null;
    idle.stop();
    return attempt.signal.aborted ? LOST : ending;
  }

  #headers() {
    const headers = new Headers(this.#options.headers);
    if (this.#lastEventId !== "") {
      // As bytes of UTF-8, which is what a header of fetch can carry.
      headers.set("Last-Event-ID", String.fromCharCode(...new TextEncoder().encode(this.#lastEventId)));
    }
    return headers;
  }

  #opened() {
    this.#rules.opened(Date.now());
    this.#readyState = OPEN;
    this.dispatchEvent(new Event("open"));
  }

  #dispatch({ id, type, data }, origin) {
    this.#lastEventId = id;
    if (data !== undefined) {
      this.dispatchEvent(new MessageEvent(type, { data, origin, lastEventId: id }));
    }
  }

  async #goOn(ending) {
    const step = this.#rules.after(ending, Date.now(), this.#tokens.canAsk);
    if (step.do === "token" && (await this.#tokens.renew(ending.status, this.#rules.attempt))) {
      return;
    }
    if (step.do === "retry" || step.do === "token") {
      this.#readyState = CONNECTING;
      this.#fail(ending.status);
      await (this.#isClosed || this.#alarm.sleep(step.delayMs ?? 0));
    } else {
      this.close();
      this.#fail(ending.status);
    }
  }

  #fail(status) {
    const error = new Event("error");
    error.status = status;
    this.dispatchEvent(error);
  }
}

function resolved(url) {
  try {
    return new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href).href;
  } catch {
    throw new DOMException(`Cannot open an EventSource to '${url}'. The URL is invalid.`, "SyntaxError");
  }
}

withHandlers(CourantEventSource, ["open", "message", "error"]);
for (const [name, value] of Object.entries({ CONNECTING, OPEN, CLOSED })) {
  const constant = { value, enumerable: true };
  Object.defineProperty(CourantEventSource, name, constant);
  Object.defineProperty(CourantEventSource.prototype, name, constant);
}
