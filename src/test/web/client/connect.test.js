import { connect } from "/client/courant.js";
import { assertEquals, assertTrue, test, until } from "./harness.js";
import { NOTHING, QUICK, listen, query, reached } from "./listening.js";
import { ending, requests, script, status, stream } from "./script.js";

test("asks for the matchers, for statuses, and with an empty cursor for where the stream begins", async () => {
  const url = await script(stream('id: #e-5\nevent: courant\ndata: {"status":"reset","head":"#e-5"}\n\n'));
  const { hub } = listen(`${url}?match=/b`, { match: ["/a", "/c"], matchUrlPattern: "/d/:id" });
  const told = [];
  ["live", "reset"].forEach((type) => hub.on(type, () => told.push(type)));
  await until("it is told", () => told.length > 0);
  hub.close();
  const [asked] = await requests(url);
  assertEquals([...query(asked)], [
    ["match", "/b"], ["match", "/a"], ["match", "/c"], ["match_urlpattern", "/d/:id"], ["last_event_id", ""], ["problems", "status"],
  ]);
  assertEquals([told, hub.lastEventId, asked.headers["last-event-id"]], [["live"], "#e-5", undefined]);
});

test("comes back with the cursor in the query, and loses and repeats nothing", async () => {
  const url = await script(
    ending("reset", stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: lost", 50)),
    stream("id: 3\ndata: c\n\n"),
  );
  const { hub, seen } = listen(url, { lastEventId: "0" });
  await until("three have come", () => seen.length === 3);
  hub.close();
  assertEquals(seen.map(([, data]) => data), ["a", "b", "c"]);
  assertEquals((await requests(url)).map((one) => query(one).get("last_event_id")), ["0", "2"]);
});

test("tells its states, and the status of what has failed", async () => {
  const url = await script(status(503, { "Retry-After": "0" }), stream(NOTHING));
  const { hub, states } = listen(url);
  await reached(states, "open");
  hub.close();
  const told = states.map(({ state, status: code, attempt }) => [state, code ?? null, attempt]);
  assertEquals(told, [["connecting", null, 0], ["waiting", 503, 1], ["connecting", 503, 1], ["open", 200, 1], ["closed", 200, 1]].slice(-4));
  assertTrue(states.find(({ state }) => state === "waiting").retryAt > 0, "when it comes back");
});

for (const [code, reason] of [[204, "stopped"], [403, "refused"], [404, "refused"], [410, "refused"], [400, "refused"]]) {
  test(`${code} closes it for good`, async () => {
    const url = await script(status(code));
    const { hub, states } = listen(url);
    const closed = await reached(states, "closed");
    assertEquals([closed.status, closed.reason, hub.state, (await requests(url)).length], [code, reason, "closed", 1]);
  });
}

test("404 does not close what was open before: a server restarts", async () => {
  const url = await script(ending("close", stream(NOTHING)), status(404), stream("data: a\n\n"));
  const { hub, seen } = listen(url);
  await until("it is back", () => seen.length === 1);
  hub.close();
});

test("a page instead of a stream closes it at first, and passes later", async () => {
  const page = { status: 200, headers: { "Content-Type": "text/html" }, body: ["<h1>Sign in</h1>"] };
  const first = listen(await script(page));
  assertEquals((await reached(first.states, "closed")).reason, "no-stream");
  const later = listen(await script(ending("close", stream(NOTHING)), page, stream("data: a\n\n")));
  await until("it is back", () => later.seen.length === 1);
  later.hub.close();
});

test("attempts may be limited", async () => {
  const { states } = listen(await script(status(500)), { retry: { initialMs: 1, maxMs: 1, maxAttempts: 2 } });
  const closed = await reached(states, "closed");
  assertEquals([closed.reason, closed.attempt], ["attempts", 2]);
});

test("Retry-After is waited for, and retryNow does not wait", async () => {
  const url = await script(status(429, { "Retry-After": "600" }), stream("data: a\n\n"));
  const { hub, seen, states } = listen(url);
  const { retryAt } = await reached(states, "waiting");
  assertTrue(retryAt >= Date.now() + 590_000, "ten minutes away");
  hub.retryNow();
  await until("it is back", () => seen.length === 1);
  hub.close();
});

test("the network that is back ends the waiting", async () => {
  const { hub, seen, states } = listen(await script(status(503, { "Retry-After": "600" }), stream("data: a\n\n")));
  await reached(states, "waiting");
  dispatchEvent(new Event("online"));
  await until("it is back", () => seen.length === 1);
  hub.close();
});

test("silence is noticed", async () => {
  const { hub, seen } = listen(await script(stream("data: a\n\n"), stream("data: b\n\n")), { idleTimeoutMs: 150 });
  await until("both have come", () => seen.length === 2);
  hub.close();
});

test("a comment is a sign of life", async () => {
  const url = await script(stream(NOTHING, 100, NOTHING, 100, NOTHING, 100, "data: a\n\n"));
  const { hub, seen } = listen(url, { idleTimeoutMs: 250 });
  await until("it has come", () => seen.length === 1);
  hub.close();
  assertEquals((await requests(url)).length, 1);
});

test("no answer for a while is told", async () => {
  const { hub, states } = listen(await script({ end: "hold" }), { firstBytesMs: 50 });
  await until("it is told", () => states.find(({ problem }) => problem === "no-answer"));
  assertEquals(hub.state, "connecting");
  hub.close();
});

test("a token is asked for at first, and once when it is refused", async () => {
  const url = await script(status(401), stream("data: a\n\n"), status(401));
  const asked = [];
  const { hub, seen } = listen(url, { token: async (why) => `t${asked.push(why)}`, headers: { "X-A": "1" } });
  await until("it is open", () => seen.length === 1);
  hub.close();
  assertEquals(asked, [{ status: 0, attempt: 0 }, { status: 401, attempt: 0 }]);
  assertEquals((await requests(url)).map(({ headers }) => [headers.authorization, headers["x-a"]]), [["Bearer t1", "1"], ["Bearer t2", "1"]]);
});

test("a second 401 closes it", async () => {
  const { states } = listen(await script(status(401)), { token: async () => "t" });
  const { status: code, reason } = await reached(states, "closed");
  assertEquals([code, reason], [401, "refused"]);
});

test("a token callback that fails is tried again", async () => {
  let asked = 0;
  const token = async () => {
    if (++asked === 1) {
      throw new Error("on purpose");
    }
    return "t";
  };
  const { hub, seen } = listen(await script(stream("data: a\n\n")), { token });
  await until("it is open", () => seen.length === 1);
  hub.close();
});

test("gap and reset are told, and are no events", async () => {
  const notice = (json) => `event: courant\ndata: ${json}\n\n`;
  const url = await script(stream(notice('{"status":"gap","lost":{"from":"#e-1","to":"#e-2"}}'), notice('{"status":"reset","head":"#e-9"}')));
  const hub = connect(url, { ...QUICK, lastEventId: "#e-0" });
  const told = [];
  hub.on("*", () => told.push("event"));
  hub.on("gap", ({ lost }) => told.push(lost));
  hub.on("reset", ({ head }) => told.push(head));
  await until("both are told", () => told.length === 2);
  hub.close();
  assertEquals(told, [{ from: "#e-1", to: "#e-2" }, "#e-9"]);
});

test("events of a type that the client uses itself are heard by * only", async () => {
  const hub = connect(await script(stream("event: gap\ndata: mine\n\ndata: end\n\n")), QUICK);
  const told = [];
  hub.on("gap", () => told.push("gap"));
  hub.on("*", ({ data }) => told.push(data));
  await until("both are told", () => told.includes("end"));
  hub.close();
  assertEquals(told, ["mine", "end"]);
});

test("a listener is taken away by what on returns, and by a signal; the error of one is not the others'", async () => {
  const hub = connect(await script(stream(20, "data: a\n\n")), QUICK);
  const told = [];
  const controller = new AbortController();
  hub.on("message", () => told.push("removed"))();
  hub.on("message", () => told.push("aborted"), { signal: controller.signal });
  controller.abort();
  const expected = (event) => event.preventDefault();
  addEventListener("error", expected);
  hub.on("message", () => {
    throw new Error("on purpose");
  });
  hub.on("message", () => told.push("told"));
  await until("it is told", () => told.length > 0);
  removeEventListener("error", expected);
  hub.close();
  assertEquals(told, ["told"]);
});

test("close by a signal, before and after", async () => {
  const url = await script(stream(NOTHING));
  const { hub: before } = listen(url, { signal: AbortSignal.abort() });
  assertEquals(before.state, "closed");
  const controller = new AbortController();
  const { hub, states } = listen(url, { signal: controller.signal });
  await reached(states, "open");
  controller.abort();
  assertEquals([hub.state, (await requests(url)).length], ["closed", 1]);
});

test("is disposed of", async () => {
  const { hub } = listen(await script(stream(NOTHING)));
  await hub[Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]();
  assertEquals(hub.state, "closed");
});

test("what to subscribe to is changed by a new stream with the cursor, where the hub cannot change the old one", async () => {
  const url = await script(stream("id: 1\ndata: a\n\n"), stream("id: 2\ndata: b\n\n"), stream("id: 3\ndata: c\n\n"));
  const { hub, seen } = listen(url);
  await until("the first has come", () => seen.length === 1);
  await hub.subscribe("/b");
  await until("the second has come", () => seen.length === 2);
  await hub.unsubscribe({ match: ["/a"] });
  await until("the third has come", () => seen.length === 3);
  hub.close();
  assertEquals((await requests(url)).map((one) => [query(one).getAll("match"), query(one).get("last_event_id")]),
    [[["/a"], ""], [["/a", "/b"], "1"], [["/b"], "2"]]);
});

for (const [options, complaint] of [
  [{ match: [] }, "match"], [{ match: 7 }, "match"], [{ share: "maybe" }, "share"], [{ transport: "pigeon" }, "transport"],
  [{ resume: true }, "resume"], [{ visibility: "hide" }, "visibility"], [{ idleTimeoutMs: -1 }, "idleTimeoutMs"],
  [{ retry: { maxMs: "1" } }, "retry.maxMs"], [{ token: "t" }, "token"], [{ lastEventId: 7 }, "lastEventId"],
]) {
  test(`refuses ${JSON.stringify(options)} with a sentence`, () => {
    let message = "";
    try {
      connect("/x", { ...QUICK, ...options });
    } catch (failure) {
      message = failure.message;
    }
    assertTrue(message.startsWith(complaint), message);
  });
}
