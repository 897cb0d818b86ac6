package dev.courant.it.app;

import dev.courant.event.Publication;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A business bean that fires numbered events at a steady rate. */
@ApplicationScoped
public class LoadBean {
  /**
   * How it went.
   *
   * @param millis how long all of it took
   * @param longestFireMillis how long one transaction took at most, until its events were stored
   */
  public record Outcome(long millis, long longestFireMillis) {}

  private static final int TRANSACTIONS_PER_SECOND = 100;

  /** The hub has room for so many that wait to be stored, and for others besides. */
  private static final int TRANSACTION_MAX_EVENTS = 1_000;

  @Inject private Event<Publication> events;
  @Inject private UserTransaction transaction;
  @Resource private ManagedExecutorService executor;

  /** Fires on a thread of the server: {@code count} events of {@code bytes} bytes of data. */
  public Future<Outcome> start(String topic, int count, int bytes, int perSecond) {
    return executor.submit(() -> fire(topic, count, bytes, perSecond));
  }

  private Outcome fire(String topic, int count, int bytes, int perSecond) throws Exception {
    String filler = "x".repeat(bytes - 10);
    // A commit waits for the disk: so what happens within a moment goes into one transaction.
    int group = Math.max(1, Math.min(perSecond / TRANSACTIONS_PER_SECOND, TRANSACTION_MAX_EVENTS));
    long stepNanos = TimeUnit.SECONDS.toNanos(group) / perSecond;
    long begin = System.nanoTime();
    long due = begin;
    long longest = 0;
    for (int i = 1; i <= count; i += group) {
      awaitTime(due);
      long before = System.nanoTime();
      transaction.begin();
      for (int n = i; n < i + group && n <= count; n++) {
        events.fire(Publication.of(topic, "%010d%s".formatted(n, filler)));
      }
      transaction.commit();
      long after = System.nanoTime();
      longest = Math.max(longest, after - before);
      // Where the machine was too slow the rest comes later, and not all at once.
      due = Math.max(due + stepNanos, after - TimeUnit.MILLISECONDS.toNanos(50));
    }
    return new Outcome(
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
        TimeUnit.NANOSECONDS.toMillis(longest));
  }

  private static void awaitTime(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(1)));
    }
  }
}
