import { connect } from "/client/courant.js";
import { QUICK, listen, query, reached } from "./listening.js";
import { assertEquals, assertTrue, test, until } from "./harness.js";
import { ending, lines, polled, requests, script, status, stream } from "./script.js";

test("NDJSON: events with topics and time, notices, and cursors", async () => {
  const event = { id: "1", topics: ["/a", "/b"], data: "x", at: "2025-01-01T00:00:00Z" };
  const url = await script(lines(event, "\n", { id: "#e-2", notice: { status: "live", replayed: 1 } }));
  const hub = connect(url, { ...QUICK, transport: "fetch" });
  const live = new Promise((resolve) => hub.on("live", resolve));
  const got = await hub.events({ keepOpen: true }).next();
  assertEquals((await live).replayed, 1);
  assertEquals(got.value, { type: "message", data: "x", lastEventId: "1", origin: location.origin, topics: event.topics, at: event.at });
  assertEquals([hub.lastEventId, hub.mode.transport], ["#e-2", "fetch"]);
  hub.close();
  assertEquals((await requests(url))[0].headers.accept, "application/x-ndjson");
});

test("auto: what buffers is left for the next transport, with the same cursor", async () => {
  const url = await script(ending("hold", { ...stream(), body: [] }), lines({ id: "1", data: "a" }));
  const { hub, seen } = listen(url, { transport: "auto", firstBytesMs: 200, lastEventId: "0" });
  await until("it has come", () => seen.length === 1);
  const asked = await requests(url);
  assertEquals([hub.mode.transport, asked.map((one) => [one.headers.accept, query(one).get("last_event_id")])],
    ["fetch", [["text/event-stream", "0"], ["application/x-ndjson", "0"]]]);
  hub.close();
});

test("auto: polls where nothing else gets through", async () => {
  const url = await script(status(406), status(406), status(406), status(406), polled([], "5"), polled([{ id: "6", data: "a" }], "6"), { end: "hold" });
  // The hub of this test is at <url>/.well-known/mercure, and so its other doors are below <url> as well.
  const { hub, seen } = listen(`${url}/.well-known/mercure`, { transport: "auto" });
  await until("it has come", () => seen.length === 1);
  const polls = async () => (await requests(url)).filter(({ target }) => target.includes("/api/poll"));
  const asked = await until("it asks on", async () => ((await polls()).length > 2 ? polls() : null));
  assertEquals([hub.mode.transport, asked.slice(0, 3).map((one) => [query(one).get("last_event_id"), query(one).get("wait")])],
    ["long-poll", [[null, "0"], ["5", "22"], ["6", "22"]]]);
  hub.close();
});

test("poll: no pause behind a full answer or a loss, which is told in its place; to rest is no silence", async () => {
  const event = (id) => ({ id, data: id });
  const url = await script(
    polled([event("1")], "1", { more: true }),
    polled([event("2")], "5", { notice: { status: "gap", lost: { from: "3", to: "5" } } }),
    polled([event("6")], "6"),
    polled([event("7")], "7"),
    { end: "hold" },
  );
  const hub = connect(`${url}/.well-known/mercure`, { ...QUICK, transport: "poll", pollIntervalMs: 400, idleTimeoutMs: 150, lastEventId: "0" });
  const told = [];
  hub.on("*", ({ data }) => told.push(data));
  hub.on("gap", () => told.push("gap"));
  hub.on("live", ({ replayed }) => told.push(`live ${replayed}`));
  await until("all have come", () => told.includes("7"));
  hub.close();
  assertEquals(told, ["1", "2", "gap", "6", "live 3", "7"]);
  const [first, , third, fourth] = await requests(url);
  assertTrue(third.at - first.at < 400 && fourth.at - third.at >= 390, "only the fourth has waited");
});

test("a WebSocket that is refused tells why, as the stream would have been told", async () => {
  const { states } = listen(`${await script(status(403))}/.well-known/mercure`, { transport: "websocket" });
  const { status: code, reason } = await reached(states, "closed");
  assertEquals([code, reason], [403, "refused"]);
});

test("whoever shows a token does not go by a WebSocket, where it could not be shown", async () => {
  const url = await script(status(503));
  const { hub, states } = listen(`${url}/.well-known/mercure`, { transport: "websocket", token: async () => "t" });
  await reached(states, "waiting");
  hub.close();
  assertEquals((await requests(url)).length, 0);
});

for (const [transport, lastAnswers] of [
  ["sse", [ending("close", stream("id: 1\ndata: a\n\n", "retry: 700\n\n"))]],
  ["fetch", [ending("close", lines({ id: "1", data: "a" }, { retry: 700 }))]],
  ["long-poll", [polled([], "0"), polled([{ id: "1", data: "a" }], "1", { retry: 700 })]],
]) {
  test(`${transport}: a hub that stops says when to come back, and nobody comes earlier`, async () => {
    const url = await script(...lastAnswers, { end: "hold" });
    const { hub, seen, states } = listen(`${url}/.well-known/mercure`, { transport, lastEventId: "0" });
    const { status: code, retryAt } = await reached(states, "waiting");
    const away = retryAt - Date.now();
    assertTrue(away > 600 && away <= 1_400, `it waits for ${away} ms`);
    const asked = await until("it is back", async () => {
      const all = await requests(url);
      return all.length > lastAnswers.length ? all : null;
    });
    hub.close();
    assertEquals([code, seen], [200, [["message", "a", "1"]]]);
    const [before, after] = asked.slice(-2);
    assertTrue(after.at - before.at >= 690, `it was back after ${after.at - before.at} ms`);
    assertEquals(query(after).get("last_event_id"), "1");
  });
}
