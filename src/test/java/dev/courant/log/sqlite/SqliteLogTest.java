package dev.courant.log.sqlite;

import dev.courant.log.EventLog;
import dev.courant.log.EventLogContract;
import dev.courant.log.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.io.TempDir;

class SqliteLogTest implements EventLogContract {
  @TempDir private Path directory;

  @Override
  public EventLog openLog(long maxBytes, Duration keyWindow, LongSupplier clockMillis) {
    Retention retention =
        new Retention(Duration.ofDays(36_500), Long.MAX_VALUE, maxBytes, keyWindow);
    Path file = directory.resolve(UUID.randomUUID() + ".db");
    return new SqliteLog(
        file, retention, "e", false, clockMillis, (count, nanos) -> {}, Thread::new);
  }
}
