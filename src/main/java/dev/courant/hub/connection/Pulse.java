package dev.courant.hub.connection;

import java.util.function.LongSupplier;

/**
 * When a client was offered something last, and when it took something. Written by one thread at a
 * time (with the lock of the outbox, or on the channel's lane), read by any.
 */
final class Pulse {
  private final LongSupplier nanoClock;
  private volatile boolean idle = true;
  private volatile long lastOfferNanos;
  private volatile long lastProgressNanos;

  Pulse(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.lastOfferNanos = nanoClock.getAsLong();
    this.lastProgressNanos = lastOfferNanos;
  }

  /**
   * Something was offered.
   *
   * @param first whether nothing waited before
   */
  void offered(boolean first, long nowNanos) {
    if (first) {
      lastProgressNanos = nowNanos;
      idle = false;
    }
    lastOfferNanos = nowNanos;
  }

  /** The client took something. */
  void progressed() {
    lastProgressNanos = nanoClock.getAsLong();
  }

  /** Notes whether nothing waits. */
  void rests(boolean nothingWaits) {
    idle = nothingWaits;
  }

  /** How long nothing was offered, in nanoseconds; 0 while something is waiting. */
  long idleNanos(long nowNanos) {
    return idle ? nowNanos - lastOfferNanos : 0;
  }

  /** For how long the client has taken nothing although something waits, in nanoseconds. */
  long stalledNanos(long nowNanos) {
    return idle ? 0 : nowNanos - lastProgressNanos;
  }
}
