package dev.courant.log;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What the parts of the contract have in common: how to get a log. */
interface LogContract {
  int ALL = Integer.MAX_VALUE;

  /**
   * An empty log of the epoch {@code e}.
   *
   * @param maxBytes it lets go of its oldest events when all of them weigh more than this
   * @param keyWindow how long it remembers idempotency keys
   * @param clockMillis the time
   */
  EventLog openLog(long maxBytes, Duration keyWindow, LongSupplier clockMillis);

  /** An empty log that lets go of its oldest events when all of them weigh more than this. */
  default EventLog openLog(long maxBytes) {
    return openLog(maxBytes, Duration.ofHours(1), System::currentTimeMillis);
  }

  /** An empty log. */
  default EventLog openLog() {
    return openLog(ALL);
  }

  /** An empty log with a clock of the test's. */
  default EventLog openLog(LongSupplier clockMillis) {
    return openLog(ALL, Duration.ofHours(1), clockMillis);
  }
}
