package dev.courant.log.postgres;

import dev.courant.log.EventLog;
import dev.courant.log.EventLogContract;
import dev.courant.log.Retention;
import java.time.Duration;
import java.util.function.LongSupplier;

class PostgresLogTest implements EventLogContract {
  @Override
  public EventLog openLog(long maxBytes, Duration keyWindow, LongSupplier clockMillis) {
    Retention retention =
        new Retention(Duration.ofDays(36_500), Long.MAX_VALUE, maxBytes, keyWindow);
    return Nodes.open(TestPostgres.newSchema(), retention, clockMillis);
  }
}
