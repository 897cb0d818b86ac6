package dev.courant.hub.connection;

import java.util.concurrent.TimeUnit;

/**
 * When a stream ends by itself, if nothing else ends it before. An immutable value.
 *
 * @param tokenEndMillis when it ends for its token, in milliseconds since 1970: some time before
 *     the token expires; {@link #NEVER} where no token expires
 * @param ageEndNanos when it ends for its age, on the clock that counts nanoseconds
 */
public record Lifetime(long tokenEndMillis, long ageEndNanos) {
  /** The end of what does not end. */
  public static final long NEVER = Long.MAX_VALUE;

  /** How long it still has for its token, in milliseconds; below zero when that is over. */
  public long tokenLeftMillis(long nowMillis) {
    return tokenEndMillis == NEVER ? NEVER : tokenEndMillis - nowMillis;
  }

  /** The same for its age. */
  public long ageLeftMillis(long nowNanos) {
    return TimeUnit.NANOSECONDS.toMillis(ageEndNanos - nowNanos);
  }
}
