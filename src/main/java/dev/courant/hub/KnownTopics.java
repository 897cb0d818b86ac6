package dev.courant.hub;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The topics that exist as far as the hub knows: those that producers have offered, and those that
 * were met last. A pattern asks for topics without naming them; these are the ones it can be
 * answered for. Not thread-safe.
 */
final class KnownTopics {
  /** The most topics that are remembered because they were met. */
  static final int MAX_MET = 1000;

  /** The most topics that can be offered. */
  static final int MAX_OFFERED = 1000;

  private final Set<Topic> offered = new HashSet<>();

  /** The least recently met comes first. */
  private final LinkedHashMap<Topic, Boolean> met = new LinkedHashMap<>(16, 0.75f, true);

  /** Whether a topic is known. */
  boolean contains(Topic topic) {
    return offered.contains(topic) || met.containsKey(topic);
  }

  /**
   * Notes down that a topic was met.
   *
   * @return the topic that is forgotten for it, if there is one
   */
  Optional<Topic> meet(Topic topic) {
    if (offered.contains(topic)) {
      return Optional.empty();
    }
    met.put(topic, true);
    if (met.size() <= MAX_MET) {
      return Optional.empty();
    }
    Iterator<Topic> oldest = met.keySet().iterator();
    Topic forgotten = oldest.next();
    oldest.remove();
    return Optional.of(forgotten);
  }

  /**
   * Notes down that a producer has offered a topic; it is never forgotten.
   *
   * @throws RefusedException ({@link Refusal#TOO_LARGE}) when too many are offered
   */
  void offer(Topic topic) {
    if (offered.size() == MAX_OFFERED && !offered.contains(topic)) {
      throw new RefusedException(
          Refusal.TOO_LARGE, "At most %,d topics can be offered".formatted(MAX_OFFERED));
    }
    offered.add(topic);
    met.remove(topic);
  }

  /** All of them, as they are now. */
  List<Topic> all() {
    List<Topic> all = new ArrayList<>(offered);
    all.addAll(met.keySet());
    return all;
  }
}
