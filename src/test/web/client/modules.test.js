import { Address } from "/client/address.js";
import { CursorMemory } from "/client/memory.js";
import { EventQueue } from "/client/queue.js";
import { JsonLines } from "/client/lines.js";
import { Ladder } from "/client/transport/ladder.js";
import { Matchers } from "/client/matchers.js";
import { Overlap } from "/client/share/overlap.js";
import { Recent } from "/client/share/recent.js";
import { SharedSource } from "/client/share/shared-source.js";
import { Watch } from "/client/watch.js";
import { identityOf } from "/client/share/identity.js";
import { waysToShare } from "/client/share/choose.js";
import { assertEquals, assertTrue, test, until } from "./harness.js";

const bytes = (text) => new TextEncoder().encode(text);
const event = (id, data = "") => ({ kind: "event", id, data });
const jwt = (claims) => `x.${btoa(JSON.stringify(claims)).replaceAll("+", "-").replaceAll("/", "_")}.y`;

test("lines of JSON are read at any cut, and empty ones are skipped", () => {
  for (const size of [1, 2, 3, 7, 1000]) {
    const seen = [];
    const lines = new JsonLines((value) => seen.push(value));
    const whole = bytes('{"data":"ä\u2028😀"}\n\n\r\n{"data":"b"}\n{"data":"no end"');
    for (let at = 0; at < whole.length; at += size) {
      lines.feed(whole.subarray(at, at + size));
    }
    assertEquals(seen, [{ data: "ä\u2028😀" }, { data: "b" }], `in pieces of ${size}`);
  }
});

test("a line that is no JSON is an error", () => {
  let failure;
  try {
    new JsonLines(() => {}).feed(bytes("<html>\n"));
  } catch (thrown) {
    failure = thrown;
  }
  assertTrue(failure instanceof SyntaxError, "a SyntaxError");
});

test("an address knows all doors of a hub below any context path", () => {
  const address = new Address("http://h/app/.well-known/mercure?x=1");
  const m = new Matchers(["/a"]);
  assertEquals(
    [address.poll(m, "5", { waitSeconds: 25, limit: 9 }), address.webSocket(m, "5"), address.connection("urn:uuid:1"), address.token("urn:uuid:1")],
    [
      "http://h/app/api/poll?x=1&match=%2Fa&last_event_id=5&wait=25&limit=9",
      "ws://h/app/ws?x=1&match=%2Fa&last_event_id=5",
      "http://h/app/api/connections/urn%3Auuid%3A1",
      "http://h/app/api/connections/urn%3Auuid%3A1/token",
    ],
  );
  assertEquals(new Address("https://h/.well-known/mercure").webSocket(m).protocol, "wss:");
});

test("an address takes matchers and cursor out of the URL", () => {
  const address = new Address("/h?match=/a&match_exact=/b&match_urlpattern=/c/*&last_event_id=7#x");
  assertEquals([address.href, address.matchers, address.lastEventId],
    [new URL("/h", location.href).href, { match: ["/a", "/b"], match_urlpattern: ["/c/*"] }, "7"]);
});

test("matchers have a key without an order", () => {
  assertEquals(new Matchers(["/b", "/a"]).key, new Matchers(["/a", "/b", "/a"]).key);
});

test("a queue asks for a pause when it is full, and for more when half of it is free", async () => {
  const told = [];
  const queue = new EventQueue(4, { onFull: () => told.push("full"), onRoom: () => told.push("room"), onReturn: () => {} });
  [1, 2, 3, 4, 5].forEach((one) => queue.push(one));
  const got = [];
  for (let i = 0; i < 5; i++) {
    got.push((await queue.next()).value);
    told.push(got.length);
  }
  assertEquals([got, told], [[1, 2, 3, 4, 5], ["full", 1, 2, "room", 3, 4, 5]]);
});

test("what is in a queue that has ended is still taken", async () => {
  const queue = new EventQueue(4, {});
  queue.push(1);
  queue.end();
  queue.push(2);
  assertEquals([await queue.next(), await queue.next()], [{ value: 1, done: false }, { done: true }]);
});

test("recent events are found by the cursor before them", () => {
  const recent = new Recent(3);
  recent.begin("0");
  ["1", "2", "3"].forEach((id) => recent.add(event(id)));
  const after = (cursor) => recent.after(cursor)?.map(({ id }) => id) ?? null;
  assertEquals([after("0"), after("2"), after("3"), after("x")], [["1", "2", "3"], ["3"], [], null]);
  recent.add(event("4"));
  assertEquals([after("0"), after("1"), after("2")], [null, ["2", "3", "4"], ["3", "4"]]);
});

test("recent events are bounded by their size, too", () => {
  const recent = new Recent(1000, 10);
  recent.begin("0");
  recent.add(event("1", "x".repeat(8)));
  recent.add(event("2", "x".repeat(8)));
  assertEquals([recent.after("0") ?? null, recent.after("1").length], [null, 1]);
});

test("at the seam of two streams what has come on both is told once", () => {
  const overlap = new Overlap();
  overlap.see(event("1"));
  overlap.wait(event("1"));
  overlap.wait(event("2"));
  overlap.wait({ kind: "cursor", id: "0" });
  assertEquals([overlap.waiting().map(({ id }) => id), overlap.hasSeen(event("1")), overlap.hasSeen(event("3"))], [["2"], true, false]);
});

test("two tokens of one subject with the same rights are one identity", () => {
  const base = { iss: "i", sub: "ann", scope: "a" };
  assertEquals(identityOf(jwt({ ...base, exp: 1, iat: 2, jti: "x" })), identityOf(jwt({ exp: 3, ...base })));
  assertTrue(identityOf(jwt(base)) !== identityOf(jwt({ ...base, sub: "bob" })), "another subject");
  assertTrue(identityOf(jwt(base)) !== identityOf(jwt({ ...base, scope: "b" })), "other rights");
  assertEquals([identityOf("opaque"), identityOf(""), identityOf(null)], ["opaque", "", ""]);
});

test("the ladder goes down, stays where it got through, and begins anew behind its end", () => {
  const ladder = new Ladder("auto");
  const names = [ladder.name];
  while (ladder.next()) {
    names.push(ladder.name);
  }
  assertEquals(names, ["sse", "fetch", "websocket", "long-poll", "poll"]);
  ladder.next();
  ladder.worked();
  ladder.next();
  ladder.restart();
  assertEquals(ladder.name, "fetch");
});

test("a ladder of one has no others", () => {
  const ladder = new Ladder("sse");
  assertEquals([ladder.hasOthers, ladder.next(), ladder.name], [false, false, "sse"]);
});

test("silence is noticed, and a sign of life puts it off", async () => {
  let silent = 0;
  const watch = new Watch(60, () => {
    silent++;
    return false;
  });
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    watch.touch();
  }
  assertEquals(silent, 0);
  await until("it is noticed", () => silent === 1);
});

test("a page that has stood still itself looks twice before it calls others silent", async () => {
  let silent = 0;
  const watch = new Watch(100, () => {
    silent++;
    return false;
  });
  setTimeout(() => watch.touch(), 110);
  for (const end = performance.now() + 1700; performance.now() < end; );
  await new Promise((resolve) => setTimeout(resolve, 50));
  assertEquals(silent, 0);
  await until("it is noticed", () => silent === 1);
});

test("a cursor is remembered by what it belongs to", () => {
  const memory = new CursorMemory("session", "a");
  memory.keep("5");
  memory.flush();
  const recall = (resume, key) => new CursorMemory(resume, key).recall() ?? null;
  assertEquals([recall("session", "a"), recall("session", "b"), recall("local", "a"), recall(false, "a")], ["5", null, null, null]);
});

test("ways to share: worker, locks, and at last alone with a warning", () => {
  const ways = (share, more = {}) =>
    waysToShare({ share, address: new Address("http://elsewhere.example/"), ...more }).map((way) => `${way.share}${way.warning ? "!" : ""}`);
  assertEquals(
    [ways("auto"), ways("worker"), ways("locks"), ways("off"), ways("auto", { ownFetch: fetch })],
    [["worker", "locks", "off!"], ["worker", "off!"], ["locks", "off!"], ["off"], ["off!"]],
  );
});

test("a tab that says hello twice takes neither items nor answers that belong to the first", async () => {
  const said = [];
  const seen = [];
  let hear;
  const source = new SharedSource(
    {
      address: new Address("/h"),
      matchers: new Matchers(["/a"]),
      cursor: "1",
      options: { shareBeatMs: 60_000 },
      openFor: () => ({ onMessage }) => {
        hear = onMessage;
        return { post: (message) => said.push(message), close: () => {} };
      },
    },
    { onItem: ({ id }) => seen.push(id), onState: () => {}, onUnavailable: () => {} },
  );
  source.resume();
  await until("a hello", () => said.length > 0);
  const [{ number: first }] = said;
  hear({ say: "dropped" });
  const { number: second } = said.at(-1);
  assertTrue(second !== first, "numbered");

  // To the first hello: an answer, and what came then.
  hear({ say: "joined", number: first, items: [event("2")], state: { state: "open" } });
  hear({ say: "item", item: event("3") });
  assertEquals(seen, []);

  hear({ say: "joined", number: second, items: [event("2"), event("3")], state: { state: "open" } });
  hear({ say: "item", item: event("4") });
  assertEquals(seen, ["2", "3", "4"]);
  source.close();
});
