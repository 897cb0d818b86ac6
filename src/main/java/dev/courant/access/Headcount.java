package dev.courant.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * How often something is there, by what it is: on this node, and on the others. A node that is
 * alone counts nothing. Any thread may call it.
 *
 * @param <K> what is counted
 */
public final class Headcount<K> {
  /** Hears of a change elsewhere, on the thread that made it known; must not block for long. */
  public interface Listener<K> {
    /**
     * So many there were on all other nodes together, and so many there are now.
     *
     * @param isNews whether it has changed lately: what a node tells first may be of long ago
     */
    void changed(K what, long before, long now, boolean isNews);
  }

  private final LongUnaryOperator worthTelling;
  private final Listener<K> listener;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private boolean shared;

  /** What counts nothing has no entry. */
  private final Map<K, Long> here = new HashMap<>();

  /** That of which others know something else: bounded by what is here or was told. */
  private final Set<K> untold = new LinkedHashSet<>();

  private final Map<String, Map<K, Long>> byNode = new HashMap<>();
  private final Map<K, Long> elsewhere = new HashMap<>();

  private record Change<K>(K what, long before, long now) {}

  /**
   * Nothing is counted yet.
   *
   * @param worthTelling what others need to know of a count; zero where that is nothing
   */
  public Headcount(LongUnaryOperator worthTelling, Listener<K> listener) {
    this.worthTelling = worthTelling;
    this.listener = listener;
  }

  /** From now on it is counted. To be called before there is anything to count. */
  public void share() {
    locked(() -> shared = true);
  }

  /** Counts something on this node: so many more, or less. */
  public void add(K what, long change) {
    locked(
        () -> {
          if (shared) {
            long before = here.getOrDefault(what, 0L);
            put(here, what, before + change);
            if (worthTelling.applyAsLong(before) != worthTelling.applyAsLong(before + change)) {
              untold.add(what);
            }
          }
          return shared;
        });
  }

  /** How many there are on the other nodes together, as far as they have told. */
  public long elsewhere(K what) {
    return locked(() -> elsewhere.getOrDefault(what, 0L));
  }

  /**
   * Takes what is to be told to others: what has changed since it was taken, and how many there are
   * now. What could not be told is given back by {@link #retell(Set)}.
   *
   * @param max at most so many; the others come with the next call
   */
  public Map<K, Long> takeUntold(int max) {
    return locked(
        () -> {
          Map<K, Long> counts = new HashMap<>();
          untold.stream()
              .limit(max)
              .forEach(
                  what -> counts.put(what, worthTelling.applyAsLong(here.getOrDefault(what, 0L))));
          untold.removeAll(counts.keySet());
          return counts;
        });
  }

  /** These are to be told again. */
  public void retell(Set<K> what) {
    locked(() -> untold.addAll(what));
  }

  /** All is to be told again: nobody remembers what this node has told. */
  public void retell() {
    locked(
        () -> {
          here.forEach(
              (what, count) -> {
                if (worthTelling.applyAsLong(count) != 0) {
                  untold.add(what);
                }
              });
          return shared;
        });
  }

  /**
   * Another node has told what has changed there.
   *
   * @param counts how many there are now; zero: none any more
   * @param all whether that is everything: there is none of what is not in it
   */
  public void learn(String node, Map<K, Long> counts, boolean all) {
    boolean isNews = locked(() -> byNode.containsKey(node));
    List<Change<K>> changes =
        locked(
            () -> {
              Map<K, Long> known = byNode.computeIfAbsent(node, n -> new HashMap<>());
              List<Change<K>> made = new ArrayList<>();
              if (all) {
                Set<K> vanished = new LinkedHashSet<>(known.keySet());
                vanished.removeAll(counts.keySet());
                vanished.forEach(what -> made.add(put(known, what, 0, elsewhere)));
              }
              counts.forEach((what, count) -> made.add(put(known, what, count, elsewhere)));
              return made;
            });
    tell(changes, isNews);
  }

  /** Another node is gone, and so is what it has told. */
  public void forget(String node) {
    learn(node, Map.of(), true);
    locked(() -> byNode.remove(node));
  }

  /** Without the lock: who listens may have one of its own, and count something while it has it. */
  private void tell(List<Change<K>> changes, boolean isNews) {
    for (Change<K> change : changes) {
      if (change.before() != change.now()) {
        listener.changed(change.what(), change.before(), change.now(), isNews);
      }
    }
  }

  private static <K> Change<K> put(Map<K, Long> node, K what, long count, Map<K, Long> sums) {
    long before = sums.getOrDefault(what, 0L);
    long now = before - node.getOrDefault(what, 0L) + count;
    put(node, what, count);
    put(sums, what, now);
    return new Change<>(what, before, now);
  }

  private static <K> void put(Map<K, Long> counts, K what, long count) {
    if (count == 0) {
      counts.remove(what);
    } else {
      counts.put(what, count);
    }
  }

  private <T> T locked(Supplier<T> act) {
    lock.lock();
    try {
      return act.get();
    } finally {
      lock.unlock();
    }
  }
}
