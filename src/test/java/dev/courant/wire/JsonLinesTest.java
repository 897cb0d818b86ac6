package dev.courant.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is read by JSON-P, which shares nothing with the writer. */
class JsonLinesTest {
  private static final String[] PIECES = {
    "\n", "\r", "\t", "\0", "\b", "\f", "\u001F", "\u007F", "\u0085", "\u2028", "\uFEFF", "\uFFFF",
    "\"", "\\", "\\u0041", "/", "{", "}", "é", "€", "\uD83D\uDE80", "a", "", "null"
  };

  @Test
  void anEventIsOneLineWithAllThatAReaderMayWantToKnow() {
    Publication all =
        Publication.on("/a")
            .alsoOn("/b")
            .id("10")
            .type("rain")
            .retry(Duration.ofMillis(3001))
            .data("1\n\"2\"")
            .build();
    assertThat(line(Format.JSON_LINES.encode(event(all))))
        .isEqualTo(
            "{\"id\":\"10\",\"topics\":[\"/a\",\"/b\"],\"type\":\"rain\",\"retry\":3001,"
                + "\"data\":\"1\\n\\\"2\\\"\",\"at\":\"2026-11-25T02:03:04.005Z\"}");
    assertThat(line(Format.JSON_LINES.encode(event(Publication.of("/a", "")))))
        .isEqualTo(
            "{\"id\":\"#e1-7\",\"topics\":[\"/a\"],\"data\":\"\",\"at\":\"2026-11-25T02:03:04.005Z\"}");
  }

  @Test
  void whateverTheDataIsItReadsTheSame() {
    Seeds.tryThree(
        random -> {
          for (int i = 0; i < 2000; i++) {
            Publication publication =
                Publication.on("/" + visible(random)).data(nasty(random)).build();
            JsonObject read = parse(Format.JSON_LINES.encode(event(publication)));
            assertThat(read.getString("data")).isEqualTo(publication.data());
            assertThat(read.getJsonArray("topics").getString(0))
                .isEqualTo(publication.topics().get(0).name());
          }
        });
  }

  @Test
  void aNoticeTellsTheCursorToComeBackWith() {
    Position at = new Position("e1", 9);
    assertThat(line(Format.JSON_LINES.encode(Notice.live(at, 3))))
        .isEqualTo("{\"notice\":{\"status\":\"live\",\"replayed\":3},\"id\":\"#e1-9\"}");
    assertThat(line(Format.JSON_LINES.encode(Notice.expiring(Optional.empty(), 30))))
        .isEqualTo("{\"notice\":{\"status\":\"expiring\",\"in\":30}}");
  }

  @Test
  void aHeartbeatIsAnEmptyLineOrMovesTheCursor() {
    assertThat(line(Format.JSON_LINES.heartbeat())).isEmpty();
    assertThat(line(Format.JSON_LINES.heartbeat(new Position("e1", 9))))
        .isEqualTo("{\"id\":\"#e1-9\"}");
  }

  private static Event event(Publication publication) {
    return new Event(new Position("e1", 7), 1_795_572_184_005L, publication);
  }

  /** The only line, without its end. */
  private static String line(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    assertThat(text).endsWith("\n");
    assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
    assertThat(text).doesNotContain("\r");
    return text.substring(0, text.length() - 1);
  }

  private static JsonObject parse(byte[] bytes) {
    try (JsonReader reader = Json.createReader(new StringReader(line(bytes)))) {
      return reader.readObject();
    }
  }

  private static String nasty(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static String visible(Random random) {
    return nasty(random).replaceAll("[\\p{Cntrl}\\p{Cf}\\u0080-\\u009F]", "");
  }
}
