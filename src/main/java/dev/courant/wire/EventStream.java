package dev.courant.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import java.time.Duration;

/**
 * The event stream format: WHATWG HTML, section 9.2.5 ("Parsing an event stream").
 *
 * <p>Every value stands behind a colon and one space, which a parser takes away again, so that a
 * value may itself begin with a space. A block always has a {@code data:} line, since a block
 * without one is not dispatched. Ids and types cannot have line breaks (see {@link Publication});
 * data is split at LF, the only line break that it can have.
 */
final class EventStream {
  private EventStream() {}

  static byte[] encode(Event event) {
    Publication publication = event.publication();
    StringBuilder block = new StringBuilder(publication.data().length() + 64);
    block.append("id: ").append(event.id()).append('\n');
    publication.type().ifPresent(type -> block.append("event: ").append(type).append('\n'));
    publication
        .retry()
        .ifPresent(retry -> block.append("retry: ").append(retry.toMillis()).append('\n'));
    appendData(block, publication.data());
    return block.append('\n').toString().getBytes(UTF_8);
  }

  static byte[] encode(Notice notice) {
    StringBuilder block = new StringBuilder();
    notice.id().ifPresent(id -> block.append("id: ").append(id).append('\n'));
    block.append("event: ").append(Notice.TYPE).append('\n');
    appendData(block, notice.json());
    return block.append('\n').toString().getBytes(UTF_8);
  }

  /** A block without data: it dispatches nothing, but a reader takes the id as its cursor. */
  static byte[] cursor(Position position) {
    return ("id: #" + position + "\n\n").getBytes(UTF_8);
  }

  /** A block with nothing but the reconnection time: it dispatches nothing. */
  static byte[] retry(Duration absence) {
    return ("retry: " + absence.toMillis() + "\n\n").getBytes(UTF_8);
  }

  static byte[] comment() {
    return ":\n\n".getBytes(UTF_8);
  }

  private static void appendData(StringBuilder block, String data) {
    int start = 0;
    for (int end = data.indexOf('\n'); end >= 0; end = data.indexOf('\n', start)) {
      block.append("data: ").append(data, start, end).append('\n');
      start = end + 1;
    }
    block.append("data: ").append(data, start, data.length()).append('\n');
  }
}
