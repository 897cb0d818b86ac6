package dev.courant.hub.fanout;

import dev.courant.hub.measure.Measures;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Drives one pump: calls it whenever there is something to do, and rests in between. */
final class PumpThread {
  private static final System.Logger LOG = System.getLogger(PumpThread.class.getName());

  /** How long a pump rests after a pass that has failed. */
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final Pump pump;
  private final Bell bell;
  private final LongSupplier nanoClock;
  private final Measures measures;
  private final Thread thread;
  private volatile boolean stopped;

  /** Whether the last pass has left nothing to do. */
  private volatile boolean resting;

  PumpThread(
      Pump pump, Bell bell, LongSupplier nanoClock, Measures measures, ThreadFactory threads) {
    this.pump = pump;
    this.bell = bell;
    this.nanoClock = nanoClock;
    this.measures = measures;
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopped = true;
    bell.ring();
  }

  void join(long millis) throws InterruptedException {
    thread.join(millis);
  }

  /** Whether what the pump was called for is done; any thread. */
  boolean hasNothingToDo() {
    return !bell.isRung() && resting;
  }

  private void run() {
    while (!stopped) {
      // In this order: who has rung and sees that the bell is silent must not see a rest from
      // before.
      resting = false;
      bell.reset();
      if (!tick()) {
        resting = true;
        bell.await(pump.restNanos(nanoClock.getAsLong()));
      }
      // A container interrupts its threads when it stops the application; what counts is stop().
      Thread.interrupted();
    }
  }

  /** Whatever goes wrong in a pass, memory included: the pump puts it right in the next one. */
  private boolean tick() {
    try {
      long start = nanoClock.getAsLong();
      boolean moved = pump.tick(start);
      if (moved) {
        measures.ticked(nanoClock.getAsLong() - start);
      }
      return moved;
    } catch (RuntimeException | Error e) {
      report(e);
      // What fails again and again must not take a processor for itself.
      LockSupport.parkNanos(this, PAUSE_NANOS);
      return true;
    }
  }

  private static void report(Throwable failure) {
    try {
      LOG.log(System.Logger.Level.ERROR, "A pump failed in one pass and goes on", failure);
    } catch (RuntimeException | Error noMemoryForThatEither) {
      return;
    }
  }
}
