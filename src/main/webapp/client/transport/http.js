/**
 * What the transports over HTTP have in common: asking, and telling what an answer means. A transport is a function
 * of an Attempt (see attempt.js); it reports what comes to the attempt, and returns how it ended.
 *
 * @typedef {import("../retry.js").Ending & {unfit?: boolean}} Ending `unfit`: this transport does not get through
 */

/** The network was lost, or never there. */
export const LOST = Object.freeze({ status: 0 });

/** What an answer that is not the one that was hoped for means. */
export function refusal(response, isExpectedType = true) {
  response.body?.cancel().catch(() => {});
  const { status } = response;
  const foreign = status !== 204 && status < 300 && (status !== 200 || !isExpectedType);
  return {
    status,
    retryAfter: response.headers.get("Retry-After"),
    foreign,
    unfit: foreign || status === 406,
  };
}

/** Whether an answer has that media type, whatever its parameters are. */
export function hasType(response, mediaType) {
  const type = response.headers.get("Content-Type") ?? "";
  return type.split(";", 1)[0].trim().toLowerCase() === mediaType;
}

/**
 * Reads a streamed answer to its end.
 *
 * @param {import("../attempt.js").Attempt} attempt
 * @param {string} mediaType
 * @param {(bytes: Uint8Array) => void} feed
 * @returns {Promise<Ending>}
 */
export async function readStream(attempt, mediaType, feed) {
  let response;
  try {
    response = await attempt.fetch(attempt.address.stream(attempt.matchers, attempt.cursor), { Accept: mediaType });
  } catch {
    return LOST;
  }
  if (response.status !== 200 || !hasType(response, mediaType)) {
    return refusal(response, false);
  }
  attempt.answered({ url: response.url, subscriber: response.headers.get("Courant-Subscriber") });
  const reader = response.body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      attempt.alive();
      feed(piece.value);
      await attempt.room();
    }
    return { status: 200 };
  } catch (failure) {
    reader.cancel().catch(() => {});
    return failure instanceof SyntaxError ? { status: 200, unfit: true } : LOST;
  }
}
