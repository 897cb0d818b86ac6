package dev.courant.hub;

import dev.courant.event.Event;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.fanout.Fanout;
import dev.courant.log.LogFollower;
import java.util.List;

/** Hands on what the log tells; called by the log, one thing after the other. */
final class Follower implements LogFollower {
  private final Storing storing;
  private final Fanout fanout;
  private final Demand demand;
  private final Endings endings;

  Follower(Storing storing, Fanout fanout, Demand demand, Endings endings) {
    this.storing = storing;
    this.fanout = fanout;
    this.demand = demand;
    this.endings = endings;
  }

  @Override
  public void stored(List<Event> events) {
    storing.stored(events);
    fanout.append(events);
    demand.meet(events);
  }

  /**
   * Everybody comes back with a cursor, and is told then what became of it. Who enters meanwhile
   * enters behind the new head, or finds out by the number of {@link Fanout#turns}.
   */
  @Override
  public void wentBack(long head) {
    fanout.goBackTo(head);
    endings.begin(connection -> true, Departure.HISTORY_CHANGED);
    // Once more for those who came after the first and were not found by the second.
    fanout.goBackTo(head);
  }
}
