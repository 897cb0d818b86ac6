package dev.courant.hub;

import dev.courant.access.Caller;
import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Standing;
import dev.courant.hub.fanout.Fanout;
import dev.courant.hub.subscription.Subscriptions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Changes what open connections may read and what they ask for. A connection misses nothing by that
 * and gets nothing twice, and its cursor stays good. Any thread may call it that can wait for a
 * pump.
 */
public final class Standings {
  private final Fanout fanout;
  private final Demand demand;
  private final Roster roster;
  private final Subscriptions subscriptions;
  private final Lifetimes lifetimes;
  private final Predicate<Caller> isRevoked;
  private final Neighbours neighbours;

  Standings(
      Fanout fanout,
      Demand demand,
      Roster roster,
      Subscriptions subscriptions,
      Lifetimes lifetimes,
      Predicate<Caller> isRevoked,
      Neighbours neighbours) {
    this.fanout = fanout;
    this.demand = demand;
    this.roster = roster;
    this.subscriptions = subscriptions;
    this.lifetimes = lifetimes;
    this.isRevoked = isRevoked;
    this.neighbours = neighbours;
  }

  /**
   * Renews the token of an open connection: from when this returns it gets what the new one grants,
   * live and replayed, and it goes on until that expires. It misses nothing by it and gets nothing
   * twice. Blocks for a pump.
   *
   * @param caller who the new token speaks for
   * @throws RefusedException ({@link Refusal#NOT_FOUND}) when this subject has no such connection,
   *     or when the new token has expired or is revoked
   */
  public void renew(String connectionId, Caller caller) {
    if (!renewHere(connectionId, caller) && !neighbours.renew(connectionId, caller)) {
      throw noSuchConnection();
    }
  }

  /** The same for a connection of this node; tells whether there is such a one. */
  public boolean renewHere(String connectionId, Caller caller) {
    Optional<Connection> connection =
        roster.find(connectionId).filter(open -> isSameSubject(open.caller(), caller));
    if (connection.isEmpty()
        || !Pumped.await(
            fanout.change(
                connection.get(),
                before -> before.renewed(caller, lifetimes.renewed(before.lifetime(), caller))))) {
      return false;
    }
    endIfRevoked(connection.get());
    return true;
  }

  /**
   * Has a connection ask for other things: from when this returns it gets what it asks for then.
   * Both count from where the connection stands: of what was stored and not delivered yet it gets
   * what it asks for then, and one that is catching up gets the history of what is added from there
   * on. What is added and removed at once is added.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when nothing would be left, or it would be
   *     too much; or ({@link Refusal#NOT_FOUND}) when the connection has ended
   */
  public void change(Connection connection, Set<Matcher> added, Set<Matcher> removed) {
    if (!Pumped.await(
        fanout.change(connection, before -> tellable(before.asking(added, removed))))) {
      throw noSuchConnection();
    }
    roster.recount(connection, (before, now) -> count(connection, before, now));
  }

  /**
   * The same for the connection of that id, if it is the caller's: of the same subject or, where it
   * belongs to nobody, of whoever knows its id, which cannot be guessed.
   *
   * @throws RefusedException as {@link #change(Connection, Set, Set)} does; ({@link
   *     Refusal#NOT_FOUND}) also when it is somebody else's: that is not told
   */
  public void change(String connectionId, Caller caller, Set<Matcher> added, Set<Matcher> removed) {
    if (!changeHere(connectionId, caller, added, removed)
        && !neighbours.change(connectionId, caller, added, removed)) {
      throw noSuchConnection();
    }
  }

  /** The same for a connection of this node; tells whether there is such a one. */
  public boolean changeHere(
      String connectionId, Caller caller, Set<Matcher> added, Set<Matcher> removed) {
    Optional<Connection> connection =
        roster
            .find(connectionId)
            .filter(open -> open.caller().isAnonymous() || isSameSubject(open.caller(), caller));
    connection.ifPresent(open -> change(open, added, removed));
    return connection.isPresent();
  }

  private Standing tellable(Standing standing) {
    subscriptions.requireTellable(standing.caller(), standing.interest().matchers());
    return standing;
  }

  /** Who revokes looks for connections afterwards, we look the other way round: one of us sees. */
  void endIfRevoked(Connection connection) {
    if (isRevoked.test(connection.caller())) {
      connection.depart(Departure.REVOKED);
      throw new RefusedException(Refusal.INVALID_TOKEN, "The token has been revoked");
    }
  }

  private void count(Connection connection, Interest before, Interest now) {
    // In this order: what is asked for all the time has a listener all the time.
    demand.add(now);
    demand.remove(before);
    subscriptions.change(connection.id(), connection.caller(), now.matchers());
  }

  /** Nobody is the same as somebody whose token does not say who it is. */
  private static boolean isSameSubject(Caller one, Caller other) {
    return !one.subject().isEmpty() && one.identity().equals(other.identity());
  }

  private static RefusedException noSuchConnection() {
    return new RefusedException(Refusal.NOT_FOUND, "You have no open connection with that id");
  }
}
