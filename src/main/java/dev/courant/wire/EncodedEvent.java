package dev.courant.wire;

import dev.courant.event.Event;
import java.util.EnumMap;
import java.util.Map;

/**
 * An event with its encodings, each made once, by whichever thread asks first. Safe for use by any
 * thread.
 */
public class EncodedEvent {
  private final Event event;
  private final Map<Format, byte[]> encodings = new EnumMap<>(Format.class);

  /** Wraps an event; nothing is encoded yet. */
  public EncodedEvent(Event event) {
    this.event = event;
  }

  /** The event. */
  public Event event() {
    return event;
  }

  /** Its bytes in {@code format}: shared, so they must not be changed. */
  public synchronized byte[] bytes(Format format) {
    return encodings.computeIfAbsent(format, f -> f.encode(event));
  }
}
