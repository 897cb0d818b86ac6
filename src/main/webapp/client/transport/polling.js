import { LOST, hasType, refusal } from "./http.js";
import { takeObject } from "./json.js";

/** Events in one answer; a full one is followed by the next request at once. */
const LIMIT = 500;
/** The hub waits for so long; less where the client would take it for dead. */
const LONGEST_WAIT_S = 25;

/** A request that is answered when there is something, and then the next one. */
export function longPoll(attempt) {
  const waitSeconds = Math.min(LONGEST_WAIT_S, Math.floor(attempt.idleTimeoutMs / 2000) || LONGEST_WAIT_S);
  return poll(attempt, waitSeconds, 0);
}

/** A request every few seconds. */
export function shortPoll(attempt) {
  return poll(attempt, 0, attempt.pollIntervalMs);
}

async function poll(attempt, waitSeconds, pauseMs) {
  // The first one only asks whether the hub is there, and where its head is.
  let wait = 0;
  let isLive = false;
  for (;;) {
    const ending = await one(attempt, wait);
    if (ending.status !== 200 || ending.unfit) {
      return ending;
    }
    if (!isLive && !ending.more) {
      // A stream says so itself.
      isLive = true;
      attempt.item({ kind: "notice", notice: { status: "live" } });
    }
    await attempt.room();
    if (!ending.more && wait === waitSeconds && pauseMs > 0) {
      await attempt.sleep(pauseMs);
    }
    wait = ending.more ? 0 : waitSeconds;
  }
}

async function one(attempt, waitSeconds) {
  try {
    const { matchers, cursor } = attempt;
    const url = attempt.address.poll(matchers, cursor, { waitSeconds, limit: LIMIT });
    const response = await attempt.fetch(url, { Accept: "application/json" });
    if (response.status !== 200 || !hasType(response, "application/json")) {
      return refusal(response, false);
    }
    const answer = await response.json();
    attempt.answered({});
    attempt.alive();
    return { status: 200, more: take(attempt, answer) };
  } catch (failure) {
    return failure instanceof SyntaxError ? { status: 200, unfit: true } : LOST;
  }
}

/** @returns {boolean} whether there is more to fetch at once */
function take(attempt, { events, cursor, notice }) {
  const notices = [notice ?? []].flat();
  notices.forEach((one) => one.status !== "live" && attempt.item({ kind: "notice", notice: one }));
  events.forEach((event) => takeObject(attempt, event));
  attempt.item({ kind: "cursor", id: cursor });
  return events.length >= LIMIT;
}
