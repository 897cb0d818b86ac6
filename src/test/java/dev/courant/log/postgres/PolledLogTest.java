package dev.courant.log.postgres;

import dev.courant.log.EventLog;
import dev.courant.log.EventLogContract;
import dev.courant.log.Retention;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The log over a DataSource of the server's: nobody listens to what the database has to say. */
class PolledLogTest implements EventLogContract {
  @Override
  public EventLog openLog(long maxBytes, Duration keyWindow, LongSupplier clockMillis) {
    Retention retention =
        new Retention(Duration.ofDays(36_500), Long.MAX_VALUE, maxBytes, keyWindow);
    String address = TestPostgres.newSchema();
    return Nodes.over(address, new ServerPool(address), retention, clockMillis);
  }
}
