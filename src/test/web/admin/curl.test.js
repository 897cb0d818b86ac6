import { publishAgain, quoted, readBack } from "/admin/logic/curl.js";
import { assertEquals, assertTrue, test } from "/test/harness.js";

const HUB = "http://localhost/.well-known/mercure";

for (const [text, word] of [
  ["/orders/1", "/orders/1"],
  ["", "''"],
  ["a b", "'a b'"],
  ["$(reboot)", "'$(reboot)'"],
  ["`id`!\\", "'`id`!\\'"],
  ["it's", "'it'\\''s'"],
  ["''", "''\\'''\\'''"],
  ["a\nb", "'a\nb'"],
  ["größe", "'größe'"],
]) {
  test(`a shell reads ${JSON.stringify(text)} as one word`, () => assertEquals(quoted(text), word));
}

test("an event is published again with everything but its id", () => {
  const event = { topics: ["/a", "/b c"], type: "t", private: true, ttl_seconds: 60, data: "It's" };
  assertEquals(publishAgain(HUB, event).split(" \\\n  "), [
    'curl -H "Authorization: Bearer $TOKEN"',
    "--data-urlencode topic=/a",
    "--data-urlencode 'topic=/b c'",
    "--data-urlencode type=t",
    "-d private=on",
    "-d ttl=60",
    "--data-urlencode 'data=It'\\''s'",
    HUB,
  ]);
});

for (const character of ["\u0000", "\u0003", "\t", "\r", "\u001b[201~", "\u007f", "\u009b", "\u202e", "\u2028", "\ud800"]) {
  test(`nothing is pressed in a terminal by ${JSON.stringify(character)}`, () => {
    const command = publishAgain(HUB, { topics: [`/a${character}`], type: character, data: `x${character}'\ny` });
    assertTrue(/^[\x20-\x7e\n]*$/.test(command), command);
    assertTrue(!command.includes("'\n"), "no quote is left open before a line feed of ours");
  });
}

test("data that is more than one argument may be goes by a pipe", () => {
  const command = publishAgain(HUB, { topics: ["/a"], data: "'".repeat(60_000) });
  assertTrue(command.startsWith("printf %s '"), "printf is built in, and takes any length");
  assertTrue(command.includes("--data-urlencode data@-"), "from standard input");
  assertTrue(publishAgain(HUB, { topics: ["/a"], data: "\u0000".repeat(60_000) }).includes("-d @-"), "encoded already");
});

test("an event is read back by its offset", () => {
  assertEquals(readBack("http://localhost/api/admin/", 57), 'curl -H "Authorization: Bearer $TOKEN" http://localhost/api/admin/history/57');
});
