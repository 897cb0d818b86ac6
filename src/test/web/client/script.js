/** Answers of the test's own server: see Scripts.java for what a step may be. */

const STREAM = { "Content-Type": "text/event-stream", "Cache-Control": "no-store" };
const LINES = { "Content-Type": "application/x-ndjson" };
const JSON_TYPE = { "Content-Type": "application/json" };

/** A stream of these pieces, which then goes on in silence. */
export const stream = (...body) => ({ status: 200, headers: STREAM, body, end: "hold" });

/** The same as lines of JSON. */
export const lines = (...values) => ({
  status: 200,
  headers: LINES,
  body: ["\n", ...values.map((value) => (typeof value === "string" ? value : `${JSON.stringify(value)}\n`))],
  end: "hold",
});

/** One answer to a poll. */
export const polled = (events, cursor, more = {}) => ({
  status: 200,
  headers: JSON_TYPE,
  body: [JSON.stringify({ events, cursor, ...more })],
});

/** An answer that is none. */
export const status = (code, headers = {}) => ({ status: code, headers });

/** The same step, with another end. */
export const ending = (end, step) => ({ ...step, end });

/** Lays down what the server answers, one step for each request, the last one for all that follow. */
export async function script(...steps) {
  const name = crypto.randomUUID();
  const url = new URL(`/script/${name}`, location.href).href;
  await fetch(url, { method: "PUT", headers: { "X-Script": "1" }, body: JSON.stringify(steps) });
  return url;
}

/** What was asked so far: `{method, target, headers, body, at}` of each request. */
export async function requests(url) {
  const name = new URL(url).pathname.split("/")[2];
  return (await fetch(`/log/${name}`)).json();
}
