package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Data arrives as it was published, whichever way in and whichever way out; only CR and CRLF have
 * become LF, as no event stream can carry them (WHATWG HTML, section 9.2.6).
 */
interface NastyDataBehaviour {
  int MEBIBYTE = 1024 * 1024;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  /** Data that is hard to carry. */
  static List<String> nasty() {
    List<String> data = new ArrayList<>();
    // Line breaks of every kind: alone, first, last, doubled, mixed.
    for (String br : List.of("\n", "\r", "\r\n", "\n\n", "\r\r", "\r\n\r\n", "\n\r", "\n\r\n\r")) {
      data.addAll(List.of(br, "a" + br + "b", br + "a", "a" + br, "a" + br + br + br + "b"));
    }
    // What a parser takes away, and what looks like a field.
    data.addAll(List.of("", " ", "  ", " x", "  x", "x ", "\tx", "\n x", "a\n b\n  c\n"));
    data.addAll(
        List.of(":", ":x", ": x", "x:", "data", "data:", "data: x", "id: 7", "a\nid: 7\n\nb"));
    data.addAll(List.of("\n\nevent: forged\ndata: forged\n\n", "retry: 1", "\ndata: x", ": c\n"));
    // Characters that others take for line breaks, spaces or the end.
    data.addAll(List.of("\u2028", "a\u2029b", "\u0085", "a\u000Bb\u000Cc\u001Cd", "\u00A0x\u3000"));
    data.addAll(List.of("\0", "a\0b", "\u0001\u001F\u007F\u009F", "\u200B\u202E"));
    data.addAll(List.of("\uFEFF", "\uFEFFx", "x\uFEFF", "a\n\uFEFFb"));
    // Every length of UTF-8, and the edges of it.
    data.addAll(List.of("ä", "€", "🚀 \uD835\uDD04", "e\u0301", "\uFFFD\uFFFF", "\uDBFF\uDFFF"));
    data.addAll(List.of("%0A%00+&=;", "{\"a\":\"<b>&\\n\"}", "</script><!--"));
    // As large as data may be: one line, many lines, nothing but line breaks, long characters.
    data.add("x".repeat(MEBIBYTE));
    data.add("0123456789abcde\n".repeat(MEBIBYTE / 16));
    data.add("\n".repeat(MEBIBYTE / 16));
    data.add("🚀".repeat(MEBIBYTE / 4));
    return data;
  }

  @Test
  default void nastyDataPublishedOverHttpArrivesUnchanged() throws Exception {
    HubCaller caller = new HubCaller(server());
    arrives("/nasty/http", data -> caller.publish("topic", "/nasty/http", "data", data));
  }

  @Test
  default void nastyDataFiredAsACdiEventArrivesUnchanged() throws Exception {
    HubCaller caller = new HubCaller(server());
    arrives("/nasty/cdi", data -> caller.trigger("fire", data, "topic", "/nasty/cdi"));
  }

  @Test
  default void nastyDataBroadcastThroughJaxRsArrivesUnchanged() throws Exception {
    HubCaller caller = new HubCaller(server());
    arrives("/nasty/sse", data -> caller.trigger("fire/broadcast", data, "topic", "/nasty/sse"));
  }

  /** One way to publish data; what it returns is no matter. */
  interface WayIn {
    String publish(String data) throws Exception;
  }

  private void arrives(String topic, WayIn wayIn) throws Exception {
    List<String> nasty = nasty();
    List<String> expected =
        nasty.stream().map(d -> d.replace("\r\n", "\n").replace("\r", "\n")).toList();
    try (var servletDoor = StreamReader.on(server(), topic);
        var jaxRsDoor = StreamReader.throughJaxRs(server(), topic)) {
      for (String data : nasty) {
        wayIn.publish(data);
      }
      List<Dispatched> events = servletDoor.await(nasty.size());
      assertSame(events, expected);
      List<Dispatched> sinkEvents = jaxRsDoor.await(nasty.size());
      assertSame(sinkEvents, expected);
      assertThat(sinkEvents)
          .extracting(Dispatched::lastEventId)
          .isEqualTo(events.stream().map(Dispatched::lastEventId).toList());
      assertThat(events).extracting(Dispatched::lastEventId).doesNotHaveDuplicates();
    }
  }

  /** One by one, since a failure that shows megabytes helps nobody. */
  private static void assertSame(List<Dispatched> events, List<String> expected) {
    assertThat(events).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      String data = events.get(i).data();
      if (!data.equals(expected.get(i))) {
        assertThat(shown(data)).as("event %d", i).isEqualTo(shown(expected.get(i)));
        assertThat(data.equals(expected.get(i))).as("event %d beyond what is shown", i).isTrue();
      }
      assertThat(events.get(i).type()).isEqualTo("message");
    }
  }

  private static String shown(String data) {
    return data.length() + " characters: " + data.substring(0, Math.min(100, data.length()));
  }
}
