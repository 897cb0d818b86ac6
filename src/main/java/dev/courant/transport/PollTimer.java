package dev.courant.transport;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/** The one thread that ends the waiting of polls. Any thread may call it. */
public final class PollTimer implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  /**
   * A timer that nothing waits for.
   *
   * @param factory makes the thread, with the first poll
   */
  public PollTimer(ThreadFactory factory) {
    timer = new ScheduledThreadPoolExecutor(1, factory);
    timer.setRemoveOnCancelPolicy(true);
  }

  ScheduledExecutorService executor() {
    return timer;
  }

  /** Stops: what was to be ended has been ended by then. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
