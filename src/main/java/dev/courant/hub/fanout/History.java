package dev.courant.hub.fanout;

import dev.courant.event.Event;
import dev.courant.log.EventLog;
import dev.courant.log.Tail;
import dev.courant.wire.EncodedEvent;
import java.util.List;

/**
 * Everything that can be read: the tail, where events have their encodings with them, and behind it
 * the log. Safe for use by any thread.
 */
public final class History {
  private final EventLog log;
  private final Tail<EncodedEvent> tail;

  /**
   * The history of a log.
   *
   * @param log the log
   * @param tailMaxBytes how many bytes of memory the tail may hold
   */
  public History(EventLog log, long tailMaxBytes) {
    this.log = log;
    this.tail = new Tail<>(log.head().offset(), tailMaxBytes, e -> e.event().weightBytes());
  }

  /** Takes in what the log has stored; called by the log, in order. */
  public void append(List<Event> stored) {
    tail.append(stored.stream().map(EncodedEvent::new).toList());
  }

  /** The newest offset that can be read here. */
  public long head() {
    return tail.head();
  }

  /** Whether the event behind {@code after} is in memory, or does not exist yet. */
  boolean isInTail(long after) {
    return after + 1 >= tail.oldest();
  }

  /** Reads from memory alone; see {@link Tail#after}. */
  List<EncodedEvent> recent(long after, long upTo, int maxBytes) {
    return tail.after(after, upTo, maxBytes);
  }

  /**
   * Reads from memory or from the log: may block for the disk. Empty when there is nothing more.
   */
  List<EncodedEvent> page(long after, int maxBytes) {
    List<EncodedEvent> recent = tail.after(after, Long.MAX_VALUE, maxBytes);
    if (!recent.isEmpty() || isInTail(after)) {
      return recent;
    }
    return log.read(after, maxBytes).stream().map(EncodedEvent::new).toList();
  }
}
