package dev.courant.admin.topic;

import dev.courant.event.Event;
import dev.courant.event.Topic;
import dev.courant.hub.Hub;
import dev.courant.log.Bounds;
import dev.courant.log.Page;
import dev.courant.log.UnreadableLogException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps count of events by topic: it reads the log from its oldest event on, a little at a time,
 * and then follows it. It is behind what happens by moments, and holds nobody up. One thread moves
 * it on, any thread looks at it.
 */
public final class TopicBook {
  /** Of so many topics; those without events for longest are forgotten first. */
  static final int MAX_TOPICS = 10_000;

  private static final int PAGE_BYTES = 256 * 1024;

  private final Hub hub;
  private final LongSupplier clockMillis;
  private final LongSupplier nanoClock;

  // Guarded by this.
  private final Map<Topic, TopicRecord> records = new LinkedHashMap<>(16, 0.75f, true);
  private boolean hasForgotten;
  private boolean isComplete;

  /** Touched by the thread that moves it on. */
  private long cursor;

  /**
   * What is known of one topic.
   *
   * @param rate events a second, over the last minute
   * @param recent events in each five seconds of the last five minutes, oldest first
   * @param keptEvents how many are kept, about; those with a ttl are not counted
   * @param lastMillis when the last event was stored, in milliseconds since 1970
   */
  record Line(
      Topic topic,
      double rate,
      List<Integer> recent,
      long keptEvents,
      long keptBytes,
      long lastMillis,
      long lastOffset) {}

  /**
   * All lines.
   *
   * @param isComplete whether all that is kept has been counted
   * @param hasForgotten whether there were more topics than are kept count of
   */
  record Contents(List<Line> lines, boolean isComplete, boolean hasForgotten) {}

  /** An empty book. */
  public TopicBook(Hub hub, LongSupplier clockMillis, LongSupplier nanoClock) {
    this.hub = hub;
    this.clockMillis = clockMillis;
    this.nanoClock = nanoClock;
  }

  /**
   * Moves on, for about so long at most.
   *
   * @param budgetNanos how long this may take
   */
  public void tick(long budgetNanos) {
    long end = nanoClock.getAsLong() + budgetNanos;
    Bounds bounds = hub.counts().bounds();
    cursor = Math.max(cursor, bounds.floor());
    try {
      while (cursor < bounds.head().offset() && nanoClock.getAsLong() < end) {
        Page page = hub.insight().read(cursor, PAGE_BYTES);
        add(page.events());
        cursor = Math.max(page.upTo(), cursor);
      }
    } catch (UnreadableLogException later) {
      // The log says itself what is wrong.
      return;
    }
    synchronized (this) {
      isComplete |= cursor >= bounds.head().offset();
    }
  }

  /** What is in it now. */
  synchronized Contents contents() {
    long now = clockMillis.getAsLong();
    long floor = hub.counts().bounds().floor();
    List<Line> lines = new ArrayList<>(records.size());
    records.forEach(
        (topic, known) -> {
          known.forgetUpTo(floor);
          lines.add(
              new Line(
                  topic,
                  known.rate(now),
                  known.recent(now),
                  known.keptEvents(),
                  known.keptBytes(),
                  known.lastMillis(),
                  known.lastOffset()));
        });
    return new Contents(lines, isComplete, hasForgotten);
  }

  private synchronized void add(List<Event> events) {
    for (Event event : events) {
      boolean isHistory = event.publication().ttl().isEmpty();
      long bytes = event.publication().data().length();
      for (Topic topic : event.publication().topics()) {
        records
            .computeIfAbsent(topic, unknown -> new TopicRecord())
            .add(event.offset(), event.timeMillis(), bytes, isHistory);
      }
    }
    forgetEldest();
  }

  private void forgetEldest() {
    var eldest = records.entrySet().iterator();
    while (records.size() > MAX_TOPICS) {
      eldest.next();
      eldest.remove();
      hasForgotten = true;
    }
  }
}
