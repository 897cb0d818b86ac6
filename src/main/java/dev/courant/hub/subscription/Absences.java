package dev.courant.hub.subscription;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Those who have left and may come back, in the order in which they left. Not thread-safe: guarded
 * by the lock of the {@link Subscriptions}.
 */
final class Absences {
  /** How many may be away for a while; beyond it, the first that left counts as having left. */
  static final int MAX = 10_000;

  private final long graceNanos;
  private final LongSupplier nanoClock;
  private final Set<Subscriber> inOrder = new LinkedHashSet<>();

  /** The same by what it takes to take one's place. */
  private final Map<Subscriber.Place, Deque<Subscriber>> byPlace = new HashMap<>();

  /**
   * Nobody is away.
   *
   * @param graceNanos for how long somebody may be
   */
  Absences(long graceNanos, LongSupplier nanoClock) {
    this.graceNanos = graceNanos;
    this.nanoClock = nanoClock;
  }

  boolean isEmpty() {
    return inOrder.isEmpty();
  }

  boolean isOverfull() {
    return inOrder.size() > MAX;
  }

  /** For how long the first may still stay away; there is one. */
  long restNanos() {
    return graceNanos - (nanoClock.getAsLong() - first().leftNanos);
  }

  /** The one that left first of those who are here. */
  Subscriber first() {
    return inOrder.iterator().next();
  }

  /** Somebody has left just now. */
  void add(Subscriber subscriber) {
    subscriber.leftNanos = nanoClock.getAsLong();
    inOrder.add(subscriber);
    byPlace.computeIfAbsent(subscriber.place, p -> new ArrayDeque<>()).add(subscriber);
  }

  /** Takes out the first that left this place; absent where there is none. */
  Optional<Subscriber> takeFrom(Subscriber.Place place) {
    Optional<Subscriber> first = Optional.ofNullable(byPlace.get(place)).map(Deque::getFirst);
    first.ifPresent(this::remove);
    return first;
  }

  /** Takes one out, if it is in. */
  void remove(Subscriber subscriber) {
    if (inOrder.remove(subscriber)) {
      Deque<Subscriber> same = byPlace.get(subscriber.place);
      if (same != null && same.remove(subscriber) && same.isEmpty()) {
        byPlace.remove(subscriber.place);
      }
    }
  }
}
