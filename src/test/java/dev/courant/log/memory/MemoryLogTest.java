package dev.courant.log.memory;

import dev.courant.log.EventLog;
import dev.courant.log.EventLogContract;
import java.time.Duration;
import java.util.function.LongSupplier;

class MemoryLogTest implements EventLogContract {
  @Override
  public EventLog openLog(long maxBytes, Duration keyWindow, LongSupplier clockMillis) {
    return new MemoryLog("e", maxBytes, keyWindow, clockMillis);
  }
}
