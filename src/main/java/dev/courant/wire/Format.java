package dev.courant.wire;

import dev.courant.event.Event;
import dev.courant.event.Position;
import java.time.Duration;

/**
 * How events are written for a connection. An event is encoded once per format, whoever reads it.
 */
public enum Format {
  /** Server-Sent Events: WHATWG HTML, section 9.2.5. */
  EVENT_STREAM {
    @Override
    public byte[] encode(Event event) {
      return EventStream.encode(event);
    }

    @Override
    public byte[] encode(Notice notice) {
      return EventStream.encode(notice);
    }

    @Override
    public byte[] heartbeat() {
      return EventStream.comment();
    }

    @Override
    public byte[] heartbeat(Position position) {
      return EventStream.cursor(position);
    }

    @Override
    public byte[] absence(Duration absence) {
      return EventStream.retry(absence);
    }
  },

  /** One JSON object per line: {@code application/x-ndjson}, and the messages of a WebSocket. */
  JSON_LINES {
    @Override
    public byte[] encode(Event event) {
      return JsonLines.encode(event);
    }

    @Override
    public byte[] encode(Notice notice) {
      return JsonLines.encode(notice);
    }

    @Override
    public byte[] heartbeat() {
      return JsonLines.empty();
    }

    @Override
    public byte[] heartbeat(Position position) {
      return JsonLines.cursor(position);
    }

    @Override
    public byte[] absence(Duration absence) {
      return JsonLines.retry(absence);
    }
  },

  /**
   * The transport takes the events as they are (a JAX-RS sink, a poll): there is nothing to encode.
   */
  CONTAINER {
    @Override
    public byte[] encode(Event event) {
      return NOTHING;
    }

    @Override
    public byte[] encode(Notice notice) {
      return NOTHING;
    }

    @Override
    public byte[] heartbeat() {
      return NOTHING;
    }

    @Override
    public byte[] heartbeat(Position position) {
      return NOTHING;
    }

    @Override
    public byte[] absence(Duration absence) {
      return NOTHING;
    }
  };

  private static final byte[] NOTHING = {};

  /** The bytes of one event, to the end of its block or line. */
  public abstract byte[] encode(Event event);

  /** The bytes of a notice. */
  public abstract byte[] encode(Notice notice);

  /**
   * Bytes that a reader ignores: they show both ends, and what stands between, that all is well.
   */
  public abstract byte[] heartbeat();

  /** The same, which also moves the reader's cursor: nothing up to there concerned it. */
  public abstract byte[] heartbeat(Position position);

  /** Bytes by which a reader knows how long to stay away when this stream has ended. */
  public abstract byte[] absence(Duration absence);
}
