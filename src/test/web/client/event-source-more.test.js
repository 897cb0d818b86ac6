import { Quick, listen, seenOf } from "./event-sources.js";
import { assertEquals, test, until } from "./harness.js";
import { requests, script, status, stream } from "./script.js";

const { CONNECTING, OPEN } = EventSource;

test("CourantEventSource sends headers and a token, and asks for another one once", async () => {
  const asked = [];
  const token = async (why) => `t${asked.push(why)}`;
  const url = await script(status(401), stream("data: a\n\n"));
  const { source, seen } = listen(Quick, url, { headers: { "X-A": "1" }, token });
  await until("it is open", () => seen.length === 2);
  source.close();
  assertEquals(asked, [{ status: 0, attempt: 0 }, { status: 401, attempt: 0 }]);
  assertEquals((await requests(url)).map(({ headers }) => [headers.authorization, headers["x-a"]]),
    [["Bearer t1", "1"], ["Bearer t2", "1"]]);
});

test("CourantEventSource survives a 503, tells the status, and opens then", async () => {
  const url = await script(status(503), stream("data: a\n\n"));
  const source = new Quick(url);
  const failed = await new Promise((resolve) => source.addEventListener("error", resolve));
  assertEquals([failed.status, source.readyState], [503, CONNECTING]);
  await new Promise((resolve) => (source.onmessage = resolve));
  source.close();
});

test("CourantEventSource notices silence where it is told to", async () => {
  const { seen } = await seenOf(Quick, [stream("data: a\n\n"), stream("data: b\n\n")], 5, { idleTimeoutMs: 200 });
  assertEquals(seen.slice(1, 4), [["message", "a", ""], `error ${CONNECTING}`, `open ${OPEN}`]);
});
