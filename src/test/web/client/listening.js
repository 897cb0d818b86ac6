import { connect } from "/client/courant.js";
import { until } from "./harness.js";

/** One stream of its own, and quick to come back. */
export const QUICK = { share: "off", resume: false, transport: "sse", match: "/a", retry: { initialMs: 10, maxMs: 10 } };
/** A sign of life. */
export const NOTHING = ":\n\n";

/** Connects, and notes what happens. Closed by the test. */
export function listen(url, options = {}) {
  const hub = connect(url, { ...QUICK, ...options });
  const seen = [];
  hub.on("*", ({ type, data, lastEventId }) => seen.push([type, data, lastEventId]));
  const states = [];
  hub.on("statechange", (state) => states.push(state));
  return { hub, seen, states };
}

/** The query of a request. */
export const query = ({ target }) => new URL(target, location.href).searchParams;
/** Waits until it is in that state, and returns what was told of it. */
export const reached = (states, name) => until(`it is ${name}`, () => states.find(({ state }) => state === name));
