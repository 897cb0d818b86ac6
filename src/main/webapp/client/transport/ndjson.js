import { JsonLines } from "../lines.js";
import { itemOf } from "./json.js";
import { readStream } from "./http.js";

/** One JSON object per line, over fetch. */
export function jsonStream(attempt) {
  const lines = new JsonLines((value) => attempt.item(itemOf(value)));
  return readStream(attempt, "application/x-ndjson", (bytes) => lines.feed(bytes));
}
