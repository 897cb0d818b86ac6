/** The version of the client. Tabs with different ones share nothing. */
export const VERSION: string;

export type Transport = "sse" | "fetch" | "websocket" | "long-poll" | "poll";
export type ConnectionState = "connecting" | "open" | "waiting" | "paused" | "closed";

/** What to listen to. One text stands for a list of one. */
export interface Asked {
  /** Exact topics; `*` for all. */
  match?: string | readonly string[];
  /** URL patterns, relative to the hub. */
  matchUrlPattern?: string | readonly string[];
}

export interface RetryOptions {
  /** The first pause in milliseconds; each further one is twice as long. Default 1000. */
  initialMs?: number;
  /** The longest pause in milliseconds, unless the hub asks for a longer one. Default 30000. */
  maxMs?: number;
  /** Failures in a row after which it gives up. Default: never. */
  maxAttempts?: number;
}

/** Why a token is asked for. */
export interface TokenRequest {
  /** 401 where the hub has refused the token before; 0 at first, and before the token of a live stream ends. */
  status: number;
  /** How many attempts have failed since the last stable minute. */
  attempt: number;
}

/** Returns a token without "Bearer", or nothing for none. What it throws counts as a lost network: it is asked again. */
export type TokenCallback = (why: TokenRequest) => Promise<string | null | undefined>;

export interface ConnectOptions extends Asked {
  token?: TokenCallback;
  /** Headers of every request over HTTP. */
  headers?: HeadersInit;
  /** Whether cookies are sent to a hub of another origin. Default false. */
  withCredentials?: boolean;
  /** Closes the connection when it is aborted. */
  signal?: AbortSignal;
  /** Where to begin: behind this event, or `earliest`. Wins over what `resume` remembers. Default: what comes from now on. */
  lastEventId?: string;
  /** Where the cursor is remembered over a reload: in the session of the tab, for all tabs, or not. Default `session`. */
  resume?: "session" | "local" | false;
  /** How tabs share one stream. Default `auto`: not at all over HTTP/2, else by a worker, else by locks. */
  share?: "auto" | "worker" | "locks" | "off";
  /** Default `auto`: the first that gets through, in the order of the type. */
  transport?: "auto" | Transport;
  /** Whether a hidden page keeps its stream. Default `keep`. */
  visibility?: "keep" | "pause";
  /** Where `share/worker.js` is on the origin of the page. Default: beside this file. */
  workerUrl?: string | URL;
  retry?: RetryOptions;
  /** Silence, in milliseconds, after which the connection is taken for dead; 0 for never. Default 45000. */
  idleTimeoutMs?: number;
  /** How long a transport may take to its first byte, in milliseconds; 0 for ever. Default 5000. */
  firstBytesMs?: number;
  /** The pause between two requests of `poll`, in milliseconds. Default 5000. */
  pollIntervalMs?: number;
  /** How often tabs that share assure each other that they live, in milliseconds. Default 5000. */
  shareBeatMs?: number;
  /** Used instead of the global one; the tab has a stream of its own then. */
  fetch?: typeof fetch;
}

/** An event, the same over every transport. */
export class HubEvent {
  /** `message` where its publisher gave none. */
  readonly type: string;
  readonly data: string;
  /** Its id: the cursor after it. */
  readonly lastEventId: string;
  /** The origin of the hub. */
  readonly origin: string;
  /** Its topics, the canonical one first. Unknown over `sse`. */
  readonly topics?: readonly string[];
  /** When it was stored, ISO 8601. Unknown over `sse`. */
  readonly at?: string;
  /** The data read as JSON. @throws SyntaxError */
  json<T = unknown>(): T;
}

export interface StateChange {
  type: "statechange";
  state: ConnectionState;
  /** The last HTTP status; 0 for a lost network. */
  status?: number;
  /** While `waiting`: when it comes back, in milliseconds since 1970. */
  retryAt?: number;
  attempt: number;
  transport?: Transport;
  /** Why it is `closed`. */
  reason?: "closed" | "stopped" | "refused" | "no-stream" | "attempts";
  /** `no-answer`: still `connecting` after `firstBytesMs`. The browser's six connections may be in use. */
  problem?: "no-answer";
}

export interface Gap {
  type: "gap";
  /** The first and the last position that cannot be had any more. */
  lost: { from: string; to: string };
}

export interface Reset {
  type: "reset";
  /** Where the connection is now: load the state anew. */
  head: string;
}

export interface Live {
  type: "live";
  /** How many events were replayed. */
  replayed?: number;
}

export interface Mode {
  /** How tabs share the stream. */
  share: "worker" | "locks" | "off";
  /** With `locks`. */
  role?: "leader" | "follower";
  transport?: Transport;
  /** What the hub calls the stream that runs, where the transport tells: the same for tabs that share it. */
  subscriber?: string;
  /** Why this tab has a connection of its own although it was to share. */
  warning: string | null;
}

export interface EventsOptions {
  /** Default `*`: all. */
  type?: string;
  /** Ends the loop. */
  signal?: AbortSignal;
  /** Events that may wait for the loop. When it is full the stream is held, and nothing is lost. Default 1000. */
  limit?: number;
  /** Whether to leave the loop keeps a connection that nobody else uses. Default false: it is closed. */
  keepOpen?: boolean;
}

export interface HubConnection {
  readonly state: ConnectionState;
  readonly mode: Mode;
  /** The cursor: whoever comes with it misses nothing. Empty where there is none yet. */
  readonly lastEventId: string;
  readonly matchers: { match: readonly string[]; matchUrlPattern: readonly string[] };

  /** @returns takes the listener away again */
  on(type: "statechange", listener: (change: StateChange) => void, options?: { signal?: AbortSignal }): () => void;
  on(type: "gap", listener: (gap: Gap) => void, options?: { signal?: AbortSignal }): () => void;
  on(type: "reset", listener: (reset: Reset) => void, options?: { signal?: AbortSignal }): () => void;
  on(type: "live", listener: (live: Live) => void, options?: { signal?: AbortSignal }): () => void;
  /** Events of a type; `*` for those of every type, also of the four names above. */
  on(type: string, listener: (event: HubEvent) => void, options?: { signal?: AbortSignal }): () => void;

  /** The events as they come, for `for await`. */
  events(options?: EventsOptions): AsyncIterableIterator<HubEvent>;

  /** Listens to more. Resolves when it is in effect, or another stream is on its way. */
  subscribe(more: string | readonly string[] | Asked): Promise<void>;
  /** Listens to less. @throws TypeError when nothing would be left */
  unsubscribe(less: string | readonly string[] | Asked): Promise<void>;

  /** Does not wait any longer; also after it was refused for good. */
  retryNow(): void;
  close(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Connects to a hub, and stays connected.
 *
 * @param url of the hub's endpoint, relative to the page; matchers and a cursor may be in its query
 * @throws TypeError which names the option that is wrong
 */
export function connect(url: string | URL, options?: ConnectOptions): HubConnection;

export interface CourantEventSourceInit extends EventSourceInit {
  headers?: HeadersInit;
  token?: TokenCallback;
  retry?: RetryOptions;
  /** Default 0: never. */
  idleTimeoutMs?: number;
  fetch?: typeof fetch;
}

/** The browser's EventSource over fetch, for any server. Its `error` events have a `status`. */
export interface CourantEventSource extends EventSource {}
export const CourantEventSource: {
  new (url: string | URL, init?: CourantEventSourceInit): CourantEventSource;
  readonly prototype: CourantEventSource;
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSED: 2;
};

export interface Block {
  /** The cursor after the block. */
  id: string;
  /** Absent, as `data` is, where a block only moves the cursor. */
  type?: string;
  data?: string;
}

/** Reads an event stream (WHATWG HTML, 9.2.5 and 9.2.6), at any cut. */
export class EventStreamParser {
  constructor(
    to: { onBlock: (block: Block) => void; onRetry?: (milliseconds: number) => void },
    lastEventId?: string,
  );
  feed(bytes: Uint8Array): void;
}

export interface Ending {
  status: number;
  retryAfter?: string | null;
  foreign?: boolean;
  final?: boolean;
}

export type Step =
  | { do: "stop" | "token" }
  | { do: "fail"; reason: string }
  | { do: "retry"; delayMs: number; attempt: number };

/** What to do when a stream has ended or was refused. Pure: time and chance are given. */
export class RetryRules {
  constructor(retry?: RetryOptions, random?: () => number);
  readonly attempt: number;
  opened(nowMs: number): void;
  serverSays(milliseconds: number): void;
  after(ending: Ending, nowMs: number, canAsk?: boolean): Step;
}
