/**
 * An event as applications get it: the same on every transport. Its names are those of a browser's MessageEvent, so that
 * a listener written for an EventSource can be kept.
 */
export class HubEvent {
  /** @param {{id?: string, type: string, data: string, topics?: string[], at?: string}} item */
  constructor({ id, type, data, topics, at }, origin) {
    this.type = type;
    this.data = data;
    /** The event's id: the cursor after it. */
    this.lastEventId = id ?? "";
    this.origin = origin;
    /** Its topics, the canonical one first; unknown over `sse`, which has no place for them. */
    this.topics = topics;
    /** When it was stored, as ISO 8601; unknown over `sse`. */
    this.at = at;
  }

  /** The data, read as JSON. */
  json() {
    return JSON.parse(this.data);
  }
}
