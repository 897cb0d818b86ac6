import { bytes, count, duration, plural } from "./format.js";

/** What consoles listen to. */
const SAMPLES = "urn:courant:hub:sample";

/**
 * Says in sentences how a connection stands, and why it is slow if it is.
 *
 * @param {import("../types.js").Connection} connection
 * @returns {string[]}
 */
export function whySlow(connection) {
  return [...ours(connection), ...standing(connection), ...leftOut(connection)];
}

/** A console is a client too. @param {import("../types.js").Connection} connection */
function ours({ matchers }) {
  return matchers.some(({ match }) => match === SAMPLES) ? ["This is a console such as yours: it listens to the numbers of the hub."] : [];
}

/** @param {import("../types.js").Connection} connection */
function standing({ state, delivery, lag_events: lag, lag_ms: lagMs, waiting_bytes: waiting, stalled_ms: stalled, sent_events: sent }) {
  const late = lagMs > 0 ? ` The oldest event it lacks is ${duration(lagMs)} old.` : "";
  const behind = lag > 0 ? ` The log is ${plural(lag, "event")} ahead of it.` : "";
  if (state === "stalled") {
    return [
      `It takes nothing: for ${duration(stalled)} the network has not accepted a byte, though ${bytes(waiting)} wait for it.${behind}${late}`,
      "The reason is on its side or on the way: a page that is frozen, a computer that sleeps, a network that is gone, or a proxy that keeps the answer to itself. Nobody else is delayed by it. If this goes on, the hub ends it.",
    ];
  }
  if (state === "catching-up" && waiting > 0) {
    return [
      `It is catching up: it gets older events from the log first.${behind}${late}`,
      `${bytes(waiting)} wait to be taken, so the limit is how fast the client, or the network to it, takes them.`,
    ];
  }
  if (state === "catching-up" && delivery.includes("/s")) {
    return [`It rests on purpose: it asked for “${delivery}”, and gets the newest event of each topic when its time has come.`];
  }
  if (state === "catching-up") {
    return [
      `It is catching up: it gets older events from the log first.${behind}${late}`,
      "It takes what it is given at once, so it should be live soon. If this lasts, the server is short of time: look at the processor in the overview.",
    ];
  }
  if (waiting > 0) {
    return [
      `It is live, and ${bytes(waiting)} wait to be taken.${late} That passes by itself; if it grows, more comes than its network takes.`,
    ];
  }
  return [sent > 0 ? "It is not slow: everything it asked for was handed to the network, and nothing waits here. How much of that its page has read cannot be seen from here: the network keeps up to a few MiB on the way." : "It is not slow: nothing has come yet that it asked for."];
}

/** @param {import("../types.js").Connection} connection */
function leftOut({ skipped, delivery }) {
  if (skipped === 0) {
    return [];
  }
  return [
    `${count(skipped)} events were skipped: it asked for “${delivery}”, so of what comes faster than that, or than it takes, it gets the newest event of each topic and not those before.`,
  ];
}
