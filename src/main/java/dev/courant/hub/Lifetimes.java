package dev.courant.hub;

import dev.courant.access.Caller;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Lifetime;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides when streams end by themselves. Those that began together do not end together, since each
 * of their clients comes back at once: a random part is taken off, of the age and of the time
 * before a token expires. Immutable; any thread may use it.
 */
final class Lifetimes {
  /** So much earlier than its token a stream ends at the latest: more than a pump is ever late. */
  static final Duration MARGIN = Duration.ofSeconds(1);

  /** The part of its time that a stream may lose, at random. */
  private static final double SPREAD = 0.1;

  /** And not more than that before its token expires. */
  static final int LONGEST_SPREAD_MILLIS = 5 * 60 * 1000;

  private final Duration maxAge;
  private final Surroundings surroundings;

  Lifetimes(Duration maxAge, Surroundings surroundings) {
    this.maxAge = maxAge;
    this.surroundings = surroundings;
  }

  /**
   * The lifetime of a stream that begins now.
   *
   * @throws RefusedException ({@link Refusal#INVALID_TOKEN}) when the token of its caller has
   *     expired. Other requests are given some time for clocks that differ; a stream is not
   */
  Lifetime beginning(Caller caller) {
    double age = maxAge.toNanos() * (1 - SPREAD * surroundings.random().getAsDouble());
    return new Lifetime(tokenEnd(caller), surroundings.nanoClock().getAsLong() + (long) age);
  }

  /**
   * The lifetime of a stream that goes on with another token: it does not become younger.
   *
   * @throws RefusedException as {@link #beginning} does
   */
  Lifetime renewed(Lifetime before, Caller caller) {
    return new Lifetime(tokenEnd(caller), before.ageEndNanos());
  }

  private long tokenEnd(Caller caller) {
    if (caller.expiry().isEmpty()) {
      return Lifetime.NEVER;
    }
    Instant now = Instant.ofEpochMilli(surroundings.clockMillis().getAsLong());
    Duration left = Duration.between(now, caller.expiry().get());
    if (left.isNegative() || left.isZero()) {
      throw new RefusedException(Refusal.INVALID_TOKEN, "The token has expired");
    }
    double longest = Math.min((double) left.toMillis() * SPREAD, LONGEST_SPREAD_MILLIS);
    double spread = longest * surroundings.random().getAsDouble();
    return caller.expiry().get().minus(MARGIN).toEpochMilli() - Math.round(spread);
  }
}
