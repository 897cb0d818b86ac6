/**
 * Takes one JSON object of the hub: an event `{"id","topics","type","retry","data","at"}`, a notice `{"notice":{…},"id"}`,
 * or a cursor alone `{"id"}`. The same over NDJSON, WebSocket and polling.
 */
export function takeObject(attempt, value) {
  if (value.retry !== undefined) {
    attempt.retry(value.retry);
  }
  attempt.item(itemOf(value));
}

function itemOf({ id, topics, type, data, at, notice }) {
  const cursor = id ? { id } : {};
  if (notice) {
    return { kind: "notice", ...cursor, notice };
  }
  if (data === undefined) {
    return { kind: "cursor", ...cursor };
  }
  return { kind: "event", ...cursor, type: type || "message", data, topics, at };
}
