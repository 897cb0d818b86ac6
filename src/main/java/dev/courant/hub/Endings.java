package dev.courant.hub;

import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.fanout.Fanout;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Ends connections on behalf of somebody whose own request is being answered: on the pumps'
 * threads, since a container loses track of a request when the same thread completes another (Weld
 * on Payara says so, in several lines for each). Any thread may call it that can wait for a pump.
 */
final class Endings {
  private final Roster roster;
  private final Fanout fanout;

  Endings(Roster roster, Fanout fanout) {
    this.roster = roster;
    this.fanout = fanout;
  }

  /** Ends those that {@code which} picks out; tells how many have ended by this. */
  int end(Predicate<Connection> which, Departure why) {
    return (int) begin(which, why).stream().filter(Pumped::await).count();
  }

  /** The same, and does not wait; any thread. */
  List<CompletableFuture<Boolean>> begin(Predicate<Connection> which, Departure why) {
    return roster.all().stream()
        .filter(which)
        .map(connection -> fanout.perform(connection, () -> connection.depart(why)))
        .toList();
  }
}
