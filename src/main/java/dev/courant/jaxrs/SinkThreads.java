package dev.courant.jaxrs;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that feed sinks. A container may block whoever sends to a sink, so each sink may hold
 * one; that is why their number is limited. Any thread may call it.
 */
public final class SinkThreads implements AutoCloseable {
  private static final long IDLE_SECONDS = 30;

  private final int max;
  private final Semaphore places;
  private final ThreadPoolExecutor threads;

  /**
   * Threads for so many sinks, made when they are needed.
   *
   * @param max how many sinks may be open at a time
   * @param factory makes the threads
   */
  public SinkThreads(int max, ThreadFactory factory) {
    this.max = max;
    this.places = new Semaphore(max);
    // One may be stuck in sending, while another closes the same sink.
    this.threads =
        new ThreadPoolExecutor(
            0, 2 * max, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
  }

  /**
   * Takes a place for a sink.
   *
   * @throws RefusedException ({@link Refusal#OVERLOADED}) when all are taken
   */
  void take() {
    if (!places.tryAcquire()) {
      throw new RefusedException(
          Refusal.OVERLOADED,
          "%,d sinks are open already (courant.sinks.max); the hub's own endpoint takes more"
              .formatted(max));
    }
  }

  /** Gives the place of a sink back. */
  void release() {
    places.release();
  }

  Executor executor() {
    return threads;
  }

  /** Stops: sinks that are being closed are given the time for it. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
