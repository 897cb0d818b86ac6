package dev.courant.hub;

import dev.courant.access.Caller;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Standing;
import dev.courant.hub.fanout.Fanout;
import dev.courant.hub.subscription.Subscriptions;
import dev.courant.log.EventLog;
import java.util.function.Predicate;

/**
 * Takes connections in, and keeps the books about them: places, listeners, lifetimes, rights. Any
 * thread may call it.
 */
final class Reception {
  private final Fanout fanout;
  private final Demand demand;
  private final Roster roster;
  private final Subscriptions subscriptions;
  private final Cursors cursors;
  private final Lifetimes lifetimes;
  private final int outboxMaxBytes;
  private final Predicate<Caller> isRevoked;
  private final Surroundings surroundings;
  private volatile boolean closed;

  Reception(
      HubLimits limits,
      EventLog log,
      Fanout fanout,
      Demand demand,
      Roster roster,
      Subscriptions subscriptions,
      Predicate<Caller> isRevoked,
      Surroundings surroundings) {
    this.fanout = fanout;
    this.demand = demand;
    this.roster = roster;
    this.subscriptions = subscriptions;
    this.cursors = new Cursors(log);
    this.lifetimes = new Lifetimes(limits.streamMaxAge(), surroundings);
    this.outboxMaxBytes = limits.outboxMaxBytes();
    this.isRevoked = isRevoked;
    this.surroundings = surroundings;
  }

  /** See {@link Hub#connect}. */
  Admission admit(Visitor visitor, Interest interest, Cursor cursor) {
    requireOpen();
    Caller caller = visitor.caller();
    Standing standing = new Standing(caller, interest, lifetimes.beginning(caller));
    Roster.Place place = roster.take(visitor);
    Resumption resumption;
    Connection connection;
    try {
      resumption = cursors.resolve(cursor, interest.grant(), fanout.head());
      String id = subscriptions.begin(caller, interest.matchers());
      connection =
          new Connection(id, standing, outboxMaxBytes, surroundings.nanoClock(), this::departed);
    } catch (RuntimeException | Error e) {
      roster.giveBack(place);
      throw e;
    }
    // Counted in before anybody can find it and count it out.
    demand.add(interest);
    roster.add(connection, place);
    connection.offer(Chunk.heartbeat(interest.format()));
    resumption.notice().ifPresent(notice -> connection.offer(Chunk.of(notice, interest.format())));
    fanout.join(connection, resumption.entry());
    if (closed) {
      connection.depart(Departure.HUB_STOPPED);
      requireOpen();
    }
    endIfRevoked(connection);
    return new Admission(connection, resumption.lastEventId());
  }

  /** See {@link Hub#renew}. */
  void renew(String connectionId, Caller caller) {
    Connection connection =
        roster
            .find(connectionId)
            .filter(open -> isSameSubject(open.caller(), caller))
            .orElseThrow(Reception::noSuchConnection);
    Standing before = connection.standing();
    Standing renewed = before.renewed(caller, lifetimes.renewed(before.lifetime(), caller));
    if (!Pumped.await(fanout.renew(connection, renewed))) {
      throw noSuchConnection();
    }
    endIfRevoked(connection);
  }

  /** From now on nobody is taken in. */
  void close() {
    closed = true;
  }

  private void departed(Connection connection, Departure why) {
    // Before its name is free: somebody who comes back may take that up.
    roster.remove(connection, why);
    subscriptions.end(connection.id());
    demand.remove(connection.interest());
    fanout.leave(connection);
  }

  private void requireOpen() {
    if (closed) {
      throw new RefusedException(Refusal.STOPPING, "The hub is being stopped");
    }
  }

  /** Who revokes looks for connections afterwards, we look the other way round: one of us sees. */
  private void endIfRevoked(Connection connection) {
    if (isRevoked.test(connection.caller())) {
      connection.depart(Departure.REVOKED);
      throw new RefusedException(Refusal.INVALID_TOKEN, "The token has been revoked");
    }
  }

  /** Nobody is the same as somebody whose token does not say who it is. */
  private static boolean isSameSubject(Caller one, Caller other) {
    return !one.subject().isEmpty() && one.identity().equals(other.identity());
  }

  private static RefusedException noSuchConnection() {
    return new RefusedException(Refusal.NOT_FOUND, "You have no open connection with that id");
  }
}
