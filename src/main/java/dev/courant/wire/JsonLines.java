package dev.courant.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/**
 * One JSON object per line (RFC 8259; {@code application/x-ndjson}): what readers get that are no
 * event streams. In a JSON text a line break is always escaped, so that a line is an object, whole.
 *
 * <ul>
 *   <li>an event: {@code {"id":…,"topics":[…],"type":…,"retry":…,"data":…,"at":…}}, where {@code
 *       type} and {@code retry} (milliseconds) are there when the publication has them, and {@code
 *       at} is when it was stored (RFC 3339, UTC)
 *   <li>a notice: {@code {"notice":{"status":…},"id":…}}, where {@code id} is the cursor to come
 *       back with, if it moves
 *   <li>a heartbeat that moves the cursor: {@code {"id":…}}
 *   <li>one that does not: an empty line
 *   <li>the last line before a stop: {@code {"retry":…}}, how many milliseconds to stay away
 * </ul>
 */
final class JsonLines {
  private static final String HEX = "0123456789abcdef";

  private JsonLines() {}

  static byte[] encode(Event event) {
    Publication publication = event.publication();
    StringBuilder line = new StringBuilder(publication.data().length() + 128);
    append(line.append("{\"id\":"), event.id());
    line.append(",\"topics\":[");
    for (Iterator<Topic> topics = publication.topics().iterator(); topics.hasNext(); ) {
      append(line, topics.next().name());
      line.append(topics.hasNext() ? "," : "]");
    }
    publication.type().ifPresent(type -> append(line.append(",\"type\":"), type));
    publication.retry().ifPresent(r -> line.append(",\"retry\":").append(r.toMillis()));
    append(line.append(",\"data\":"), publication.data());
    line.append(",\"at\":\"").append(Instant.ofEpochMilli(event.timeMillis())).append("\"}\n");
    return line.toString().getBytes(UTF_8);
  }

  static byte[] encode(Notice notice) {
    StringBuilder line = new StringBuilder("{\"notice\":").append(notice.json());
    notice.id().ifPresent(id -> append(line.append(",\"id\":"), id));
    return line.append("}\n").toString().getBytes(UTF_8);
  }

  static byte[] cursor(Position position) {
    return ("{\"id\":\"#" + position + "\"}\n").getBytes(UTF_8);
  }

  static byte[] retry(Duration absence) {
    return ("{\"retry\":" + absence.toMillis() + "}\n").getBytes(UTF_8);
  }

  static byte[] empty() {
    return "\n".getBytes(UTF_8);
  }

  /** A JSON string (RFC 8259, section 7). Our texts have no halves of surrogate pairs. */
  static void append(StringBuilder line, String text) {
    line.append('"');
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        line.append(text, start, i).append('\\');
        start = i + 1;
        switch (c) {
          case '"', '\\' -> line.append(c);
          case '\n' -> line.append('n');
          case '\t' -> line.append('t');
          default -> line.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
      }
    }
    line.append(text, start, text.length()).append('"');
  }
}
