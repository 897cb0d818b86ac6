package dev.courant.hub;

import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.event.Publication;
import dev.courant.event.Topic;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Traffic;
import dev.courant.hub.connection.Transport;
import dev.courant.hub.fanout.Fanout;
import dev.courant.hub.fanout.Whereabouts;
import dev.courant.log.Bounds;
import dev.courant.log.EventLog;
import dev.courant.log.Extent;
import dev.courant.log.Page;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Lets an operator look into the hub: its connections and its history. It costs the hub a moment
 * for each connection, and nothing while nobody looks. Any thread may call it that can wait for a
 * pump.
 */
public final class Insight {
  private final EventLog log;
  private final Fanout fanout;
  private final Roster roster;
  private final Storing storing;
  private final LongSupplier nanoClock;

  Insight(EventLog log, Fanout fanout, Roster roster, Storing storing, LongSupplier nanoClock) {
    this.log = log;
    this.fanout = fanout;
    this.roster = roster;
    this.storing = storing;
    this.nanoClock = nanoClock;
  }

  /** All connections that are open, in no order. */
  public List<ConnectionView> connections() {
    Map<Connection, Whereabouts> whereabouts = Pumped.await(fanout.whereabouts());
    return roster.all().stream().map(connection -> view(connection, whereabouts)).toList();
  }

  /** The connections as they are, without asking where they stand. */
  public Collection<Connection> open() {
    return roster.all();
  }

  /** How many there are, by the way to their clients. */
  public Map<Transport, Integer> countByTransport() {
    Map<Transport, Integer> counts = new EnumMap<>(Transport.class);
    for (Transport transport : Transport.values()) {
      counts.put(transport, 0);
    }
    roster.all().forEach(c -> counts.merge(c.visitor().transport(), 1, Integer::sum));
    return counts;
  }

  /** One connection. */
  public Optional<ConnectionView> connection(String id) {
    return roster.find(id).map(connection -> view(connection, Pumped.await(fanout.whereabouts())));
  }

  /** Whether somebody asks for that topic by its name. */
  public boolean isAskedFor(Topic topic) {
    Matcher exact = new Matcher.Exact(topic);
    return roster.all().stream().anyMatch(c -> c.interest().matchers().contains(exact));
  }

  /** How many bytes wait in all outboxes together. */
  public long waitingBytes() {
    return roster.all().stream().mapToLong(c -> c.traffic().waitingBytes()).sum();
  }

  /** How many audiences there are. */
  public int audiences() {
    return fanout.audiences();
  }

  /**
   * Reads history, whoever may read it: what is kept and worth knowing. May block for the disk.
   *
   * @param after the offset behind which to start
   * @param maxBytes about how many bytes of memory to fill
   * @throws dev.courant.log.UnreadableLogException when the log cannot be read now
   */
  public Page read(long after, int maxBytes) {
    return fanout.history().page(after, maxBytes);
  }

  /** The first event behind an offset; absent where there is none. */
  public Optional<Event> firstAfter(long offset) {
    Bounds bounds = log.bounds();
    for (long after = Math.max(offset, bounds.floor()); after < bounds.head().offset(); ) {
      Page page = read(after, 1);
      if (!page.events().isEmpty()) {
        return Optional.of(page.events().get(0));
      }
      // What has expired leaves holes.
      after = Math.max(page.upTo(), after + 1);
    }
    return Optional.empty();
  }

  /** The offset of the earliest event with that id of its publisher; absent where there is none. */
  public Optional<Long> offsetOf(String publisherId) {
    var found = log.offsetOf(publisherId, 0);
    return found.isPresent() ? Optional.of(found.getAsLong()) : Optional.empty();
  }

  /** The name of the epoch that an offset belongs to, with the offset. */
  public String positionOf(long offset) {
    return log.epochs().position(offset).toString();
  }

  /** How much is kept. */
  public Extent extent() {
    return log.extent();
  }

  /** What keeps the log from taking anything in; absent while nothing does. */
  public Optional<String> trouble() {
    return log.trouble();
  }

  /**
   * Publishes what the hub says about itself, on a topic that nobody else may use. Nobody waits for
   * it: what cannot be stored is not told.
   */
  public void announce(Publication publication) {
    storing.append(List.of(publication));
  }

  /** Removes what is not to be kept; see {@link EventLog#sweep}. */
  public CompletableFuture<Void> sweep() {
    return log.sweep();
  }

  private ConnectionView view(Connection connection, Map<Connection, Whereabouts> all) {
    long now = nanoClock.getAsLong();
    Traffic traffic = connection.traffic();
    // One that no pump knows is just coming or going.
    Whereabouts here =
        all.getOrDefault(connection, new Whereabouts(true, log.bounds().head().offset(), 0));
    long lag = here.isLive() ? 0 : Math.max(0, fanout.head() - here.cursor());
    return new ConnectionView(
        connection,
        traffic,
        here,
        lag,
        now - traffic.openedNanos(),
        now - traffic.lastWriteNanos(),
        connection.stalledNanos(now));
  }
}
