package dev.courant.event;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * Remembers which patterns match which topics, so that the same question is not worked out for
 * every event, reader and page of history. Lossy and bounded: each question has one place, and the
 * latest to come there stays. An answer never changes, and it is kept with the pattern and the
 * topic that it is about and compared with both, so none can be taken for another's. Safe for use
 * by any thread.
 */
final class Decisions {
  /** A power of two. */
  static final int MAX_DECISIONS = 8192;

  private final AtomicReferenceArray<Decision> places = new AtomicReferenceArray<>(MAX_DECISIONS);

  private record Decision(Matcher.ByPattern pattern, Topic topic, boolean matches) {}

  /** The answer, remembered or worked out. */
  boolean on(Matcher.ByPattern pattern, Topic topic, Predicate<Topic> rule) {
    int hash = 31 * pattern.hashCode() + topic.hashCode();
    int place = (hash ^ hash >>> 15) & MAX_DECISIONS - 1;
    Decision known = places.get(place);
    if (known != null && known.topic.equals(topic) && known.pattern.equals(pattern)) {
      return known.matches;
    }
    boolean matches = rule.test(topic);
    places.set(place, new Decision(pattern, topic, matches));
    return matches;
  }
}
