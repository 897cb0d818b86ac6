package dev.courant.transport.websocket;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that WebSockets need beside those of the server. A container may call back while it
 * holds locks of its own, so what follows from a call is done on another thread; and an order may
 * have to wait for a pump, or for the keys of an issuer. What is queued here is bounded by the
 * number of connections, each of which queues one thing at a time. Any thread may call it.
 */
public final class SocketThreads implements AutoCloseable {
  /** Enough for two cores of orders that wait. */
  private static final int ORDER_THREADS = 2;

  /** How long a client may take to answer a close frame. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ExecutorService writers;
  private final ExecutorService orders;
  private final ScheduledThreadPoolExecutor endings;

  /**
   * Threads.
   *
   * @param writers how many write, where the server has no thread for that itself
   * @param factory makes the threads
   */
  public SocketThreads(int writers, ThreadFactory factory) {
    this.writers = Executors.newFixedThreadPool(writers, factory);
    this.orders = Executors.newFixedThreadPool(ORDER_THREADS, factory);
    this.endings =
        new ScheduledThreadPoolExecutor(1, factory, new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Where WebSockets are written to that have no thread of the server for that. */
  Executor writers() {
    return writers;
  }

  /** Where orders are carried out. */
  Executor orders() {
    return orders;
  }

  /** Does something when a client has had the time to say goodbye; not at all once this closed. */
  void afterGoodbye(Runnable step) {
    var unused = endings.schedule(step, PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Stops: what was begun is done to its end, and goodbyes are not waited for. */
  @Override
  public void close() {
    writers.shutdown();
    orders.shutdown();
    endings.shutdownNow();
  }
}
