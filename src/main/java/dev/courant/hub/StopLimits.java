package dev.courant.hub;

import java.time.Duration;

/**
 * How a stop goes on.
 *
 * @param timeout how long it may take until what is under way has arrived
 * @param spread within which time the clients are asked to come back, each at a random moment; not
 *     less than {@link #SOONEST}
 */
public record StopLimits(Duration timeout, Duration spread) {
  /** Nobody is asked to come back earlier. */
  public static final Duration SOONEST = Duration.ofSeconds(1);

  /**
   * How long one client is to stay away.
   *
   * @param chance a number from 0 to 1
   */
  Duration absence(double chance) {
    return SOONEST.plusMillis(Math.round(spread.minus(SOONEST).toMillis() * chance));
  }
}
