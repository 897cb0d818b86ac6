import { connect } from "/client/courant.js";
import { NOTHING, QUICK, listen, reached } from "./listening.js";
import { assertEquals, test } from "./harness.js";
import { script, stream } from "./script.js";

test("a loop gets the events of its type, and to leave it closes the connection that nobody else uses", async () => {
  const hub = connect(await script(stream("data: a\n\nevent: x\ndata: b\n\nevent: x\ndata: c\n\n")), QUICK);
  const got = [];
  for await (const event of hub.events({ type: "x" })) {
    got.push(event.data);
    if (got.length === 2) {
      break;
    }
  }
  assertEquals([got, hub.state], [["b", "c"], "closed"]);
});

test("to leave a loop does not close what somebody else uses", async () => {
  const { hub } = listen(await script(stream("data: a\n\n")));
  for await (const _ of hub.events()) {
    break;
  }
  assertEquals(hub.state, "open");
  hub.close();
});

test("a loop ends when the connection is closed", async () => {
  const { hub, states } = listen(await script(stream(NOTHING)));
  const end = hub.events().next();
  await reached(states, "open");
  hub.close();
  assertEquals(await end, { done: true });
});

test("a loop that is slow holds the stream, and loses nothing", async () => {
  const blocks = Array.from({ length: 200 }, (_, i) => `id: ${i}\ndata: ${i}\n\n`);
  const url = await script(stream(...blocks.flatMap((block) => [block, 1])));
  const hub = connect(url, QUICK);
  const got = [];
  for await (const { data } of hub.events({ limit: 4 })) {
    got.push(Number(data));
    await new Promise((resolve) => setTimeout(resolve, got.length < 5 ? 100 : 0));
    if (got.length === 200) {
      break;
    }
  }
  assertEquals(got, [...Array(200).keys()]);
});
