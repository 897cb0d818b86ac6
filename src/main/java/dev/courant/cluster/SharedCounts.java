package dev.courant.cluster;

import dev.courant.access.Headcount;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.log.postgres.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Tells other nodes what this one counts, and learns what they count. Headcounts are added before
 * it is used; one thread uses it.
 */
public final class SharedCounts {
  private static final Duration READ_ALL_AFTER = CountRows.ZEROS_KEPT.dividedBy(2);

  /** How many names are told in one step. */
  private static final int STEP = 2_000;

  private final CountRows rows;
  private final LongSupplier nanoClock;
  private final Map<String, Kind<?>> kinds = new LinkedHashMap<>();
  private final Map<String, Known> known = new HashMap<>();

  /** The batch that was tried last: a number is never used twice, an answer may have been lost. */
  private long batch;

  /** Up to which batch zeros are to be forgotten next, and when. */
  private long zerosUpTo;

  private long forgetZerosNanos;

  private record Known(long batch, long readNanos) {}

  private record Kind<K>(
      Headcount<K> counts, Function<K, String> write, Function<String, Optional<K>> read) {

    Map<String, Long> name(Map<K, Long> taken) {
      Map<String, Long> named = new HashMap<>();
      taken.forEach((what, count) -> named.put(write.apply(what), count));
      // No text of PostgreSQL's can have that: it is counted here only.
      named.keySet().removeIf(name -> name.indexOf('\0') >= 0);
      return named;
    }

    void learn(String node, Map<String, Long> named, boolean all) {
      Map<K, Long> learned = new HashMap<>();
      named.forEach((name, count) -> read.apply(name).ifPresent(what -> learned.put(what, count)));
      counts.learn(node, learned, all);
    }

    void giveBack(Set<String> names) {
      Set<K> what = new HashSet<>();
      names.forEach(name -> read.apply(name).ifPresent(what::add));
      counts.retell(what);
    }
  }

  /** Counts nothing yet. */
  public SharedCounts(Transactions transactions, LongSupplier nanoClock) {
    this.rows = new CountRows(transactions);
    this.nanoClock = nanoClock;
    this.forgetZerosNanos = nanoClock.getAsLong();
  }

  /**
   * Shares what is counted by matchers; from now on it is counted.
   *
   * @param kind tells it from what else is counted, on all nodes
   */
  public void add(String kind, Headcount<Matcher> counts, Matchers matchers) {
    MatcherNames names = new MatcherNames(matchers);
    add(kind, new Kind<>(counts, MatcherNames::name, names::named));
  }

  /** Shares what is counted by names; from now on it is counted. */
  public void add(String kind, Headcount<String> counts) {
    add(kind, new Kind<>(counts, name -> name, Optional::of));
  }

  /** Nobody remembers what this node has told. */
  void startAnew() {
    kinds.values().forEach(kind -> kind.counts().retell());
  }

  /**
   * Tells what has changed here.
   *
   * @return whether there may be more
   */
  boolean tell(String node) throws SQLException {
    Map<String, Map<String, Long>> changes = new HashMap<>();
    kinds.forEach(
        (name, kind) -> {
          Map<String, Long> taken = take(kind);
          if (!taken.isEmpty()) {
            changes.put(name, taken);
          }
        });
    boolean isTold = changes.isEmpty() || write(node, changes);
    forgetZeros(node);
    return isTold && changes.values().stream().anyMatch(taken -> taken.size() == STEP);
  }

  /** Learns what has changed elsewhere. */
  void learn(List<Membership.Node> nodes) throws SQLException {
    long now = nanoClock.getAsLong();
    Map<String, Long> after = new HashMap<>();
    Set<String> gone = new HashSet<>(known.keySet());
    for (Membership.Node node : nodes) {
      gone.remove(node.id());
      Optional<Known> before = known(node, now);
      if (before.isEmpty() || before.get().batch() != node.batch()) {
        after.put(node.id(), before.map(Known::batch).orElse(0L));
      }
    }
    var read = rows.read(after);
    for (Membership.Node node : nodes) {
      if (after.containsKey(node.id())) {
        boolean all = after.get(node.id()) == 0;
        learn(node.id(), read.getOrDefault(node.id(), Map.of()), all);
      }
      // What was read may be more than that batch: it is read again then.
      known.put(node.id(), new Known(node.batch(), now));
    }
    gone.forEach(this::forget);
  }

  /** Absent where what is known may be too old to be added to. */
  private Optional<Known> known(Membership.Node node, long now) {
    return Optional.ofNullable(known.get(node.id()))
        .filter(before -> now - before.readNanos() <= READ_ALL_AFTER.toNanos());
  }

  private void learn(String node, Map<String, Map<String, Long>> read, boolean all) {
    kinds.forEach((name, kind) -> kind.learn(node, read.getOrDefault(name, Map.of()), all));
  }

  private void forget(String node) {
    kinds.values().forEach(kind -> kind.counts().forget(node));
    known.remove(node);
  }

  private boolean write(String node, Map<String, Map<String, Long>> changes) throws SQLException {
    boolean isTold = false;
    try {
      isTold = rows.write(node, ++batch, changes);
      return isTold;
    } finally {
      if (!isTold) {
        changes.forEach((name, taken) -> giveBack(name, taken.keySet()));
      }
    }
  }

  private void forgetZeros(String node) throws SQLException {
    long now = nanoClock.getAsLong();
    if (now - forgetZerosNanos > CountRows.ZEROS_KEPT.toNanos()) {
      if (zerosUpTo > 0) {
        rows.forgetZeros(node, zerosUpTo);
      }
      zerosUpTo = batch;
      forgetZerosNanos = now;
    }
  }

  private void add(String name, Kind<?> kind) {
    kind.counts().share();
    kinds.put(name, kind);
  }

  private void giveBack(String name, Set<String> what) {
    Optional.ofNullable(kinds.get(name)).ifPresent(kind -> kind.giveBack(what));
  }

  private static <K> Map<String, Long> take(Kind<K> kind) {
    return kind.name(kind.counts().takeUntold(STEP));
  }
}
