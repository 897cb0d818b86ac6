package dev.courant.hub;

import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.fanout.Fanout;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

  /**
   * Ends those that {@code which} picks out; returns when their channels have been closed, or take
   * too long. Undertow ends a session as soon as whoever listens to that has returned, and a
   * response of a session that has ended cannot be completed in peace: RESTEasy refuses to write to
   * it, and Weld fails.
   *
   * @return how many have ended by this
   */
  int end(Predicate<Connection> which, Departure why) {
    List<Connection> picked = pick(which);
    int ended = (int) begin(picked, why).stream().filter(Pumped::await).count();
    Lanes.await(picked.stream().map(Connection::lane).collect(Collectors.toSet()));
    return ended;
  }

  /** The same, and does not wait; any thread. */
  List<CompletableFuture<Boolean>> begin(Predicate<Connection> which, Departure why) {
    return begin(pick(which), why);
  }

  private List<CompletableFuture<Boolean>> begin(List<Connection> picked, Departure why) {
    return picked.stream()
        .map(connection -> fanout.perform(connection, () -> connection.depart(why)))
        .toList();
  }

  private List<Connection> pick(Predicate<Connection> which) {
    return roster.all().stream().filter(which).toList();
  }
}
