package dev.courant.admin.history;

import dev.courant.event.Event;
import dev.courant.hub.Insight;
import dev.courant.log.Bounds;
import dev.courant.log.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Looks through history for events, forwards or backwards, and gives up after a while: a topic may
 * have had its last event a million events ago. Used by one thread, once.
 */
final class Scan {
  /** So many events are looked at. */
  private static final int MAX_SCANNED = 20_000;

  /** So often the log is read: where events have expired there is nothing to look at. */
  private static final int MAX_READS = 100;

  private static final int PAGE_BYTES = 256 * 1024;
  private static final long FIRST_WINDOW = 256;
  private static final long LARGEST_WINDOW = 16_384;

  private final Insight insight;
  private final Bounds bounds;
  private final Predicate<Event> wanted;
  private final int limit;
  private final List<Event> found = new ArrayList<>();
  private int scanned;
  private int reads;

  /**
   * What came out.
   *
   * @param events in the order in which they were come across
   * @param scanned how many events were looked at
   * @param next where to go on; absent where history ends
   */
  record Result(List<Event> events, int scanned, OptionalLong next) {}

  Scan(Insight insight, Bounds bounds, Predicate<Event> wanted, int limit) {
    this.insight = insight;
    this.bounds = bounds;
    this.wanted = wanted;
    this.limit = limit;
  }

  /** Goes on from an offset, which is not included. */
  Result forwards(long after) {
    long head = bounds.head().offset();
    long at = Math.max(after, bounds.floor());
    while (at < head && mayGoOn()) {
      Page page = insight.read(at, PAGE_BYTES);
      reads++;
      at = Math.max(page.upTo(), at);
      at = look(page.events(), at);
    }
    return new Result(found, scanned, at < head ? OptionalLong.of(at) : OptionalLong.empty());
  }

  /** Goes back from an offset, which is not included. */
  Result backwards(long before) {
    long at = Math.min(before, bounds.head().offset() + 1);
    long window = FIRST_WINDOW;
    while (at > bounds.floor() + 1 && mayGoOn()) {
      long from = Math.max(bounds.floor(), at - 1 - window);
      List<Event> events = between(from, at);
      Collections.reverse(events);
      at = look(events, from + 1);
      // Where nothing is kept, or nothing wanted, larger steps find more.
      window = Math.min(LARGEST_WINDOW, window * 2);
    }
    boolean more = at > bounds.floor() + 1;
    return new Result(found, scanned, more ? OptionalLong.of(at) : OptionalLong.empty());
  }

  private boolean mayGoOn() {
    return found.size() < limit && scanned < MAX_SCANNED && reads < MAX_READS;
  }

  /** Looks at events in their order, and tells where that has ended. */
  private long look(List<Event> events, long otherwise) {
    for (Event event : events) {
      scanned++;
      if (wanted.test(event)) {
        found.add(event);
        if (found.size() == limit) {
          return event.offset();
        }
      }
    }
    return otherwise;
  }

  private List<Event> between(long after, long before) {
    List<Event> events = new ArrayList<>();
    for (long at = after; at < before - 1; reads++) {
      Page page = insight.read(at, PAGE_BYTES);
      page.events().stream().filter(e -> e.offset() < before).forEach(events::add);
      at = Math.max(page.upTo(), at + 1);
    }
    return events;
  }
}
