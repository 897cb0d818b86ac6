/** What the Java tests of the client drive: they start connections here, and look at what has come. */

const APPLICATION = new URL("/courant/", location.href);
const { connect } = await import(new URL("client/courant.js", APPLICATION).href);

/** What has come, of all connections of this page. */
globalThis.seen = [];
globalThis.states = [];
globalThis.notices = [];
globalThis.asked = [];

/**
 * Connects.
 *
 * @param {object} options of `connect`, as far as they are plain; `tokens`: what the token callback answers, one after
 *     the other and the last one for ever
 */
globalThis.start = ({ tokens, ...options }) => {
  const left = [...(tokens ?? [])];
  const token = async (why) => {
    asked.push(why);
    return left.length > 1 ? left.shift() : left[0];
  };
  const hub = connect(new URL(".well-known/mercure", APPLICATION), { ...options, ...(tokens && { token }) });
  hub.on("*", ({ data }) => seen.push(data));
  hub.on("statechange", ({ type, ...state }) => states.push(state));
  ["gap", "reset", "live"].forEach((type) => hub.on(type, () => notices.push(type)));
  globalThis.hub = hub;
};

addEventListener("pageshow", ({ persisted }) => (globalThis.wasKept = persisted));
globalThis.ready = true;
