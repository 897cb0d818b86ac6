import { JsonLines } from "../lines.js";
import { takeObject } from "./json.js";
import { readStream } from "./http.js";

/** One JSON object per line, over fetch. */
export function jsonStream(attempt) {
  const lines = new JsonLines((value) => takeObject(attempt, value));
  return readStream(attempt, "application/x-ndjson", (bytes) => lines.feed(bytes));
}
