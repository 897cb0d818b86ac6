import { ago, bytes, count, duration, moment, percent, plural, rate } from "/admin/logic/format.js";
import { jsonFault, laidOut } from "/admin/logic/json-text.js";
import { reasonInWords } from "/admin/logic/reasons.js";
import { visible, visibleParts } from "/admin/logic/visible.js";
import { assertEquals, assertTrue, test } from "/test/harness.js";

for (const [text, shown] of [
  ["plain, größe, 注文, 🙂", "plain, größe, 注文, 🙂"],
  ["", ""],
  ["a\u0000b\u001b[31m", "a[U+0000]b[U+001B][31m"],
  ["\u202egnp.exe", "[U+202E]gnp.exe"],
  ["a\u2066b\u2069", "a[U+2066]b[U+2069]"],
  ["pay\u200bpal\ufeff", "pay[U+200B]pal[U+FEFF]"],
  ["a\nb\tc", "a[U+000A]b[U+0009]c"],
  ["\u{e0041}", "[U+E0041]"],
  ["half \ud83d!", "half [U+D83D]!"],
  ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
]) {
  test(`what would not show is named in ${JSON.stringify(text)}`, () => assertEquals(visible(text), shown));
}

test("lines stay in data, other controls do not", () => {
  assertEquals(visibleParts("a\n\tb\u0007", true), [
    { text: "a\n\tb", hidden: false },
    { text: "U+0007", hidden: true },
  ]);
});

test("numbers are written as people read them", () => {
  assertEquals([count(1234567), count(undefined), rate(0), rate(0.25), rate(1234.5)], ["1,234,567", "–", "0", "0.3", "1,235"]);
  assertEquals([bytes(0), bytes(1023), bytes(1536), bytes(5 * 1024 ** 3), percent(0.256)], ["0 B", "1,023 B", "1.5 KiB", "5.0 GiB", "26 %"]);
  assertEquals([plural(1, "event"), plural(2000, "event")], ["1 event", "2,000 events"]);
});

test("durations have at most two units", () => {
  const told = [0, 1.26, 12, 999, 1500, 9960, 59_000, 61_000, 3_600_000, 90_061_000].map(duration);
  assertEquals(told, ["0 ms", "1.3 ms", "12 ms", "999 ms", "1.5 s", "10 s", "59 s", "1 min 1 s", "1 h", "1 d 1 h"]);
});

test("a moment is told in the time zone of the browser", () => {
  const at = new Date(2026, 10, 8, 3, 4, 5, 67);
  assertEquals([moment(at.toISOString()), moment(at.toISOString(), true)], ["2026-11-08 03:04:05", "2026-11-08 03:04:05.067"]);
  assertEquals([moment(undefined), moment("nonsense")], ["–", "–"]);
});

test("how long ago something was", () => {
  const now = Date.parse("2026-11-28T12:00:00Z");
  const told = ["2026-11-28T11:59:59.900Z", "2026-11-28T11:59:55Z", "2026-11-28T11:50:00Z", undefined].map((at) => ago(at, now));
  assertEquals(told, ["just now", "5 s ago", "10 min ago", "never"]);
});

test("JSON is laid out, and what is none stays", () => {
  assertEquals(laidOut('{"a":[1]}'), { text: '{\n  "a": [\n    1\n  ]\n}', isJson: true });
  for (const text of ["", "It rains.", "{", "12345678901234567890", "[NaN]"]) {
    assertEquals(laidOut(text), { text, isJson: false });
  }
});

test("JSON that is nested too deeply to be laid out is shown as it came", () => {
  const nested = (depth) => `${"[".repeat(depth)}"\\"]]["${"]".repeat(depth)}`;
  assertEquals([laidOut(nested(50)).isJson, laidOut(nested(101)).isJson, laidOut(nested(500_000)).isJson], [true, false, false]);
});

test("a number that JavaScript would change is shown as it came", () => {
  assertEquals(laidOut('{"id":12345678901234567890}').isJson, false);
});

test("reasons are told in words", () => {
  assertEquals([reasonInWords("CLIENT_GONE"), reasonInWords("TOO_MANY_CONNECTIONS"), reasonInWords("toString")], ["the client has left", "too many connections", "tostring"]);
});

test("what is wrong with JSON is told", () => {
  assertEquals(jsonFault('{"a":1}'), "");
  assertTrue(jsonFault("{a}").length > 5, "a sentence");
});
