import { Address } from "./address.js";
import { Matchers } from "./matchers.js";
import { RETRY_DEFAULTS } from "./retry.js";
import { TRANSPORT_NAMES } from "./transport/ladder.js";

const CHOICES = {
  transport: TRANSPORT_NAMES,
  share: ["auto", "worker", "locks", "off"],
  resume: ["session", "local", false],
  visibility: ["keep", "pause"],
};
/** Milliseconds. The hub gives a sign of life every 15 s: three of them missing is a dead connection. */
const TIMES = { idleTimeoutMs: 45_000, firstBytesMs: 5000, pollIntervalMs: 5000, shareBeatMs: 5000 };

/**
 * Reads what `connect` was called with; everything that can be wrong is told here.
 *
 * @throws {TypeError} which names the option, the value and what is allowed
 */
export function readOptions(url, given = {}) {
  const address = new Address(url);
  const matchers = address.matchers.plus(Matchers.of(given));
  if (matchers.isEmpty) {
    throw new TypeError("match: what to listen to is missing, in the options or in the URL");
  }
  return {
    address,
    matchers,
    token: optional("token", given.token, "function"),
    lastEventId: optional("lastEventId", given.lastEventId ?? address.lastEventId, "string"),
    signal: given.signal,
    resume: choice("resume", given.resume),
    share: choice("share", given.share),
    visibility: choice("visibility", given.visibility),
    workerUrl: given.workerUrl,
    ownFetch: optional("fetch", given.fetch, "function"),
    stream: streamOptions(given),
  };
}

/** What the stream itself needs to know: plain values, which can be sent to a worker. */
function streamOptions(given) {
  const times = Object.entries(TIMES).map(([name, usual]) => [name, atLeastZero(name, given[name] ?? usual)]);
  const retry = { ...RETRY_DEFAULTS, ...given.retry };
  Object.keys(RETRY_DEFAULTS).forEach((name) => atLeastZero(`retry.${name}`, retry[name]));
  return {
    ...Object.fromEntries(times),
    retry,
    transport: choice("transport", given.transport),
    headers: [...new Headers(given.headers)],
    withCredentials: Boolean(given.withCredentials),
  };
}

function choice(name, value = CHOICES[name][0]) {
  if (!CHOICES[name].includes(value)) {
    throw new TypeError(`${name}: ${CHOICES[name].join(", ")} are possible, not ${String(value)}`);
  }
  return value;
}

function optional(name, value, type) {
  if (value !== undefined && typeof value !== type) {
    throw new TypeError(`${name}: a ${type}, not ${String(value)}`);
  }
  return value;
}

function atLeastZero(name, value) {
  if (typeof value !== "number" || !(value >= 0)) {
    throw new TypeError(`${name}: a number that is not negative, not ${String(value)}`);
  }
  return value;
}
