import { RetryRules, retryAfterMs } from "/client/retry.js";
import { assertEquals, test } from "./harness.js";

const NOW = Date.parse("2025-06-01T12:00:00Z");
const MINUTE = 60_000;
const rules = (retry, chance = 0) => new RetryRules(retry, () => chance);
const after = (r, status, more = {}) => r.after({ status, ...more }, NOW, true);
const delays = (r, n) => Array.from({ length: n }, () => after(r, 503).delayMs);
const FATAL = { do: "fail", reason: "refused" };

test("204 stops for good", () => assertEquals(after(rules(), 204), { do: "stop" }));

test("401 asks for a token once, and is fatal then", () => {
  const r = rules();
  assertEquals(after(r, 401), { do: "token" });
  assertEquals(after(r, 401), FATAL);
});

test("401 may ask again when a stream was open meanwhile", () => {
  const r = rules();
  after(r, 401);
  r.opened(NOW);
  assertEquals(after(r, 401), { do: "token" });
});

test("401 is fatal where there is nobody to ask", () => {
  assertEquals(rules().after({ status: 401 }, NOW, false), FATAL);
});

for (const status of [400, 402, 403, 405, 406, 410, 413, 415, 422, 451]) {
  test(`${status} is fatal, also for a stream that was open`, () => {
    const r = rules();
    r.opened(NOW);
    assertEquals(after(r, status), FATAL);
  });
}

test("what the hub has called final is fatal, whatever its status", () => {
  assertEquals(after(rules(), 0, { final: true }), FATAL);
});

test("404 is fatal if no stream was ever open, and passes otherwise", () => {
  const r = rules();
  assertEquals(after(r, 404), FATAL);
  r.opened(NOW);
  assertEquals(after(r, 404).do, "retry");
  assertEquals(after(r, 404).do, "retry", "still was open once");
});

test("an answer that is no stream is a wrong address at first, and passes later", () => {
  const r = rules();
  assertEquals(after(r, 200, { foreign: true }), { do: "fail", reason: "no-stream" });
  r.opened(NOW);
  assertEquals(after(r, 200, { foreign: true }).do, "retry");
});

for (const status of [0, 408, 425, 429, 500, 502, 503, 504, 599]) {
  test(`${status || "a lost network"} is tried again`, () => assertEquals(after(rules(), status).do, "retry"));
}

test("a stream that has ended is tried again", () => {
  const r = rules();
  r.opened(NOW);
  assertEquals(after(r, 200), { do: "retry", delayMs: 1000, attempt: 1 });
});

test("each failure doubles the pause, up to the longest", () => {
  assertEquals(delays(rules(), 7), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
});

test("the spread comes on top, and is half of the pause, or the first pause where that is more", () => {
  assertEquals(delays(rules({}, 0.5), 3), [1500, 2500, 5000]);
});

test("Retry-After in seconds is the least there is", () => {
  assertEquals(after(rules(), 429, { retryAfter: "7" }).delayMs, 7000);
  assertEquals(after(rules({}, 0.5), 429, { retryAfter: "7" }).delayMs, 8750);
});

test("Retry-After as a date is the least there is", () => {
  assertEquals(after(rules(), 503, { retryAfter: "Sun, 01 Jun 2025 12:00:09 GMT" }).delayMs, 9000);
});

test("a Retry-After that is shorter than the pause changes nothing", () => {
  assertEquals(after(rules(), 503, { retryAfter: "0" }).delayMs, 1000);
});

test("retry: of the stream is the least there is", () => {
  const r = rules();
  r.serverSays(4711);
  assertEquals(delays(r, 4), [4711, 4711, 4711, 8000]);
});

test("no answer keeps a client away for more than a day", () => {
  assertEquals(after(rules({}, 0.5), 503, { retryAfter: "99999999999" }).delayMs, 24 * 60 * MINUTE);
});

test("a stable minute begins anew", () => {
  const r = rules();
  delays(r, 3);
  r.opened(NOW - MINUTE);
  assertEquals(after(r, 0).delayMs, 1000);
});

test("a minute that was not full does not", () => {
  const r = rules();
  delays(r, 3);
  r.opened(NOW - MINUTE + 1);
  assertEquals(after(r, 0).delayMs, 8000);
});

test("a stable minute counts once", () => {
  const r = rules();
  r.opened(NOW - MINUTE);
  assertEquals(delays(r, 3), [1000, 2000, 4000]);
});

test("attempts may be limited", () => {
  const r = rules({ maxAttempts: 2 });
  assertEquals(delays(r, 2), [1000, 2000]);
  assertEquals(after(r, 503), { do: "fail", reason: "attempts" });
});

for (const [text, ms] of [
  ["5", 5000], [" 5 ", 5000], ["0", 0], ["", 0], [null, 0], ["-5", 0], ["1.5", 0], ["soon", 0],
  ["Sun, 01 Jun 2025 12:01:00 GMT", MINUTE],
  ["Sunday, 01-Jun-25 12:01:00 GMT", MINUTE],
  ["Sun Jun  1 12:01:00 2025 GMT", MINUTE],
  ["Sun, 01 Jun 2025 11:00:00 GMT", 0],
]) {
  test(`Retry-After ${JSON.stringify(text)} is ${ms} ms`, () => assertEquals(retryAfterMs(text, NOW), ms));
}
