package dev.courant.hub.fanout;

import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/** Drives one pump: calls it whenever there is something to do, and rests in between. */
final class PumpThread {
  private static final System.Logger LOG = System.getLogger(PumpThread.class.getName());

  private final Pump pump;
  private final Bell bell;
  private final LongSupplier nanoClock;
  private final Thread thread;
  private volatile boolean stopped;

  PumpThread(Pump pump, Bell bell, LongSupplier nanoClock, ThreadFactory threads) {
    this.pump = pump;
    this.bell = bell;
    this.nanoClock = nanoClock;
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

  private void run() {
    while (!stopped) {
      bell.reset();
      if (!tick()) {
        bell.await(pump.restNanos(nanoClock.getAsLong()));
      }
      // A container interrupts its threads when it stops the application; what counts is stop().
      Thread.interrupted();
    }
  }

  private boolean tick() {
    try {
      return pump.tick(nanoClock.getAsLong());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A pump failed in one pass and goes on", e);
      return false;
    }
  }
}
