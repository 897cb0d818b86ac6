package dev.courant.cluster;

import dev.courant.access.key.KeptText;
import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The texts that all nodes share, and who wants to know when another node has changed one: told
 * within the time of a poll, on a thread of its own. Any thread may call it.
 */
public final class SharedTexts implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SharedTexts.class.getName());

  /** What a hub that was alone has not kept. */
  private static final KeptText NOTHING =
      new KeptText() {
        @Override
        public String name() {
          return "nothing";
        }

        @Override
        public Optional<String> read() {
          return Optional.empty();
        }

        @Override
        public String update(Function<Optional<String>, String> step) {
          return step.apply(Optional.empty());
        }
      };

  /** The version of a text that no node has kept yet. */
  private static final long NONE = -1;

  private record Watcher(BooleanSupplier isUnsaved, Runnable told) {}

  private final Transactions transactions;
  private final Duration poll;
  private final Map<String, Watcher> watchers = new ConcurrentHashMap<>();
  private final Routine routine;

  /** The versions that the watchers know; touched by the thread only. */
  private final Map<String, Long> known = new HashMap<>();

  /**
   * Those whose watchers could not take them up, which is told once; touched by the thread only.
   */
  private final Set<String> failing = new HashSet<>();

  /**
   * Texts of a database whose tables are there.
   *
   * @param poll how often to look for changes
   * @param threads makes the thread that looks
   */
  public SharedTexts(Database database, Duration poll, ThreadFactory threads) {
    this.transactions = Transactions.of(database);
    this.poll = poll;
    this.routine = new Routine(this::look, poll, () -> {}, threads);
  }

  /**
   * The text of a name.
   *
   * @param seed what it is as long as no node has kept one
   */
  public KeptText text(String name, KeptText seed) {
    return new SharedText(name, transactions, seed);
  }

  /** The text of a name that only nodes together have. */
  public KeptText text(String name) {
    return text(name, NOTHING);
  }

  /**
   * Has somebody told of changes, perhaps of those of this node too, and once at the start.
   *
   * @param isUnsaved whether the watcher has something that could not be kept: it is told, then
   * @param watcher told again with the next look when it throws something
   */
  public void watch(String name, BooleanSupplier isUnsaved, Runnable watcher) {
    watchers.put(name, new Watcher(isUnsaved, watcher));
  }

  /** Starts looking. */
  public void start() {
    routine.start();
  }

  @Override
  public void close() {
    routine.close();
  }

  private Duration look() throws SQLException {
    Map<String, Long> versions = transactions.read(SharedTexts::versions);
    watchers.forEach((name, watcher) -> tell(name, watcher, versions.getOrDefault(name, NONE)));
    return poll;
  }

  private void tell(String name, Watcher watcher, long version) {
    if (version != known.getOrDefault(name, NONE) || watcher.isUnsaved().getAsBoolean()) {
      try {
        watcher.told().run();
        known.put(name, version);
        failing.remove(name);
      } catch (RuntimeException e) {
        boolean isNews = failing.add(name);
        LOG.log(
            isNews ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
            "What nodes have in common is not taken up yet: {0}",
            e.toString());
      }
    }
  }

  private static Map<String, Long> versions(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name, version FROM shared_text")) {
      Map<String, Long> versions = new HashMap<>();
      while (rows.next()) {
        versions.put(rows.getString(1), rows.getLong(2));
      }
      return versions;
    }
  }
}
