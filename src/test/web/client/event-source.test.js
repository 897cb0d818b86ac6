import { Quick, listen, seenOf } from "./event-sources.js";
import { assertEquals, assertTrue, test, until } from "./harness.js";
import { ending, requests, script, status, stream } from "./script.js";

const { CONNECTING, OPEN, CLOSED } = EventSource;

for (const [name, Source] of [["EventSource", EventSource], ["CourantEventSource", Quick]]) {
  const both = (sentence, run) => test(`${name}: ${sentence}`, run);

  both("has the constants, on the class and on what it makes", async () => {
    const { source } = listen(Source, await script(stream()));
    const of = (it) => [it.CONNECTING, it.OPEN, it.CLOSED];
    assertEquals([of(Source), of(source)], [[0, 1, 2], [0, 1, 2]]);
    source.close();
  });

  both("begins by connecting, knows its URL, and has no credentials", async () => {
    const url = await script(stream());
    const source = new Source(new URL(url).pathname);
    assertEquals([source.readyState, source.url, source.withCredentials], [CONNECTING, url, false]);
    assertEquals([source.onopen, source.onmessage, source.onerror], [null, null, null]);
    assertTrue(source instanceof EventTarget, "is an event target");
    source.close();
  });

  both("takes withCredentials", async () => {
    const source = new Source(await script(stream()), { withCredentials: true });
    assertEquals(source.withCredentials, true);
    source.close();
  });

  both("refuses a URL that is none with a SyntaxError", () => {
    let failure;
    try {
      new Source("http://[");
    } catch (thrown) {
      failure = thrown;
    }
    assertEquals([failure instanceof DOMException, failure?.name], [true, "SyntaxError"]);
  });

  both("cannot be called without new, nor without a URL", () => {
    const failures = [];
    for (const call of [() => Source("x"), () => new Source()]) {
      try {
        call().close();
      } catch (failure) {
        failures.push(failure.name);
      }
    }
    assertEquals(failures.filter((one) => one !== "TypeError" && one !== "SyntaxError"), []);
    assertEquals(failures[0], "TypeError");
  });

  both("opens, and dispatches what comes", async () => {
    const { seen } = await seenOf(Source, [stream("data: a\n\n", "data: b\nid: 7\n\n")], 3);
    assertEquals(seen, [`open ${OPEN}`, ["message", "a", ""], ["message", "b", "7"]]);
  });

  both("opens before the first byte of the body", async () => {
    const { seen } = await seenOf(Source, [stream()], 1);
    assertEquals(seen, [`open ${OPEN}`]);
  });

  both("dispatches an event by its type, and not as a message", async () => {
    const { seen } = await seenOf(Source, [stream("event: add\ndata: 1\n\ndata: 2\n\n")], 3, { types: ["add"] });
    assertEquals(seen.slice(1), [["add", "1", ""], ["message", "2", ""]]);
  });

  both("dispatches events of the types open and error as well", async () => {
    const url = await script(stream("event: error\ndata: 1\n\n"));
    const source = new Source(url);
    const data = await new Promise((resolve) => (source.onerror = (event) => resolve(event.data)));
    assertEquals([data, source.readyState], ["1", OPEN]);
    source.close();
  });

  both("gives MessageEvents with the origin, which do not bubble", async () => {
    const source = new Source(await script(stream("data: a\n\n")));
    const event = await new Promise((resolve) => (source.onmessage = resolve));
    assertEquals(
      [event instanceof MessageEvent, event.origin, event.bubbles, event.cancelable, event.target === source, event.ports.length],
      [true, location.origin, false, false, true, 0],
    );
    source.close();
  });

  both("keeps the place of a handler among the listeners", async () => {
    const source = new Source(await script(stream("data: a\n\n")));
    const order = [];
    source.onmessage = () => order.push("replaced");
    source.addEventListener("message", () => order.push("listener"));
    source.onmessage = () => order.push("handler");
    await until("both were called", () => order.length === 2);
    assertEquals(order, ["handler", "listener"]);
    source.close();
  });

  both("takes a handler away by null, and ignores what is no handler", async () => {
    const source = new Source(await script(stream("data: a\n\n")));
    const order = [];
    source.onmessage = () => order.push("gone");
    source.onmessage = null;
    source.onopen = 7;
    source.addEventListener("message", () => order.push("listener"));
    await until("one was called", () => order.length > 0);
    assertEquals([order, source.onopen, source.onmessage], [["listener"], null, null]);
    source.close();
  });

  both("comes back with the last id after the stream has ended", async () => {
    const { seen, url } = await seenOf(
      Source,
      [ending("close", stream("retry: 10\nid: 7\ndata: a\n\n")), stream("data: b\n\n")],
      5,
    );
    assertEquals(seen, [`open ${OPEN}`, ["message", "a", "7"], `error ${CONNECTING}`, `open ${OPEN}`, ["message", "b", "7"]]);
    const [first, second] = await requests(url);
    assertEquals([first.headers["last-event-id"], second.headers["last-event-id"]], [undefined, "7"]);
  });

  both("comes back after the connection was lost in the middle of an event, which it drops", async () => {
    const { seen } = await seenOf(
      Source,
      [ending("reset", stream("retry: 10\nid: 7\ndata: a\n\nid: 8\ndata: lost", 50)), stream("data: b\n\n")],
      5,
    );
    assertEquals(seen, [`open ${OPEN}`, ["message", "a", "7"], `error ${CONNECTING}`, `open ${OPEN}`, ["message", "b", "7"]]);
  });

  both("keeps the cursor of a block without data", async () => {
    const { url } = await seenOf(Source, [ending("close", stream("retry: 10\nid: 9\n\n")), stream("data: b\n\n")], 4);
    assertEquals((await requests(url))[1].headers["last-event-id"], "9");
  });

  both("sends an id that is not ASCII as bytes of UTF-8", async () => {
    const { url } = await seenOf(
      Source,
      [ending("close", stream("retry: 10\nid: größe\ndata: a\n\n")), stream("data: b\n\n")],
      5,
    );
    assertEquals((await requests(url))[1].headers["last-event-id"], "größe");
  });

  both("forgets the cursor when an empty id comes", async () => {
    const { url } = await seenOf(
      Source,
      [ending("close", stream("retry: 10\nid: 7\ndata: a\n\nid\ndata: b\n\n")), stream()],
      5,
    );
    assertEquals((await requests(url))[1].headers["last-event-id"], undefined);
  });

  both("asks for an event stream that is not from a store", async () => {
    const { url } = await seenOf(Source, [stream()], 1);
    const [{ method, headers }] = await requests(url);
    assertEquals([method, headers.accept, headers["cache-control"]], ["GET", "text/event-stream", "no-cache"]);
  });

  for (const code of [204, 400, 401, 403, 404, 410]) {
    both(`is closed for good by ${code}`, async () => {
      const { seen, url } = await seenOf(Source, [status(code)], 1);
      assertEquals(seen, [`error ${CLOSED}`]);
      assertEquals((await requests(url)).length, 1);
    });
  }

  both("is closed for good by another type of content", async () => {
    const { seen } = await seenOf(Source, [{ ...stream("data: a\n\n"), headers: { "Content-Type": "text/html" } }], 1);
    assertEquals(seen, [`error ${CLOSED}`]);
  });

  both("takes parameters behind the type of content", async () => {
    const headers = { "Content-Type": "Text/Event-Stream; charset=UTF-8; x=y" };
    const { seen } = await seenOf(Source, [{ ...stream("data: ü\n\n"), headers }], 2);
    assertEquals(seen[1], ["message", "ü", ""]);
  });

  both("follows a redirect, and tells the origin of where it ends", async () => {
    const end = await script(stream("data: a\n\n"));
    const { seen, url, source } = await seenOf(Source, [status(302, { Location: end })], 2);
    assertEquals([seen, source.url], [[`open ${OPEN}`, ["message", "a", ""]], url]);
  });

  both("dispatches nothing after close, not even what came in the same piece", async () => {
    const url = await script(stream("data: a\n\ndata: b\n\n"));
    const { source, seen } = listen(Source, url);
    source.addEventListener("message", () => source.close());
    await until("one has come", () => seen.length > 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assertEquals([seen.length, source.readyState], [2, CLOSED]);
  });

  both("does not come back after close in a listener for errors", async () => {
    const url = await script(ending("close", stream("retry: 10\n\n")));
    const { source, seen } = listen(Source, url);
    source.addEventListener("error", () => source.close());
    await until("it has failed", () => seen.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assertEquals([seen, (await requests(url)).length], [[`open ${OPEN}`, `error ${CONNECTING}`], 1]);
  });

  both("may be closed twice, and before it has opened", async () => {
    const { source, seen } = listen(Source, await script(stream("data: a\n\n")));
    source.close();
    source.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assertEquals([seen, source.readyState], [[], CLOSED]);
  });
}
