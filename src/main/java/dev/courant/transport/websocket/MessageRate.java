package dev.courant.transport.websocket;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often something may happen on one connection: a bucket of tokens that fills steadily, and out
 * of which each time takes one. One thread at a time.
 */
final class MessageRate {
  private final double size;
  private final double perNano;
  private final LongSupplier nanoClock;
  private double tokens;
  private long asOfNanos;

  /**
   * A full bucket.
   *
   * @param size how many times in a row
   * @param perMinute how many times a minute in the long run
   * @param nanoClock the time, in nanoseconds from some origin
   */
  MessageRate(int size, int perMinute, LongSupplier nanoClock) {
    this.size = size;
    this.perNano = (double) perMinute / TimeUnit.MINUTES.toNanos(1);
    this.nanoClock = nanoClock;
    this.tokens = size;
    this.asOfNanos = nanoClock.getAsLong();
  }

  /** Whether it may happen once more; if so, that counts. */
  boolean take() {
    long now = nanoClock.getAsLong();
    tokens = Math.min(size, tokens + (now - asOfNanos) * perNano);
    asOfNanos = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
