import { LOST, hasType, refusal } from "./http.js";
import { takeObject } from "./json.js";

/** Events in one answer at most; a full one is followed by the next request at once. */
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
  // Until it has caught up, a poll only asks for what is there: the first one, whether there is a hub.
  let isLive = false;
  let replayed = 0;
  for (;;) {
    const ending = await one(attempt, isLive ? waitSeconds : 0);
    if (ending.status !== 200 || ending.unfit || ending.stopping) {
      return ending;
    }
    replayed += ending.events;
    if (!isLive && !ending.more) {
      // A stream says so itself.
      isLive = true;
      attempt.item({ kind: "notice", notice: { status: "live", replayed } });
    }
    await attempt.room();
    if (!ending.more && pauseMs > 0) {
      await attempt.rest(pauseMs);
    }
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
    take(attempt, answer);
    // What was lost was no reason to look any further.
    const more = answer.more === true || answer.notice !== undefined;
    // A hub that is being stopped says how long to stay away.
    return { status: 200, more, events: answer.events.length, stopping: answer.retry !== undefined };
  } catch (failure) {
    return failure instanceof SyntaxError ? { status: 200, unfit: true } : LOST;
  }
}

function take(attempt, { events, cursor, notice, retry }) {
  events.forEach((event) => takeObject(attempt, event));
  if (notice) {
    // It concerns what lies between the last event and the cursor.
    attempt.item({ kind: "notice", id: cursor, notice });
  }
  attempt.item({ kind: "cursor", id: cursor });
  if (retry !== undefined) {
    attempt.retry(retry);
  }
}
