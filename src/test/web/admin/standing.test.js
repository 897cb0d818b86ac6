import { Refresher } from "/admin/refresher.js";
import { SPAN_MS, Samples, summary } from "/admin/logic/samples.js";
import { whySlow } from "/admin/logic/why-slow.js";
import { assertEquals, assertTrue, test, until } from "/test/harness.js";

const LIVE = { state: "live", lag_events: 0, lag_ms: 0, waiting_bytes: 0, stalled_ms: 0, skipped: 0, delivery: "all", sent_events: 1, matchers: [] };
const told = (changes) => whySlow({ ...LIVE, ...changes }).join(" ");

for (const [sentence, changes, parts] of [
  ["one that has got everything is not slow", {}, ["not slow", "nothing waits"]],
  ["one that got nothing yet is not slow", { sent_events: 0 }, ["not slow", "nothing has come"]],
  ["one that is stalled", { state: "stalled", stalled_ms: 7000, waiting_bytes: 2048, lag_events: 5, lag_ms: 9000 }, ["takes nothing", "7.0 s", "2.0 KiB", "5 events", "9.0 s", "proxy"]],
  ["one whose network is slow", { state: "catching-up", waiting_bytes: 4096, lag_events: 1 }, ["catching up", "1 event ", "4.0 KiB", "network"]],
  ["one that reads the log", { state: "catching-up", lag_events: 3000 }, ["catching up", "3,000 events", "should be live soon"]],
  ["one that asked for not so many", { state: "catching-up", lag_events: 3, delivery: "latest, 2/s" }, ["on purpose", "latest, 2/s"]],
  ["one that is live and for which something waits", { waiting_bytes: 10 }, ["live", "10 B wait"]],
  ["a console", { matchers: [{ match: "urn:courant:hub:sample", match_type: "exact" }] }, ["a console such as yours", "not slow"]],
  ["one that wants the latest only", { skipped: 3, delivery: "latest, 4/s" }, ["3 events were skipped", "latest, 4/s"]],
]) {
  test(`why slow: ${sentence}`, () => {
    for (const part of parts) {
      assertTrue(told(changes).includes(part), `${part} in: ${told(changes)}`);
    }
  });
}

test("samples are kept for fifteen minutes, in order, and each once", () => {
  const samples = new Samples();
  samples.replace([{ at: 0 }, { at: 1000 }]);
  assertEquals([samples.push({ at: 1000 }), samples.push({ at: 500 }), samples.push({ at: 2000 })], [false, false, true]);
  samples.push({ at: SPAN_MS + 1000 });
  assertEquals(samples.all.map(({ at }) => at), [2000, SPAN_MS + 1000]);
  for (let at = SPAN_MS; at < 4 * SPAN_MS; at += 1000) {
    samples.push({ at });
  }
  assertEquals([samples.all.length, samples.last.at], [900, 4 * SPAN_MS - 1000]);
});

test("what a line shows is said in numbers", () => {
  assertEquals(summary([{ n: 3 }, { n: 1 }, { n: 2 }], ({ n }) => n), { now: 2, low: 1, high: 3 });
  assertEquals(summary([], () => 0), null);
});

test("one request at a time, however often the clock ticks", async () => {
  const running = [];
  const refresher = new Refresher(() => new Promise((resolve) => running.push(resolve)), () => {});
  refresher.now();
  for (let i = 0; i < 100; i++) {
    refresher.tick();
  }
  assertEquals(running.length, 1);
  running[0]();
  await Promise.resolve();
  refresher.tick();
  assertEquals(running.length, 1, "not twice in a second");
});

test("what is asked for anew ends what was under way, and its failure is nobody's", async () => {
  const signals = [];
  const failures = [];
  const load = (signal) => {
    signals.push(signal);
    return new Promise((resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
  const refresher = new Refresher(load, (failure) => failures.push(failure));
  refresher.now();
  refresher.now();
  await until("the first has ended", () => signals[0].aborted);
  assertEquals([signals.length, signals[1].aborted, failures], [2, false, []]);
  refresher.stop();
});
