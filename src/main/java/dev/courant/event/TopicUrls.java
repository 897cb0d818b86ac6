package dev.courant.event;

import dev.courant.event.url.Url;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Topics read as URLs relative to that of the hub; the latest are remembered, since every pattern
 * asks for the same. Lossy and bounded as {@link Decisions} are. Safe for use by any thread.
 */
final class TopicUrls {
  /** A power of two. */
  private static final int MAX_TOPICS = 1024;

  private final Url base;
  private final AtomicReferenceArray<Reading> places = new AtomicReferenceArray<>(MAX_TOPICS);

  private record Reading(Topic topic, Optional<Url> url) {}

  TopicUrls(Url base) {
    this.base = base;
  }

  Url base() {
    return base;
  }

  /** The URL that a topic is; absent when it is none. */
  Optional<Url> of(Topic topic) {
    int hash = topic.hashCode();
    int place = (hash ^ hash >>> 15) & MAX_TOPICS - 1;
    Reading known = places.get(place);
    if (known == null || !known.topic.equals(topic)) {
      known = new Reading(topic, base.resolve(topic.name()));
      places.set(place, known);
    }
    return known.url;
  }
}
