import { locksWay } from "./locks-way.js";
import { workerWay } from "./worker-way.js";

const MULTIPLEXED = new Set(["h2", "h2c", "h3"]);

/**
 * The ways to share that are possible here, best first; the last is always not to.
 *
 * @returns {{share: "worker" | "locks" | "off", openFor?: (key: string) => (to: object) => object, warning?: string}[]}
 */
export function waysToShare({ share, ownFetch, workerUrl, address }) {
  if (share === "off") {
    return [{ share: "off" }];
  }
  if (ownFetch) {
    return [{ share: "off", warning: "A fetch of the page's own cannot be shared with other tabs." }];
  }
  if (share === "auto" && isMultiplexed(address.origin)) {
    return [{ share: "off" }];
  }
  const ways = [];
  if (share !== "locks" && typeof SharedWorker === "function") {
    ways.push({ share: "worker", openFor: () => workerWay(workerUrl) });
  }
  if (share !== "worker" && globalThis.navigator?.locks && typeof BroadcastChannel === "function") {
    ways.push({ share: "locks", openFor: locksWay });
  }
  const warning = "This tab has a connection of its own: a browser has six to a server over HTTP/1.1, for all of its tabs.";
  return [...ways, { share: "off", warning }];
}

/** Whether what came from there came by HTTP/2 or later, where a hundred streams go over one connection. */
function isMultiplexed(origin) {
  const entries = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type));
  return entries.some(({ name, nextHopProtocol }) => MULTIPLEXED.has(nextHopProtocol) && name.startsWith(`${origin}/`));
}
