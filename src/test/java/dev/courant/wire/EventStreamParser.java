package dev.courant.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads an event stream as a browser does (WHATWG HTML, section 9.2.6), however it is cut into
 * pieces. Written from the standard's rules, knowing nothing of the encoder.
 *
 * <p>Bytes are split into lines before they are decoded: no byte of a longer UTF-8 sequence looks
 * like CR or LF, and a broken sequence ends in front of them.
 */
public final class EventStreamParser {
  /**
   * An event as the page's listener gets it.
   *
   * @param lastEventId the last event id at that moment, perhaps set by an earlier block
   * @param type the name that it is dispatched under
   * @param data the text
   */
  public record Dispatched(String lastEventId, String type, String data) {}

  private static final String BOM = "\uFEFF";

  private final Consumer<Dispatched> listener;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean firstLine = true;
  private boolean afterCr;

  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private String idBuffer = "";

  private String lastEventId = "";
  private OptionalLong reconnectionMillis = OptionalLong.empty();

  /** A parser at the beginning of a stream; the listener is called from within {@link #feed}. */
  public EventStreamParser(Consumer<Dispatched> listener) {
    this.listener = listener;
  }

  /** Takes the next bytes of the stream; a line or a block that they do not end stays open. */
  public void feed(byte[] bytes) {
    feed(bytes, 0, bytes.length);
  }

  /** Takes the next {@code length} bytes of the stream, which begin at {@code from}. */
  public void feed(byte[] bytes, int from, int length) {
    int start = from;
    for (int i = from; i < from + length; i++) {
      byte b = bytes[i];
      if (b == '\n' && afterCr) {
        start = i + 1;
      } else if (b == '\n' || b == '\r') {
        line.write(bytes, start, i - start);
        start = i + 1;
        endLine();
      }
      afterCr = b == '\r';
    }
    line.write(bytes, start, from + length - start);
  }

  /** What a browser would send as {@code Last-Event-ID}: set by blocks without data, too. */
  public String lastEventId() {
    return lastEventId;
  }

  /** The reconnection time, if the stream has set one. */
  public OptionalLong reconnectionMillis() {
    return reconnectionMillis;
  }

  private void endLine() {
    String text = line.toString(UTF_8);
    line.reset();
    if (firstLine && text.startsWith(BOM)) {
      text = text.substring(1);
    }
    firstLine = false;
    if (text.isEmpty()) {
      dispatch();
      return;
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      field(text, "");
    } else if (colon > 0) {
      String value = text.substring(colon + 1);
      field(text.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  private void field(String name, String value) {
    switch (name) {
      case "event" -> type = value;
      case "data" -> data.append(value).append('\n');
      case "id" -> idBuffer = value.indexOf('\0') < 0 ? value : idBuffer;
      case "retry" -> {
        if (value.matches("[0-9]{1,18}")) {
          reconnectionMillis = OptionalLong.of(Long.parseLong(value));
        }
      }
      default -> {
        // "Otherwise: the field is ignored."
      }
    }
  }

  private void dispatch() {
    lastEventId = idBuffer;
    if (!data.isEmpty()) {
      data.setLength(data.length() - 1);
      listener.accept(
          new Dispatched(lastEventId, type.isEmpty() ? "message" : type, data.toString()));
    }
    data.setLength(0);
    type = "";
  }
}
