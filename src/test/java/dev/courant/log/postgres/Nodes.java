package dev.courant.log.postgres;

import dev.courant.log.Retention;
import dev.courant.log.sqlite.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Nodes of a test: logs over one database. */
public final class Nodes {
  /** Removes nothing. */
  static final Retention KEEP_ALL =
      new Retention(Duration.ofDays(36_500), Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofHours(1));

  /** How long to wait for something that may take its time on a busy machine. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(500);

  /** Of those that have nothing else to go by. */
  private static final Duration SHORT_POLL = Duration.ofMillis(50);

  /** How many epochs were named, by address. */
  private static final Map<String, AtomicInteger> EPOCHS = new ConcurrentHashMap<>();

  private Nodes() {}

  public static PostgresLog open(String address) {
    return open(address, KEEP_ALL, System::currentTimeMillis);
  }

  /** One that keeps all, and whose epochs somebody else names. */
  public static PostgresLog open(Database database, Duration poll, EpochNames epochs) {
    return new PostgresLog(
        database,
        new PostgresOptions(KEEP_ALL, epochs, false, Optional.empty(), poll),
        System::currentTimeMillis,
        (count, nanos) -> {},
        Thread::new);
  }

  static PostgresLog open(String address, Retention retention, LongSupplier clockMillis) {
    return open(address, Database.at(address, "", "", Thread::new), retention, clockMillis);
  }

  /**
   * The first epoch of an address is {@code e}, those behind it {@code e2}, {@code e3} and so on.
   */
  static PostgresLog open(
      String address, Database database, Retention retention, LongSupplier clockMillis) {
    return open(address, database, retention, Optional.empty(), POLL, clockMillis);
  }

  /** One over a DataSource; the pool is closed when the node has let go of it. */
  static PostgresLog over(
      String address, ServerPool pool, Retention retention, LongSupplier clockMillis) {
    Database database = Database.of(pool, "a pool of the test's");
    PostgresLog log = open(address, database, retention, Optional.empty(), SHORT_POLL, clockMillis);
    var unused = log.released().thenRun(pool::close);
    return log;
  }

  /** One that takes over what is in a file. */
  static PostgresLog takingOver(String address, Path file) {
    Predecessor predecessor =
        new Predecessor() {
          @Override
          public String name() {
            return file.toString();
          }

          @Override
          public Connection open() throws SQLException {
            return SqliteFile.open(file);
          }
        };
    Database database = Database.at(address, "", "", Thread::new);
    return open(
        address, database, KEEP_ALL, Optional.of(predecessor), POLL, System::currentTimeMillis);
  }

  private static PostgresLog open(
      String address,
      Database database,
      Retention retention,
      Optional<Predecessor> predecessor,
      Duration poll,
      LongSupplier clockMillis) {
    PostgresOptions options =
        new PostgresOptions(retention, () -> nextEpoch(address), false, predecessor, poll);
    return new PostgresLog(database, options, clockMillis, (count, nanos) -> {}, Thread::new);
  }

  private static String nextEpoch(String address) {
    int number = EPOCHS.computeIfAbsent(address, a -> new AtomicInteger()).incrementAndGet();
    return number == 1 ? "e" : "e" + number;
  }
}
