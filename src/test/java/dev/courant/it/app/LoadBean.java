package dev.courant.it.app;

import dev.courant.event.Publication;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
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
   * @param longestFireMillis how long the caller of {@code fire} was kept at most
   */
  public record Outcome(long millis, long longestFireMillis) {}

  @Inject private Event<Publication> events;
  @Resource private ManagedExecutorService executor;

  /** Fires on a thread of the server: {@code count} events of {@code bytes} bytes of data. */
  public Future<Outcome> start(String topic, int count, int bytes, int perSecond) {
    return executor.submit(() -> fire(topic, count, bytes, perSecond));
  }

  private Outcome fire(String topic, int count, int bytes, int perSecond) {
    String filler = "x".repeat(bytes - 10);
    long stepNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long begin = System.nanoTime();
    long due = begin;
    long longest = 0;
    for (int i = 1; i <= count; i++) {
      awaitTime(due);
      long before = System.nanoTime();
      events.fire(Publication.of(topic, "%010d%s".formatted(i, filler)));
      long after = System.nanoTime();
      longest = Math.max(longest, after - before);
      // Where the machine was too slow the rest comes later, and not all at once.
      due = Math.max(due + stepNanos, after - TimeUnit.MILLISECONDS.toNanos(5));
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
