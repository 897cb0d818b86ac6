/**
 * What to do when a stream has ended or was refused. Pure: the time and the chance are given.
 */

const STABLE_MS = 60_000;
/** No answer of a server keeps a client away for longer: a wrong clock there must not end a page here. */
const LONGEST_MS = 24 * 60 * 60 * 1000;
const SECONDS = /^[0-9]+$/;
/** Statuses that tell of a state that passes (RFC 9110, 15.5 and 15.6; RFC 6585, 4). */
const TEMPORARY = new Set([408, 425, 429]);

export const RETRY_DEFAULTS = Object.freeze({ initialMs: 1000, maxMs: 30_000, maxAttempts: Infinity });

/**
 * @typedef {object} Ending how an attempt ended
 * @property {number} status the HTTP status; 0 where there was none: the network, or a stream that was cut
 * @property {string | null} [retryAfter] the header of that name
 * @property {boolean} [foreign] whether the answer was 200 and no stream: a sign-in page, a wrong address
 * @property {boolean} [final] whether the hub has said that coming back is useless
 *
 * @typedef {{do: "stop" | "token"} | {do: "fail", reason: string} | {do: "retry", delayMs: number, attempt: number}} Step
 */

export class RetryRules {
  #initialMs;
  #maxMs;
  #maxAttempts;
  #random;
  #serverMs = 0;
  #attempt = 0;
  #openedAt = null;
  #everOpen = false;
  #tokenAsked = false;

  /**
   * @param {{initialMs?: number, maxMs?: number, maxAttempts?: number}} [retry] milliseconds
   * @param {() => number} [random] from 0 to below 1
   */
  constructor(retry = {}, random = Math.random) {
    const { initialMs, maxMs, maxAttempts } = { ...RETRY_DEFAULTS, ...retry };
    this.#initialMs = initialMs;
    this.#maxMs = maxMs;
    this.#maxAttempts = maxAttempts;
    this.#random = random;
  }

  /** How many attempts have failed since the last stable minute. */
  get attempt() {
    return this.#attempt;
  }

  /** A stream has begun. */
  opened(nowMs) {
    this.#openedAt = nowMs;
    this.#everOpen = true;
    this.#tokenAsked = false;
  }

  /** The stream itself has said how long to stay away after it (`retry:`). */
  serverSays(milliseconds) {
    this.#serverMs = milliseconds;
  }

  /**
   * An attempt has ended.
   *
   * @param {Ending} ending
   * @param {number} nowMs
   * @param {boolean} [canAsk] whether there is somebody to ask for a token
   * @returns {Step}
   */
  after(ending, nowMs, canAsk = false) {
    if (this.#openedAt !== null && nowMs - this.#openedAt >= STABLE_MS) {
      this.#attempt = 0;
    }
    this.#openedAt = null;
    const { status } = ending;
    if (status === 204) {
      return { do: "stop" };
    }
    if (status === 401 && canAsk && !this.#tokenAsked) {
      this.#tokenAsked = true;
      return { do: "token" };
    }
    const reason = this.#isFatal(ending);
    return reason ? { do: "fail", reason } : this.#retry(ending, nowMs);
  }

  #isFatal({ status, foreign, final }) {
    if (final || status === 403 || status === 410 || status === 401) {
      return "refused";
    }
    if (foreign || status === 404) {
      // A server that restarts answers so for a while, and a network's own sign-in page does; a wrong address always.
      return this.#everOpen ? null : foreign ? "no-stream" : "refused";
    }
    return status >= 300 && status < 500 && !TEMPORARY.has(status) ? "refused" : null;
  }

  #retry({ retryAfter }, nowMs) {
    if (this.#attempt >= this.#maxAttempts) {
      return { do: "fail", reason: "attempts" };
    }
    const backoffMs = Math.min(this.#initialMs * 2 ** this.#attempt, this.#maxMs);
    const leastMs = Math.max(backoffMs, this.#serverMs, retryAfterMs(retryAfter, nowMs));
    // On top, never instead: nobody may come before the time that was asked for, and not all of them at it.
    const spreadMs = this.#random() * Math.max(leastMs / 2, this.#initialMs);
    this.#attempt++;
    return { do: "retry", delayMs: Math.round(Math.min(leastMs + spreadMs, LONGEST_MS)), attempt: this.#attempt };
  }
}

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3): seconds, or a date.
 *
 * @param {string | null | undefined} value
 * @param {number} nowMs milliseconds since 1970
 * @returns {number} milliseconds from now; 0 for what cannot be read or has passed
 */
export function retryAfterMs(value, nowMs) {
  const text = value?.trim() ?? "";
  const ms = SECONDS.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return ms > 0 ? ms : 0;
}
