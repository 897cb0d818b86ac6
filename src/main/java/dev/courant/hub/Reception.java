package dev.courant.hub;

import dev.courant.access.Caller;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Standing;
import dev.courant.hub.connection.Visitor;
import dev.courant.hub.fanout.Fanout;
import dev.courant.hub.subscription.Subscriptions;
import dev.courant.log.EventLog;

/**
 * Takes connections in, and keeps the books about them until they end: places, listeners,
 * lifetimes. Any thread may call it.
 */
final class Reception {
  private final Fanout fanout;
  private final Demand demand;
  private final Roster roster;
  private final Subscriptions subscriptions;
  private final Cursors cursors;
  private final Lifetimes lifetimes;
  private final int outboxMaxBytes;
  private final Standings standings;
  private final Surroundings surroundings;
  private final Dismissals dismissals;
  private volatile boolean closed;

  Reception(
      HubLimits limits,
      EventLog log,
      Fanout fanout,
      Demand demand,
      Roster roster,
      Subscriptions subscriptions,
      Standings standings,
      Lifetimes lifetimes,
      Dismissals dismissals,
      Surroundings surroundings) {
    this.fanout = fanout;
    this.demand = demand;
    this.roster = roster;
    this.subscriptions = subscriptions;
    this.cursors = new Cursors(log);
    this.lifetimes = lifetimes;
    this.outboxMaxBytes = limits.outboxMaxBytes();
    this.standings = standings;
    this.surroundings = surroundings;
    this.dismissals = dismissals;
  }

  /** See {@link Hub#connect}. */
  Admission admit(Visitor visitor, Interest interest, Cursor cursor) {
    requireOpen();
    dismissals.requireWelcome(visitor, interest.matchers());
    Caller caller = visitor.caller();
    Standing standing = new Standing(caller, interest, lifetimes.beginning(caller));
    int turns = fanout.turns();
    Roster.Place place = roster.take(visitor);
    Resumption resumption;
    Connection connection;
    try {
      resumption = cursors.resolve(cursor, interest.grant(), fanout::head);
      String id = subscriptions.begin(caller, interest.matchers());
      connection =
          new Connection(
              id,
              visitor,
              standing,
              outboxMaxBytes,
              surroundings.nanoClock(),
              surroundings.measures(),
              this::departed);
    } catch (RuntimeException | Error e) {
      roster.giveBack(place);
      throw e;
    }
    // Counted in before anybody can find it and count it out.
    demand.add(interest);
    roster.add(connection, place);
    connection.offer(Chunk.heartbeat(interest.format()));
    count(cursor, resumption);
    resumption.notice().ifPresent(notice -> connection.offer(Chunk.of(notice, interest.format())));
    fanout.join(connection, resumption.entry());
    if (fanout.turns() != turns) {
      connection.depart(Departure.HISTORY_CHANGED);
    }
    if (closed) {
      connection.depart(Departure.HUB_STOPPED);
      requireOpen();
    }
    standings.endIfRevoked(connection);
    return new Admission(connection, resumption.lastEventId());
  }

  private void count(Cursor cursor, Resumption resumption) {
    if (!(cursor instanceof Cursor.None)) {
      surroundings.measures().resumed();
    }
    if (resumption.notice().isPresent()) {
      surroundings.measures().lost();
    }
  }

  /** From now on nobody is taken in. */
  void close() {
    closed = true;
  }

  private void departed(Connection connection, Departure why) {
    // Before its name is free: somebody who comes back may take that up.
    roster.remove(connection, why).ifPresent(demand::remove);
    subscriptions.end(connection.id());
    fanout.leave(connection);
  }

  private void requireOpen() {
    if (closed) {
      throw new RefusedException(Refusal.STOPPING, "The hub is being stopped");
    }
  }
}
