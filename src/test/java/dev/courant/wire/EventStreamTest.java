package dev.courant.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read by {@link EventStreamParser}, which shares nothing with the writer. */
class EventStreamTest {
  private static final String[] PIECES = {
    "\n",
    "\r",
    "\r\n",
    " ",
    ":",
    "data: ",
    "id: 1",
    "\n\n",
    "event: x\n",
    "retry: 1\n",
    "\uFEFF",
    "\0",
    "\t",
    "\u0085",
    "\u2028",
    "\u2029",
    "\uFFFF",
    "é",
    "€",
    "\uD83D\uDE80",
    "a",
    ""
  };

  private final List<Dispatched> dispatched = new ArrayList<>();
  private final EventStreamParser parser = new EventStreamParser(dispatched::add);

  @Test
  void theBlockIsWrittenFieldByField() {
    Publication all =
        Publication.on("/a")
            .id("10")
            .type("rain")
            .retry(Duration.ofMillis(3001))
            .data("1\n\n2")
            .build();
    assertThat(new String(encode(all, 1), UTF_8))
        .isEqualTo("id: 10\nevent: rain\nretry: 3001\ndata: 1\ndata: \ndata: 2\n\n");
    assertThat(new String(encode(Publication.of("/a", ""), 1), UTF_8))
        .isEqualTo("id: #e-1\ndata: \n\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "  two", ":", ": comment", "data: x", "id: 9\ndata: y", "\uFEFF", "\uFEFFtext",
        "\0", "a\0b", "\uD83D\uDE80", "a\u2028b\u2029c", "\u0085", "\n", "\n\n\n", "text\n",
            "text\n\n",
        "\ntext", "a\n\nb", "\t", " \n "
      })
  void dataArrivesAsItWasPublished(String data) {
    parser.feed(encode(Publication.of("/a", data), 1));
    assertThat(dispatched).containsExactly(new Dispatched("#e-1", "message", data));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\r\nb", "\r", "\r\n\r\n", "a\n\rb", "a\r\r\nb\r"})
  void otherLineBreaksArriveAsLf(String data) {
    parser.feed(encode(Publication.of("/a", data), 1));
    String expected = data.replaceAll("\r\n|\r", "\n");
    assertThat(dispatched).containsExactly(new Dispatched("#e-1", "message", expected));
  }

  @Test
  void idTypeAndRetryArrive() {
    parser.feed(
        encode(
            Publication.on("/a").id("a: b").type(" größe: ").retry(Duration.ofDays(1)).build(), 1));
    assertThat(dispatched).containsExactly(new Dispatched("a: b", " größe: ", ""));
    assertThat(parser.reconnectionMillis()).hasValue(86_400_000);
  }

  @Test
  void aMebibyteArrivesInOneLineOrInAMillion() {
    String line = "€".repeat(350_000);
    String lines = "\n".repeat(1 << 20);
    parser.feed(encode(Publication.of("/a", line), 1));
    parser.feed(encode(Publication.of("/a", lines), 2));
    assertThat(dispatched)
        .containsExactly(
            new Dispatched("#e-1", "message", line), new Dispatched("#e-2", "message", lines));
  }

  @Test
  void aHeartbeatIsNotNoticed() {
    parser.feed(encode(Publication.of("/a", "1"), 1));
    parser.feed(Format.EVENT_STREAM.heartbeat());
    parser.feed(encode(Publication.of("/a", "2"), 2));
    assertThat(dispatched).extracting(Dispatched::data).containsExactly("1", "2");
    assertThat(Format.EVENT_STREAM.heartbeat()).isNotEmpty();
  }

  @Test
  void anyTextArrivesWhateverStandsInFrontOfIt() {
    Seeds.tryThree(EventStreamTest::anyTextArrives);
  }

  private static void anyTextArrives(Random random) {
    List<Dispatched> arrived = new ArrayList<>();
    EventStreamParser parser = new EventStreamParser(arrived::add);
    List<Dispatched> expected = new ArrayList<>();
    for (int offset = 1; offset <= 2000; offset++) {
      Publication publication = Publication.of("/a", anyText(random));
      expected.add(new Dispatched("#e-" + offset, "message", publication.data()));
      parser.feed(encode(publication, offset));
    }
    assertThat(arrived).isEqualTo(expected);
  }

  private static String anyText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static byte[] encode(Publication publication, long offset) {
    return Format.EVENT_STREAM.encode(new Event(new Position("e", offset), 0, publication));
  }
}
