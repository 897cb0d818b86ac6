package dev.courant.hub;

import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Traffic;
import dev.courant.hub.fanout.Whereabouts;
import java.time.Duration;

/**
 * An open connection at one moment, for whoever looks after the hub.
 *
 * @param traffic what has gone to its client, and what waits
 * @param whereabouts where it stands in history
 * @param lagEvents how many events lie behind its cursor, whether they concern it or not; 0 while
 *     it is live
 * @param ageNanos how long it has been open
 * @param sinceWriteNanos how long ago something was handed to the network
 * @param stalledNanos for how long its client has taken nothing although something waits
 */
public record ConnectionView(
    Connection connection,
    Traffic traffic,
    Whereabouts whereabouts,
    long lagEvents,
    long ageNanos,
    long sinceWriteNanos,
    long stalledNanos) {
  private static final long STALLED_NANOS = Duration.ofSeconds(5).toNanos();

  /** Whether its client has taken nothing for long although something waits. */
  public boolean isStalled() {
    return stalledNanos >= STALLED_NANOS;
  }

  /** Whether it lacks something that it does not lack on purpose: some ask for not so many. */
  public boolean isSlow() {
    boolean rests = connection.interest().delivery().isPaced();
    return (!whereabouts.isLive() && !rests) || traffic.waitingBytes() > 0;
  }
}
