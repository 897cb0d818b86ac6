package dev.courant.hub.fanout;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.hub.measure.Stamp;
import dev.courant.hub.measure.Stamps;
import dev.courant.log.EventLog;
import dev.courant.log.Page;
import dev.courant.log.Tail;
import dev.courant.wire.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Everything that can be read: the tail, where events have their encodings with them, and behind it
 * the log. Safe for use by any thread.
 */
public final class History {
  private final EventLog log;
  private final Tail<EncodedEvent> tail;
  private final LongSupplier clockMillis;
  private final Function<Event, EncodedEvent> encoder;
  private final Stamps stamps = new Stamps();

  /**
   * A part of history, in order.
   *
   * @param events what is kept and worth knowing in it
   * @param upTo the last offset of this part
   * @param floor the newest offset that retention has removed, when that is above where it starts
   */
  record Stretch(List<EncodedEvent> events, long upTo, long floor) {}

  /**
   * The history of a log.
   *
   * @param log the log
   * @param tailMaxBytes how many bytes of memory the tail may hold
   * @param clockMillis the time, in milliseconds since 1970
   */
  public History(EventLog log, long tailMaxBytes, LongSupplier clockMillis) {
    this(log, tailMaxBytes, clockMillis, EncodedEvent::new);
  }

  /** The same, with events that are encoded in another way. */
  History(
      EventLog log,
      long tailMaxBytes,
      LongSupplier clockMillis,
      Function<Event, EncodedEvent> encoder) {
    this.log = log;
    this.encoder = encoder;
    this.clockMillis = clockMillis;
    long head = log.bounds().head().offset();
    this.tail = new Tail<>(head, tailMaxBytes, e -> e.event().weightBytes());
  }

  /**
   * Takes in what the log has stored; called by the log, in order. What it has taken in already it
   * passes over, since the log cannot know when something failed halfway. Where offsets are missing
   * it begins anew behind them: whoever needs what lies before reads the log.
   */
  public void append(List<Event> stored) {
    long expected = tail.head() + 1;
    List<Event> run = new ArrayList<>(stored.size());
    for (Event event : stored) {
      if (event.offset() > expected) {
        run.clear();
        tail.skipTo(event.offset() - 1);
      }
      if (event.offset() >= expected) {
        run.add(event);
        expected = event.offset() + 1;
      }
    }
    tail.append(run.stream().map(encoder).toList());
  }

  /** Forgets what is in memory: what comes next has the offset behind that; called by the log. */
  void goBackTo(long head) {
    tail.skipTo(head);
  }

  /** The newest offset that can be read here. */
  public long head() {
    return tail.head();
  }

  /**
   * Notes when the event of an offset passed by; called by the log's thread, before {@link
   * #append}.
   */
  public void note(long offset, Stamp stamp) {
    stamps.note(offset, stamp);
  }

  /** When it did; absent where that is no longer known. */
  Optional<Stamp> stampOf(long offset) {
    return stamps.of(offset);
  }

  /**
   * Reads what is kept and worth knowing, in order, from memory or from the log. May block for the
   * disk.
   *
   * @param after the offset behind which to start
   * @param maxBytes about how many bytes of memory to fill
   * @throws dev.courant.log.UnreadableLogException when the log cannot be read now
   */
  public Page page(long after, int maxBytes) {
    Stretch stretch = read(after, maxBytes);
    List<Event> events = stretch.events().stream().map(EncodedEvent::event).toList();
    return new Page(events, stretch.upTo(), stretch.floor());
  }

  /** The position of an offset. */
  Position positionOf(long offset) {
    return log.epochs().position(offset);
  }

  /** Whether the event behind {@code after} is in memory, or does not exist yet. */
  boolean isInTail(long after) {
    return after + 1 >= tail.oldest();
  }

  /** Reads from memory alone, every offset; see {@link Tail#after}. */
  List<EncodedEvent> recent(long after, long upTo, int maxBytes) {
    return tail.after(after, upTo, maxBytes);
  }

  /**
   * Reads from memory or from the log what is kept and worth knowing. May block for the disk.
   *
   * @throws dev.courant.log.UnreadableLogException when the log cannot be read now
   */
  Stretch read(long after, int maxBytes) {
    List<EncodedEvent> recent = tail.after(after, Long.MAX_VALUE, maxBytes);
    if (recent.isEmpty() && !isInTail(after)) {
      Page page = log.read(after, maxBytes);
      List<EncodedEvent> events = page.events().stream().map(encoder).toList();
      return new Stretch(events, Math.max(after, page.upTo()), page.floor());
    }
    long upTo = recent.isEmpty() ? after : recent.get(recent.size() - 1).event().offset();
    return new Stretch(worthKnowing(recent), upTo, 0);
  }

  /** Those events whose ttl is not over. */
  List<EncodedEvent> worthKnowing(List<EncodedEvent> events) {
    long now = clockMillis.getAsLong();
    return events.stream().filter(e -> !e.event().isExpiredAt(now)).toList();
  }
}
