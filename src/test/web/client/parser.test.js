import { EventStreamParser } from "/client/parser.js";
import { assertEquals, test } from "./harness.js";

/** "As it came", and sizes that cut every sequence of bytes somewhere. */
const SIZES = [Infinity, 1, 2, 3, 7];
const ENCODER = new TextEncoder();

const bytesOf = (source) => (typeof source === "string" ? ENCODER.encode(source) : Uint8Array.from(source));

/** Text and single bytes, one behind the other. */
function bytes(...parts) {
  return parts.flatMap((part) => (typeof part === "number" ? [part] : [...ENCODER.encode(part)]));
}

function read(source, size, lastEventId) {
  const seen = [];
  const parser = new EventStreamParser(
    { onBlock: (block) => seen.push(block), onRetry: (retry) => seen.push({ retry }) },
    lastEventId,
  );
  const whole = bytesOf(source);
  for (let start = 0; start < whole.length; start += Math.min(size, whole.length)) {
    parser.feed(whole.subarray(start, start + Math.min(size, whole.length)));
  }
  return seen;
}

function given(name, source, ...expected) {
  test(name, () => {
    for (const size of SIZES) {
      assertEquals(read(source, size), expected, `in pieces of ${size} bytes`);
    }
  });
}

const message = (data, id = "") => ({ id, type: "message", data });
const typed = (type, data, id = "") => ({ id, type, data });
const cursor = (id) => ({ id });
const retry = (milliseconds) => ({ retry: milliseconds });

// 9.2.5: the stream is decoded with "UTF-8 decode".
given("one leading byte order mark is taken away", bytes(0xef, 0xbb, 0xbf, "data: a\n\n"), message("a"));
given("a second byte order mark is part of the first field's name, which nobody knows then",
  bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, "data: a\ndata: b\n\n"), message("b"));
given("a byte order mark in a value stays", bytes("data: ", 0xef, 0xbb, 0xbf, "a\n\n"), message("\ufeffa"));
given("a byte order mark at the beginning of a later line stays",
  bytes("data: a\n", 0xef, 0xbb, 0xbf, "data: b\n\n"), message("a"));
given("half a byte order mark is no mark", bytes(0xef, 0xbb, "\ndata: a\n\n"), message("a"));
given("bytes that are not UTF-8 are replaced", bytes("data: a", 0xff, "b\n\n"), message("a\ufffdb"));
given("a sequence that breaks off is replaced", bytes("data: ", 0xe2, 0x82, "\n\n"), message("\ufffd"));
given("characters of two bytes", "data: äöü\n\n", message("äöü"));
given("characters of three bytes", "data: €\n\n", message("€"));
given("characters of four bytes", "data: 😀\n\n", message("😀"));
given("a surrogate that is encoded by itself is replaced", bytes("data: ", 0xed, 0xa0, 0x80, "\n\n"), message("\ufffd\ufffd\ufffd"));

// 9.2.5: end-of-line = ( cr lf / cr / lf )
given("lines end in LF", "data: a\ndata: b\n\n", message("a\nb"));
given("lines end in CR", "data: a\rdata: b\r\r", message("a\nb"));
given("lines end in CRLF", "data: a\r\ndata: b\r\n\r\n", message("a\nb"));
given("all three ends of a line in one stream", "data: a\rdata: b\ndata: c\r\n\r\n", message("a\nb\nc"));
given("CR and then CRLF end two lines", "data: a\r\r\ndata: b\n\n", message("a"), message("b"));
given("LF and then CR end two lines", "data: a\n\rdata: b\n\n", message("a"), message("b"));
given("CRLF and then LF end two lines", "data: a\r\n\ndata: b\n\n", message("a"), message("b"));
given("CR at the very end ends the block at once", "data: a\r\r", message("a"));
given("U+2028 ends no line", "data: a\u2028b\n\n", message("a\u2028b"));
given("U+2029 ends no line", "data: a\u2029b\n\n", message("a\u2029b"));
given("U+0085 ends no line", "data: a\u0085b\n\n", message("a\u0085b"));
given("vertical tab and form feed end no line", "data: a\u000bb\fc\n\n", message("a\u000bb\fc"));
given("blank lines before the first block", "\n\r\n\rdata: a\n\n", message("a"));

// 9.2.6: how a line is taken apart.
given("a comment is ignored", ": hello\ndata: a\n\n", message("a"));
given("a comment without text", ":\ndata: a\n\n", message("a"));
given("comments alone dispatch nothing", ":\n\n: x\n\n");
given("a comment within a block does not end it", "data: a\n:x\ndata: b\n\n", message("a\nb"));
given("a comment that looks like a field", ":data: a\n\n");
given("one space behind the colon is taken away", "data: a\n\n", message("a"));
given("no space behind the colon", "data:a\n\n", message("a"));
given("a second space stays", "data:  a\n\n", message(" a"));
given("a tab behind the colon stays", "data:\ta\n\n", message("\ta"));
given("a no-break space behind the colon stays", "data:\u00a0a\n\n", message("\u00a0a"));
given("spaces at the end stay", "data: a  \n\n", message("a  "));
given("further colons belong to the value", "data: a: b:c\n\n", message("a: b:c"));
given("a space before the colon makes another name", "data : a\n\n");
given("a space before the name makes another name", " data: a\n\n");
given("names are written small", "Data: a\nDATA: b\n\n");
given("unknown fields are ignored", "datum: a\nfoo\ndata: b\n\n", message("b"));
given("a name that only begins like a field", "data2: a\nidea: b\nretrying: 5\n\n");
given("a line without a colon is a field without a value", "data\n\n", message(""));
given("two lines without a colon", "data\ndata\n\n", message("\n"));

// 9.2.6: data
given("data of several lines is joined with LF", "data: a\ndata: b\ndata: c\n\n", message("a\nb\nc"));
given("an empty line of data first", "data:\ndata: a\n\n", message("\na"));
given("an empty line of data last", "data: a\ndata:\n\n", message("a\n"));
given("data of nothing is dispatched", "data:\n\n", message(""));
given("data of one space", "data:  \n\n", message(" "));
given("data with NUL", "data: a\0b\n\n", message("a\0b"));
given("data of control characters", "data: \u0001\u001b\u007f\n\n", message("\u0001\u001b\u007f"));
given("data that looks like a field", "data: id: 7\n\n", message("id: 7"));
given("a long line", `data: ${"x".repeat(5000)}\n\n`, message("x".repeat(5000)));
given("two blocks", "data: a\n\ndata: b\n\n", message("a"), message("b"));
given("three blank lines dispatch once", "data: a\n\n\n\n", message("a"));

// 9.2.6: event
given("event names the type", "event: add\ndata: a\n\n", typed("add", "a"));
given("event behind data", "data: a\nevent: add\n\n", typed("add", "a"));
given("the last event counts", "event: a\nevent: b\ndata: x\n\n", typed("b", "x"));
given("an empty event is a message", "event: add\nevent:\ndata: a\n\n", message("a"));
given("the type does not outlive its block", "event: add\ndata: a\n\ndata: b\n\n", typed("add", "a"), message("b"));
given("the type of a block without data is forgotten", "event: add\n\ndata: a\n\n", message("a"));
given("types that are not ASCII", "event: größe\ndata: a\n\n", typed("größe", "a"));

// 9.2.6: id
given("id is the cursor", "id: 1\ndata: a\n\n", message("a", "1"));
given("id outlives its block", "id: 1\ndata: a\n\ndata: b\n\n", message("a", "1"), message("b", "1"));
given("an empty id takes the cursor away", "id: 1\ndata: a\n\nid\ndata: b\n\n", message("a", "1"), message("b", ""));
given("an id with NUL is ignored", "id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", message("a", "1"), message("b", "1"));
given("the last id of a block counts", "id: 1\nid: 2\ndata: a\n\n", message("a", "2"));
given("a block of an id alone moves the cursor", "id: 1\n\ndata: a\n\n", cursor("1"), message("a", "1"));
given("a block of an id and a comment moves the cursor", "id: 1\n:\n\n", cursor("1"));
given("a block of an id alone that says nothing new is not told", "id: 1\ndata: a\n\nid: 1\n\n", message("a", "1"));
given("an id and a type without data", "id: 1\nevent: x\n\n", cursor("1"));
given("ids with spaces inside", "id:  a b \ndata: x\n\n", message("x", " a b "));

// 9.2.6: retry
given("retry of digits", "retry: 1000\n\n", retry(1000));
given("retry counts before its block has ended", "retry: 7\n", retry(7));
given("retry with a sign is ignored", "retry: +1\nretry: -1\n\n");
given("retry with a fraction is ignored", "retry: 1.5\n\n");
given("retry with an exponent is ignored", "retry: 1e3\n\n");
given("retry with another space is ignored", "retry:  5\nretry: 5 \n\n");
given("retry of nothing is ignored", "retry:\nretry\n\n");
given("retry of digits that are not ASCII is ignored", "retry: ٣\n\n");
given("retry with zeros in front", "retry: 0010\n\n", retry(10));
given("retry dispatches nothing", "retry: 1\n\ndata: a\n\n", retry(1), message("a"));

// 9.2.6: "Once the end of the file is reached, any pending data must be discarded."
given("a block without a blank line is not dispatched", "data: a\n\ndata: b\n", message("a"));
given("a line without an end is not read", "data: a\n\ndata: b", message("a"));
given("an id of a block that has no end does not count", "id: 1\ndata: a\n\nid: 2\n", message("a", "1"));
given("an empty stream", "");
given("a byte order mark alone", [0xef, 0xbb, 0xbf]);

// The examples of 9.2.6.
given("example: two lines of data, and stocks", "data: YHOO\ndata: +2\ndata: 10\n\n", message("YHOO\n+2\n10"));
given("example: four blocks",
  ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
  message("first event", "1"), message("second event", ""));
given("example: an empty event, a single LF, and one that is discarded", "data\n\ndata\ndata\n\ndata:", message(""), message("\n"));
given("example: the space behind the colon does not matter", "data:test\n\ndata: test\n\n", message("test"), message("test"));

test("the cursor that the stream begins with is told with events that have none", () => {
  assertEquals(read("data: a\n\n", Infinity, "5"), [message("a", "5")]);
});

test("a line of a megabyte that comes in small pieces is put together once", () => {
  const data = "x".repeat(1 << 20);
  assertEquals(read(`data: ${data}\n\n`, 1000), [message(data)]);
});
