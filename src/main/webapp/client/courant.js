/**
 * The browser client of Courant. `connect` for what the hub can, `CourantEventSource` for code that was written for the
 * browser's EventSource. Types and promises are in courant.d.ts, examples in docs/client.md.
 */
import { HubConnection } from "./hub.js";
import { readOptions } from "./options.js";

export { CourantEventSource } from "./event-source.js";
export { EventStreamParser } from "./parser.js";
export { HubEvent } from "./event.js";
export { RetryRules } from "./retry.js";
export { VERSION } from "./version.js";

/** Connects to a hub, and stays connected. */
export function connect(url, options) {
  return new HubConnection(readOptions(url, options));
}
