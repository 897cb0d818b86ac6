package dev.courant.log.postgres;

import dev.courant.log.Retention;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Nodes of a test: logs over one database. */
final class Nodes {
  /** Removes nothing. */
  static final Retention KEEP_ALL =
      new Retention(Duration.ofDays(36_500), Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofHours(1));

  /** How long to wait for something that may take its time on a busy machine. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(500);

  private Nodes() {}

  static PostgresLog open(String address) {
    return open(address, KEEP_ALL, System::currentTimeMillis);
  }

  static PostgresLog open(String address, Retention retention, LongSupplier clockMillis) {
    return open(Database.at(address, "", "", Thread::new), retention, clockMillis);
  }

  /** Its first epoch is {@code e}, the next one {@code ex}, and so on. */
  static PostgresLog open(Database database, Retention retention, LongSupplier clockMillis) {
    AtomicInteger epochs = new AtomicInteger();
    return new PostgresLog(
        database,
        retention,
        () -> "e" + "x".repeat(epochs.getAndIncrement()),
        false,
        POLL,
        clockMillis,
        (count, nanos) -> {},
        Thread::new);
  }
}
