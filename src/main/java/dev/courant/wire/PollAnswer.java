package dev.courant.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a poll is answered with, as JSON (RFC 8259): {@code
 * {"events":[…],"cursor":…,"more":true,"notice":{…},"retry":…}}. An event is what it is as a
 * {@linkplain Format#JSON_LINES line}; {@code more} is there when the answer was full, {@code
 * notice} when something is lost, {@code retry} (milliseconds) when the hub is being stopped.
 *
 * @param events in order
 * @param cursor where to go on the next time
 * @param isFull whether there may be more at once
 * @param notice what is lost between the last of the events and the cursor
 * @param absence how long to wait before the next poll
 */
public record PollAnswer(
    List<EncodedEvent> events,
    String cursor,
    boolean isFull,
    Optional<Notice> notice,
    Optional<Duration> absence) {
  /** The answer to somebody who only wants to know where to begin. */
  public static PollAnswer beginAt(String cursor) {
    return new PollAnswer(List.of(), cursor, false, Optional.empty(), Optional.empty());
  }

  /** The bytes of one event in an answer: shared, and with a line break behind it. */
  public static byte[] bytes(EncodedEvent event) {
    return event.bytes(Format.JSON_LINES);
  }

  /** The whole answer, encoded. */
  public byte[] json() {
    var json = new ByteArrayOutputStream(128 + events.size() * 256);
    json.writeBytes("{\"events\":[".getBytes(UTF_8));
    boolean isFirst = true;
    for (EncodedEvent event : events) {
      json.writeBytes((isFirst ? "\n" : ",\n").getBytes(UTF_8));
      byte[] line = bytes(event);
      json.write(line, 0, line.length - 1);
      isFirst = false;
    }
    StringBuilder rest = new StringBuilder("],\"cursor\":");
    JsonLines.append(rest, cursor);
    rest.append(isFull ? ",\"more\":true" : "");
    notice.ifPresent(one -> rest.append(",\"notice\":").append(one.json()));
    absence.ifPresent(time -> rest.append(",\"retry\":").append(time.toMillis()));
    json.writeBytes(rest.append("}\n").toString().getBytes(UTF_8));
    return json.toByteArray();
  }
}
