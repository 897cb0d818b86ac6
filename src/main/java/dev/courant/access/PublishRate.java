package dev.courant.access;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How fast each subject may publish: a bucket of tokens for each that has published lately. A
 * bucket holds what comes in in {@value #BURST_SECONDS} seconds; it fills steadily, and each
 * publication takes one out. One that is full again is forgotten, so there are never more buckets
 * than there were publications in that time. Any thread may call it.
 */
public final class PublishRate {
  /** The rate that does not limit. */
  public static final int UNLIMITED = 0;

  /** For how long a subject may save up, in seconds. */
  private static final int BURST_SECONDS = 2;

  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private record Bucket(double tokens, long asOfNanos) {}

  private final int perSecond;
  private final double size;
  private final LongSupplier nanoClock;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private final Map<String, Bucket> buckets = new HashMap<>();
  private long nextCleaningNanos;

  /**
   * A limit.
   *
   * @param perSecond how many publications a subject may make per second; {@link #UNLIMITED} for
   *     any number
   * @param nanoClock the time, in nanoseconds from some origin
   */
  public PublishRate(int perSecond, LongSupplier nanoClock) {
    this.perSecond = perSecond;
    this.size = perSecond * (double) BURST_SECONDS;
    this.nanoClock = nanoClock;
    this.nextCleaningNanos = nanoClock.getAsLong();
  }

  /**
   * Counts a publication of this caller.
   *
   * @throws RefusedException ({@link Refusal#TOO_FAST}) when it publishes faster than it may; that
   *     one does not count
   */
  public void take(Caller caller) {
    if (perSecond == UNLIMITED) {
      return;
    }
    lock.lock();
    try {
      long now = nanoClock.getAsLong();
      clean(now);
      double tokens = tokens(buckets.getOrDefault(caller.identity(), new Bucket(size, now)), now);
      if (tokens < 1) {
        throw new RefusedException(
            Refusal.TOO_FAST,
            "The subject of this token may publish %,d times per second".formatted(perSecond));
      }
      buckets.put(caller.identity(), new Bucket(tokens - 1, now));
    } finally {
      lock.unlock();
    }
  }

  /** How many subjects are remembered. */
  int remembered() {
    lock.lock();
    try {
      return buckets.size();
    } finally {
      lock.unlock();
    }
  }

  private double tokens(Bucket bucket, long now) {
    return Math.min(size, bucket.tokens() + (now - bucket.asOfNanos()) / NANOS * perSecond);
  }

  /** Once in the time in which every bucket fills: so a publication costs next to nothing. */
  private void clean(long now) {
    if (now - nextCleaningNanos >= 0) {
      buckets.values().removeIf(bucket -> tokens(bucket, now) >= size);
      nextCleaningNanos = now + (long) (BURST_SECONDS * NANOS);
    }
  }
}
