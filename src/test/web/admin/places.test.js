import { changed, parseRoute, routeTo } from "/admin/logic/route.js";
import { directionOf, instantOf, localText, neighbours, offsetOf, queriesOf } from "/admin/logic/seek.js";
import { matchersOf, tokenOrder } from "/admin/logic/token-order.js";
import { assertEquals, assertTrue, test } from "/test/harness.js";

const asked = (text) => queriesOf(new URLSearchParams(text));
const failure = (act) => {
  try {
    act();
    return "";
  } catch (thrown) {
    return thrown.message;
  }
};

test("an address names a view and its parameters", () => {
  const { view, params } = parseRoute("#/connections?q=a%26b&sort=lag_events");
  assertEquals([view, [...params]], ["connections", [["q", "a&b"], ["sort", "lag_events"]]]);
  assertEquals([parseRoute("").view, parseRoute("#/live").view], ["", "live"]);
});

for (const name of ["/a b", "?&=#", "<img>", "\u202e", "100%", "a+b", "javascript:alert(1)"]) {
  test(`an address keeps ${JSON.stringify(name)}`, () => {
    const href = routeTo("history", { topic: name });
    assertEquals([parseRoute(href).params.get("topic"), href.startsWith("#/history?topic=")], [name, true]);
  });
}

test("half a character does not stop an address from being made", () => {
  assertEquals(parseRoute(routeTo("history", { topic: "a\ud800" })).params.get("topic"), "a\ufffd");
});

test("what is empty, false or undefined is left out of an address", () => {
  assertEquals(routeTo("topics", { q: "", slow: false, offset: undefined, sort: "rate" }), "#/topics?sort=rate");
  assertEquals(changed(new URLSearchParams("a=1&b=2"), { b: 3, c: 4 }), { a: "1", b: 3, c: 4 });
});

test("history begins at the newest event, with filters", () => {
  assertEquals(asked("topic=/a&type=t"), [{ topic: "/a", type: "t", direction: "backwards", limit: 50 }]);
  assertEquals(asked("from=oldest"), [{ direction: "forwards", limit: 50 }]);
});

test("from a time one reads on, from a position back, unless the other is asked for", () => {
  assertEquals(asked("from=time&at=2026-11-28T12:00:00Z"), [{ time: "2026-11-28T12:00:00.000Z", direction: "forwards", limit: 50 }]);
  assertEquals(asked("from=position&at=%23e-5"), [{ position: "#e-5", direction: "backwards", limit: 50 }]);
  assertEquals(directionOf(new URLSearchParams("from=time&direction=backwards")), "backwards");
  assertEquals(asked("from=id&at=x&direction=forwards"), [{ id: "x", direction: "forwards", limit: 50 }]);
});

test("further pages are before and after an offset, and around one there are both", () => {
  assertEquals(asked("from=before&at=7&pattern=/a/:b"), [{ pattern: "/a/:b", before: 7, limit: 50 }]);
  assertEquals(asked("from=around&at=7"), [{ after: 7, limit: 25 }, { before: 8, limit: 26 }]);
});

for (const [position, offset] of [["57", 57], ["#0a-b-57", 57], ["0a-57", 57], [" 57 ", 57]]) {
  test(`the offset in ${JSON.stringify(position)}`, () => assertEquals(offsetOf(position), offset));
}

for (const position of ["", "x", "#", "5-", "1e3", "99999999999999999999"]) {
  test(`there is no offset in ${JSON.stringify(position)}`, () => assertTrue(failure(() => offsetOf(position)).includes("looks like"), position));
}

test("a time of the form is one of the browser's zone, and comes back the same", () => {
  const date = new Date(2026, 10, 28, 12, 3, 4);
  assertEquals([instantOf(localText(date)), localText(date)], [date.toISOString(), "2026-11-28T12:03:04"]);
  assertTrue(failure(() => instantOf("")).includes("not a date"), "none is told");
});

test("where there is more, before and behind", () => {
  const events = [{ offset: 9 }, { offset: 5 }];
  assertEquals(neighbours(events, "backwards", { next: 5, floor: 0, head: 9 }), { older: 5 });
  assertEquals(neighbours(events, "backwards", { floor: 0, head: 12 }), { newer: 9 });
  assertEquals(neighbours([...events].reverse(), "forwards", { next: 9, floor: 2, head: 12 }), { older: 5, newer: 9 });
  assertEquals(neighbours([], "backwards", { next: 700, floor: 0, head: 20_700 }), { older: 700 });
  assertEquals(neighbours([], "forwards", { floor: 0, head: 9 }), { older: 10 });
  assertEquals(neighbours([], "backwards", { floor: 3, head: 9 }), { newer: 3 });
  assertEquals(neighbours([], "backwards", { floor: 0, head: 0 }), {});
});

test("a token is ordered by lines", () => {
  assertEquals(matchersOf("/a\n\n*\nurlpattern:/o/:id\nexact:/b"), [
    "/a",
    "*",
    { match: "/o/:id", match_type: "urlpattern" },
    { match: "/b", match_type: "exact" },
  ]);
  const form = { subject: "s", subscribe: "/a", publish: "", rights: "observe", lifetime: "2", unit: "hours" };
  assertEquals(tokenOrder(form), { subject: "s", subscribe: ["/a"], publish: [], admin: "observe", lifetime: 7200 });
  assertEquals([tokenOrder({ ...form, rights: "none" }).admin, tokenOrder({ ...form, rights: "admin" }).admin], [undefined, true]);
});
