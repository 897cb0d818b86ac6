import { Matchers } from "./matchers.js";

/** The ways of the hub, all beside its endpoint: a hub at `/app/.well-known/mercure` polls at `/app/api/poll`. */
const POLL = "../api/poll";
const WEB_SOCKET = "../ws";
const CONNECTIONS = "../api/connections/";

/** Where a hub is. */
export class Address {
  #hub;

  /**
   * @param {string | URL} url of the hub's endpoint, relative to the page; may have matchers in its query
   * @throws {TypeError} when it is not a URL of http or https
   */
  constructor(url) {
    this.#hub = new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href);
    if (!/^https?:$/.test(this.#hub.protocol)) {
      throw new TypeError(`A hub is reached by http or https, not by ${this.#hub.protocol}`);
    }
    this.#hub.hash = "";
    const query = this.#hub.searchParams;
    /** The matchers that stood in the URL. They can be taken away again, so they do not stay in it. */
    this.matchers = new Matchers(
      [...query.getAll("match"), ...query.getAll("match_exact")],
      query.getAll("match_urlpattern"),
    );
    /** The cursor that stood in the URL. */
    this.lastEventId = query.get("last_event_id") ?? undefined;
    ["match", "match_exact", "match_urlpattern", "last_event_id"].forEach((name) => query.delete(name));
  }

  get href() {
    return this.#hub.href;
  }

  get origin() {
    return this.#hub.origin;
  }

  /**
   * A stream over HTTP. The cursor is in the query: proxies strip headers, and pages of other origins would need a
   * preflight for one. Without a cursor it is empty: then the hub tells, by a `reset`, where the stream begins.
   */
  stream(matchers, cursor = "") {
    const url = this.#with(this.#hub, matchers, cursor);
    // Temporary refusals come as statuses then, and not in the way that a browser's EventSource needs them.
    url.searchParams.append("problems", "status");
    return url;
  }

  /** One poll. */
  poll(matchers, cursor, { waitSeconds, limit }) {
    const url = this.#with(new URL(POLL, this.#hub), matchers, cursor);
    url.searchParams.append("wait", waitSeconds);
    url.searchParams.append("limit", limit);
    return url;
  }

  webSocket(matchers, cursor = "") {
    const url = this.#with(new URL(WEB_SOCKET, this.#hub), matchers, cursor);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    return url;
  }

  /** A stream that runs, by what its answer had in `Courant-Subscriber`. */
  connection(subscriber) {
    return new URL(CONNECTIONS + encodeURIComponent(subscriber), this.#hub);
  }

  token(subscriber) {
    return new URL(`${CONNECTIONS}${encodeURIComponent(subscriber)}/token`, this.#hub);
  }

  #with(base, matchers, cursor) {
    const url = new URL(base);
    if (base !== this.#hub) {
      this.#hub.searchParams.forEach((value, name) => url.searchParams.append(name, value));
    }
    matchers.addTo(url.searchParams);
    if (cursor !== undefined) {
      url.searchParams.append("last_event_id", cursor);
    }
    return url;
  }
}
