package dev.courant.boot;

import dev.courant.admin.measure.Recorder;
import dev.courant.admin.topic.TopicBook;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** The thread that takes samples and counts by topic, a little of its time. */
final class Watch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Watch.class.getName());

  /** How often it looks at what is new. */
  private static final long ROUND_NANOS = Duration.ofMillis(250).toNanos();

  /** What a round may take for counting: a tenth of one processor. */
  private static final long BUDGET_NANOS = ROUND_NANOS / 10;

  private static final long STOP_MILLIS = 2_000;

  private final Recorder recorder;
  private final TopicBook topics;
  private final Thread thread;
  private volatile boolean stopped;

  /** Whether the last round has, which is told once; touched by the thread only. */
  private boolean hasFailed;

  Watch(Recorder recorder, TopicBook topics, ThreadFactory threads) {
    this.recorder = recorder;
    this.topics = topics;
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long nextSample = System.nanoTime();
    while (!stopped) {
      long now = System.nanoTime();
      boolean isSampleDue = now - nextSample >= 0;
      if (isSampleDue) {
        nextSample = Math.max(nextSample + Recorder.EVERY.toNanos(), now);
      }
      round(isSampleDue);
      LockSupport.parkNanos(this, ROUND_NANOS);
      // A container interrupts its threads when it stops the application; what counts is close().
      Thread.interrupted();
    }
  }

  /** Whatever goes wrong in one round, the next one is made. */
  private void round(boolean isSampleDue) {
    try {
      topics.tick(BUDGET_NANOS);
      if (isSampleDue) {
        recorder.tick();
      }
      hasFailed = false;
    } catch (RuntimeException | Error e) {
      if (!hasFailed) {
        LOG.log(
            System.Logger.Level.WARNING,
            "The console lacks samples for the time being: {0}",
            e.toString());
      }
      hasFailed = true;
    }
  }
}
