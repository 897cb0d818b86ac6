package dev.courant.hub.fanout;

import dev.courant.event.Topic;
import dev.courant.wire.EncodedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of a stretch of events, the newest of each canonical topic, in their order. One thread at a time.
 */
final class Conflation {
  private final Map<Topic, EncodedEvent> newest = new LinkedHashMap<>();
  private long weightBytes;
  private int skipped;

  /** Of these events, in their order, the newest of each canonical topic. */
  static Conflation of(List<EncodedEvent> events) {
    Conflation conflation = new Conflation();
    conflation.add(events);
    return conflation;
  }

  /** Takes in what comes behind all that it has taken in. */
  void add(List<EncodedEvent> events) {
    for (EncodedEvent event : events) {
      // Out and in again: so the order is that of the events that are left.
      Topic topic = event.event().publication().canonicalTopic();
      EncodedEvent overtaken = newest.remove(topic);
      newest.put(topic, event);
      weightBytes += event.event().weightBytes();
      if (overtaken != null) {
        weightBytes -= overtaken.event().weightBytes();
        skipped++;
      }
    }
  }

  /** What is left, in order. */
  List<EncodedEvent> events() {
    return List.copyOf(newest.values());
  }

  /** What that weighs, in bytes of memory. */
  long weightBytes() {
    return weightBytes;
  }

  /** How many events newer ones have overtaken. */
  int skipped() {
    return skipped;
  }
}
