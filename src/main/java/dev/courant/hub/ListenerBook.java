package dev.courant.hub;

import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Who listens to what, what was told of that, and what there is to look at. Any thread notes down
 * what has changed; one thread, that of {@link Demand}, takes it up. No pattern is compared with a
 * topic in here: nobody waits for that.
 */
final class ListenerBook {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.

  /** How many connections have which matcher; one that nobody has, has no entry. */
  private final Map<Matcher, Integer> listeners = new HashMap<>();

  private final KnownTopics known = new KnownTopics();

  /**
   * The topics that were told to be wanted: each is known, or listened to by name, or is to be
   * looked at a last time.
   */
  private final Set<Topic> told = new HashSet<>();

  /** The topics to look at: bounded by those that are told, known or listened to by name. */
  private final Set<Topic> toLookAt = new LinkedHashSet<>();

  /** The patterns that were taken up. */
  private final Set<Matcher.ByPattern> taken = new HashSet<>();

  /** Those for which that is not so any more: bounded by those that are listened to or taken up. */
  private final Set<Matcher.ByPattern> toTake = new LinkedHashSet<>();

  private boolean closed;

  /**
   * A pattern that got its first listener, or lost its last one.
   *
   * @param known the topics that are known at that moment
   */
  record PatternChange(Matcher.ByPattern pattern, boolean listenedTo, List<Topic> known) {}

  /** Counts connections with these matchers in, or with a negative number out. */
  void count(Set<Matcher> matchers, int change) {
    locked(
        () -> {
          for (Matcher matcher : matchers) {
            int now = listeners.getOrDefault(matcher, 0) + change;
            if (now == 0) {
              listeners.remove(matcher);
            } else {
              listeners.put(matcher, now);
            }
            if (matcher instanceof Matcher.Exact exact) {
              changed(exact.topic(), now > 0);
            } else if (matcher instanceof Matcher.ByPattern pattern) {
              changed(pattern, now > 0);
            }
          }
        });
  }

  /**
   * Makes a topic known for good.
   *
   * @throws dev.courant.event.RefusedException when too many are offered
   */
  void offer(Topic topic) {
    locked(
        () -> {
          known.offer(topic);
          toLookAt.add(topic);
        });
  }

  /** Makes the topics of events known for a while. */
  void meet(List<Event> events) {
    locked(
        () -> {
          for (Event event : events) {
            for (Topic topic : event.publication().topics()) {
              if (!known.contains(topic) && !told.contains(topic) && hasPatterns()) {
                toLookAt.add(topic);
              }
              meet(topic);
            }
          }
        });
  }

  /** Lets {@link #await} end, when everything has been taken up. */
  void close() {
    locked(() -> closed = true);
  }

  /**
   * Waits for something to take up.
   *
   * @return whether there is; false when the book is closed and everything was taken up
   */
  boolean await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (toTake.isEmpty() && toLookAt.isEmpty() && !closed) {
        changed.await();
      }
      return !toTake.isEmpty() || !toLookAt.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes up a pattern; these come before topics. */
  Optional<PatternChange> takePattern() {
    return locked(
        () -> {
          Optional<Matcher.ByPattern> next = toTake.stream().findFirst();
          next.ifPresent(toTake::remove);
          return next.map(
              pattern -> {
                boolean listenedTo = !taken.remove(pattern) && taken.add(pattern);
                return new PatternChange(pattern, listenedTo, known.all());
              });
        });
  }

  /** Has topics looked at that a pattern matches which came or went. */
  void lookAt(List<Topic> topics) {
    locked(() -> topics.stream().filter(known::contains).forEach(toLookAt::add));
  }

  /** Takes up a topic. */
  Optional<Topic> takeTopic() {
    return locked(
        () -> {
          Optional<Topic> next = toLookAt.stream().findFirst();
          next.ifPresent(toLookAt::remove);
          return next;
        });
  }

  /**
   * What there is to tell about a topic, if there is anything; it counts as told then.
   *
   * @param byPattern whether a pattern that was taken up matches it
   */
  Optional<TopicDemand> tell(Topic topic, boolean byPattern) {
    return locked(
        () -> {
          if (byPattern && !known.contains(topic) && !isListenedTo(topic)) {
            // Forgotten, and wanted: who were told the contrary would rest while somebody listens.
            told.remove(topic);
            return Optional.empty();
          }
          boolean wanted = byPattern || isListenedTo(topic);
          boolean isNew = wanted ? told.add(topic) : told.remove(topic);
          return isNew ? Optional.of(new TopicDemand(topic, wanted)) : Optional.empty();
        });
  }

  private boolean hasPatterns() {
    return !taken.isEmpty() || !toTake.isEmpty();
  }

  private boolean isListenedTo(Topic topic) {
    return listeners.containsKey(new Matcher.Exact(topic));
  }

  private void changed(Topic topic, boolean isListenedTo) {
    if (isListenedTo != told.contains(topic)) {
      toLookAt.add(topic);
      if (!isListenedTo) {
        meet(topic);
      }
    } else if (isListenedTo || !known.contains(topic)) {
      // No pattern can have something to say about it: there is nothing to tell any more.
      toLookAt.remove(topic);
    }
  }

  private void changed(Matcher.ByPattern pattern, boolean isListenedTo) {
    if (isListenedTo == taken.contains(pattern)) {
      toTake.remove(pattern);
    } else {
      toTake.add(pattern);
    }
  }

  private void meet(Topic topic) {
    Optional<Topic> forgotten = known.meet(topic).filter(t -> !isListenedTo(t));
    if (forgotten.isPresent()) {
      if (told.contains(forgotten.get())) {
        // The last look at it: is there anything to tell before it is forgotten?
        toLookAt.add(forgotten.get());
      } else {
        toLookAt.remove(forgotten.get());
      }
    }
  }

  private void locked(Runnable change) {
    locked(
        () -> {
          change.run();
          return true;
        });
  }

  private <T> T locked(Supplier<T> act) {
    lock.lock();
    try {
      T result = act.get();
      if (!toTake.isEmpty() || !toLookAt.isEmpty() || closed) {
        changed.signalAll();
      }
      return result;
    } finally {
      lock.unlock();
    }
  }
}
