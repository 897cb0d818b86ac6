import { EventStreamParser } from "../parser.js";
import { readStream } from "./http.js";

/** The type of the events in which the hub speaks of the stream itself. */
const NOTICE = "courant";

/** An event stream, as a browser's EventSource reads it, over fetch. */
export function eventStream(attempt) {
  const parser = new EventStreamParser(
    { onBlock: (block) => attempt.item(itemOf(block)), onRetry: (milliseconds) => attempt.retry(milliseconds) },
    attempt.cursor,
  );
  return readStream(attempt, "text/event-stream", (bytes) => parser.feed(bytes));
}

function itemOf({ id, type, data }) {
  // An id that was never set is no cursor.
  const at = id === "" ? {} : { id };
  if (data === undefined) {
    return { kind: "cursor", ...at };
  }
  return type === NOTICE ? { kind: "notice", ...at, notice: JSON.parse(data) } : { kind: "event", ...at, type, data };
}
