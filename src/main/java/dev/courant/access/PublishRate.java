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
 * publication takes one out. Who has published nothing for a minute is forgotten, so there are
 * never more buckets than there were publications in that time. With several nodes, each hears
 * within a moment what a subject has published on the others. Any thread may call it.
 */
public final class PublishRate {
  /** The rate that does not limit. */
  public static final int UNLIMITED = 0;

  /** For how long a subject may save up, in seconds. */
  private static final int BURST_SECONDS = 2;

  /**
   * After that time each bucket is full. Not as soon as it is: counts that others hear of would
   * begin anew all the time, and who hears of two of them cannot tell what came in between.
   */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  /** How often what a bucket holds may be missing in it. */
  private static final int DEBT = 4;

  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * What a subject may do.
   *
   * @param tokens below zero where it has published elsewhere what it would not have been let here
   * @param published how often it has published here since the bucket was made
   */
  private record Bucket(double tokens, long asOfNanos, long published) {}

  private final int perSecond;
  private final double size;
  private final LongSupplier nanoClock;
  private final ReentrantLock lock = new ReentrantLock();

  /** How often each of them has published since its bucket was full, here and on other nodes. */
  private final Headcount<String> nodes = new Headcount<>(n -> n, this::elsewhere);

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
      Bucket bucket = bucket(caller.identity(), now);
      if (bucket.tokens() < 1) {
        throw new RefusedException(
            Refusal.TOO_FAST,
            "The subject of this token may publish %,d times per second".formatted(perSecond));
      }
      buckets.put(caller.identity(), new Bucket(bucket.tokens() - 1, now, bucket.published() + 1));
      nodes.add(caller.identity(), 1);
    } finally {
      lock.unlock();
    }
  }

  /** Whether it limits anybody. */
  public boolean limits() {
    return perSecond != UNLIMITED;
  }

  /** How often subjects have published lately, for other nodes and by them. */
  public Headcount<String> nodes() {
    return nodes;
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

  /**
   * A subject has published elsewhere: that takes from its bucket here, into debt if need be, since
   * all buckets fill at the full rate. What a node tells first may be of long ago.
   */
  private void elsewhere(String identity, long before, long now, boolean isNews) {
    double more = Math.max(0, now - before);
    double spent = isNews ? more : Math.min(more, size);
    lock.lock();
    try {
      long nanos = nanoClock.getAsLong();
      clean(nanos);
      Bucket bucket = bucket(identity, nanos);
      double tokens = Math.max(-DEBT * size, bucket.tokens() - spent);
      buckets.put(identity, new Bucket(tokens, nanos, bucket.published()));
    } finally {
      lock.unlock();
    }
  }

  private Bucket bucket(String identity, long now) {
    Bucket bucket = buckets.getOrDefault(identity, new Bucket(size, now, 0));
    return new Bucket(tokens(bucket, now), now, bucket.published());
  }

  private double tokens(Bucket bucket, long now) {
    return Math.min(size, bucket.tokens() + (now - bucket.asOfNanos()) / NANOS * perSecond);
  }

  /** Now and then: so a publication costs next to nothing. */
  private void clean(long now) {
    if (now - nextCleaningNanos >= 0) {
      buckets
          .entrySet()
          .removeIf(
              entry -> {
                boolean isOver = now - entry.getValue().asOfNanos() > REMEMBERED.toNanos();
                if (isOver) {
                  nodes.add(entry.getKey(), -entry.getValue().published());
                }
                return isOver;
              });
      nextCleaningNanos = now + REMEMBERED.toNanos() / 10;
    }
  }
}
