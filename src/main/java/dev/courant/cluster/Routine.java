package dev.courant.cluster;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Something that is done again and again, on a thread of its own, until this is closed; nothing
 * else ends it. Any thread may close it.
 */
final class Routine implements AutoCloseable {
  /** One time. */
  interface Step {
    /**
     * Does it; what it throws is told, and it goes on.
     *
     * @return how long to rest before the next time
     */
    Duration run() throws Exception;
  }

  private static final System.Logger LOG = System.getLogger(Routine.class.getName());
  private static final long STOP_MILLIS = 2_000;

  private final Step step;
  private final Duration restAfterFailure;
  private final Runnable last;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** Whether it could not be done the last time; touched by one thread at a time. */
  private boolean hasFailed;

  /**
   * A routine that begins when it is started.
   *
   * @param restAfterFailure how long to rest when it could not be done
   * @param last done on the same thread, when this was closed
   * @param threads makes the thread
   */
  Routine(Step step, Duration restAfterFailure, Runnable last, ThreadFactory threads) {
    this.step = step;
    this.restAfterFailure = restAfterFailure;
    this.last = last;
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  /** Does it once, on the caller's thread: before it is started. */
  Duration runOnce() {
    try {
      Duration rest = step.run();
      hasFailed = false;
      return rest;
    } catch (InterruptedException notTheWayToEndThis) {
      // A container interrupts threads for reasons of its own.
      return Duration.ZERO;
    } catch (Exception | Error e) {
      // The log tells when the database is away. Anything else is told once.
      boolean isKnown = e instanceof SQLException || hasFailed;
      hasFailed = true;
      LOG.log(
          isKnown ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
          "What nodes do together waits",
          e);
      return restAfterFailure;
    }
  }

  /** Ends it, and waits for that, for two seconds at most. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration rest = runOnce();
    while (!isClosedAfter(rest)) {
      rest = runOnce();
    }
    last.run();
  }

  private boolean isClosedAfter(Duration rest) {
    try {
      return closed.await(rest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException notTheWayToEndThis) {
      return false;
    }
  }
}
