package dev.courant.hub;

import dev.courant.event.Position;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.fanout.Fanout;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How the connections of a hub end that is being stopped, once nothing new is taken in: what was
 * admitted is stored and delivered, each client is told when to come back, and takes what waits for
 * it. All that within a time; then the streams end, whoever has not taken everything.
 */
final class Closing {
  private static final System.Logger LOG = System.getLogger(Closing.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** A store that hangs must not use up the time that clients have. */
  private static final int SHARE_OF_STORE = 2;

  private final StopLimits limits;
  private final Acceptance acceptance;
  private final Fanout fanout;
  private final Roster roster;
  private final Surroundings surroundings;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean told = new AtomicBoolean();

  Closing(
      StopLimits limits,
      Acceptance acceptance,
      Fanout fanout,
      Roster roster,
      Surroundings surroundings) {
    this.limits = limits;
    this.acceptance = acceptance;
    this.fanout = fanout;
    this.roster = roster;
    this.surroundings = surroundings;
  }

  /** Ends every connection, the first time. */
  void run() {
    if (begun.getAndSet(true)) {
      return;
    }
    announce();
    long begin = surroundings.nanoClock().getAsLong();
    long end = begin + limits.timeout().toNanos();
    settle(begin + limits.timeout().toNanos() / SHARE_OF_STORE);
    roster.forEach(this::tellWhenToComeBack);
    until(end, this::hasEverybodyTakenAll);
    tellWhoIsBehind();
    Set<Executor> lanes = roster.lanes();
    roster.end(connection -> true, Departure.HUB_STOPPED);
    Lanes.await(lanes);
  }

  /** What was admitted is stored, its publishers know, and it was offered to those who listen. */
  private void settle(long endNanos) {
    try {
      Duration left = Duration.ofNanos(endNanos - surroundings.nanoClock().getAsLong());
      if (!acceptance.awaitEmpty(left)) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Publications still wait to be stored: the stop does not wait for them");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    until(endNanos, fanout::isAtHead);
  }

  private void tellWhenToComeBack(Connection connection) {
    Duration absence = limits.absence(surroundings.random().getAsDouble());
    connection.offerLast(Chunk.absence(connection.interest().format(), absence));
  }

  private boolean hasEverybodyTakenAll() {
    return roster.count(connection -> !connection.hasTakenAll()) == 0;
  }

  /** Also for a thread that was interrupted: the container does that when it pleases. */
  private void until(long endNanos, BooleanSupplier isSo) {
    while (!isSo.getAsBoolean() && surroundings.nanoClock().getAsLong() < endNanos) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** All is closed. */
  void tellEnd(Position head) {
    if (!told.getAndSet(true)) {
      LOG.log(System.Logger.Level.INFO, "Courant has stopped; log head {0}", head);
    }
  }

  private void announce() {
    LOG.log(
        System.Logger.Level.INFO,
        "Courant stops: {0} streams are told to come back within {1} s",
        roster.size(),
        limits.spread().toSeconds());
  }

  private void tellWhoIsBehind() {
    long behind = roster.count(connection -> !connection.hasTakenAll());
    if (behind > 0) {
      LOG.log(
          System.Logger.Level.INFO,
          "{0} streams have not taken everything in time: they get the rest when they come back",
          behind);
    }
  }
}
