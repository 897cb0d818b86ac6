package dev.courant.hub;

import dev.courant.access.Caller;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.fanout.Fanout;
import dev.courant.hub.fanout.Timing;
import dev.courant.hub.subscription.SubscriptionEvents;
import dev.courant.hub.subscription.SubscriptionTeller;
import dev.courant.hub.subscription.Subscriptions;
import dev.courant.log.EventLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The hub: takes publications in, and feeds connections. Every way in and every way out comes
 * through here. Any thread may call it.
 */
public final class Hub implements AutoCloseable {
  private final EventLog log;
  private final HubLimits limits;
  private final LongSupplier nanoClock;
  private final Fanout fanout;
  private final Room room;
  private final ReservedTopics reservedTopics;
  private final Demand demand;
  private final Cursors cursors;
  private final Subscriptions subscriptions;
  private final SubscriptionTeller subscriptionTeller;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Map<Departure, LongAdder> departures = new EnumMap<>(Departure.class);
  private volatile boolean closed;

  /**
   * A hub over a log, which it follows from now on and closes in the end.
   *
   * @param hubUrl the public URL of the hub: the base of topics that are relative URLs
   * @param subscriptionEvents what is told of subscriptions
   * @param demandListener is told of topics that get their first listener or lose their last one,
   *     on a thread where it may take its time
   * @param clockMillis the time, in milliseconds since 1970
   * @param nanoClock the time, in nanoseconds from some origin
   * @param threads makes the hub's threads
   */
  public Hub(
      EventLog log,
      HubLimits limits,
      URI hubUrl,
      SubscriptionEvents subscriptionEvents,
      Consumer<TopicDemand> demandListener,
      LongSupplier clockMillis,
      LongSupplier nanoClock,
      ThreadFactory threads) {
    this.log = log;
    this.limits = limits;
    this.nanoClock = nanoClock;
    this.reservedTopics = new ReservedTopics(hubUrl);
    this.room = new Room(limits.maxWaitingPublications());
    this.demand = new Demand(demandListener, threads);
    this.cursors = new Cursors(log);
    this.subscriptions = new Subscriptions(subscriptionEvents, nanoClock);
    this.subscriptionTeller =
        new SubscriptionTeller(
            subscriptions, subscriptionEvents, hubUrl.getRawPath(), this::append, threads);
    Timing timing = new Timing(limits.heartbeat().toNanos(), limits.writeStall().toNanos());
    this.fanout =
        new Fanout(
            log,
            limits.tailMaxBytes(),
            limits.pumps(),
            limits.maxConcurrentReplays(),
            timing,
            clockMillis,
            nanoClock,
            threads);
    for (Departure reason : Departure.values()) {
      departures.put(reason, new LongAdder());
    }
    log.follow(
        stored -> {
          fanout.append(stored);
          demand.meet(stored);
        });
  }

  /** Starts the threads. */
  public void start() {
    demand.start();
    subscriptionTeller.start();
    fanout.start();
  }

  /** Starts a reservation, which holds nothing yet. */
  public Reservation reserve() {
    return new Reservation(this);
  }

  /**
   * Publishes.
   *
   * @return completes when the event is durable; fails with a {@link RefusedException} when it was
   *     not stored. Callbacks run on the log's thread and must not block
   * @throws RefusedException when the publication is refused
   */
  public CompletableFuture<Receipt> publish(Publication publication) {
    admit(publication);
    return store(List.of(publication)).get(0);
  }

  /**
   * Admits a connection: it gets a first sign of life, and then every event it asks for that comes
   * behind its cursor, or is stored from now on where it has none. May block for the disk.
   *
   * @param caller who it is for
   * @param interest what is asked for, with the rights of the caller
   * @throws RefusedException when no connection is taken in
   */
  public Admission connect(Caller caller, Interest interest, Cursor cursor) {
    Resumption resumption = cursors.resolve(cursor, interest.grant(), fanout.head());
    String id = subscriptions.begin(caller, interest.matchers());
    Connection connection =
        new Connection(id, interest, limits.outboxMaxBytes(), nanoClock, this::departed);
    // Counted in before close() can find it and count it out.
    demand.add(interest);
    connections.add(connection);
    connection.offer(Chunk.heartbeat(interest.format()));
    resumption.notice().ifPresent(notice -> connection.offer(Chunk.of(notice, interest.format())));
    fanout.join(connection, resumption.entry());
    if (closed) {
      connection.depart(Departure.HUB_STOPPED);
      throw new RefusedException(Refusal.STOPPING, "The hub is being stopped");
    }
    return new Admission(connection, resumption.lastEventId());
  }

  /**
   * Makes a topic known on which somebody could publish, so that patterns can want it.
   *
   * @throws RefusedException when the topic is reserved, or too many are offered
   */
  public void offer(Topic topic) {
    reservedTopics.requireFree(topic);
    demand.offer(topic);
  }

  /** Who listens to what. */
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /**
   * The id with which a client that has what is published so far gets what comes next. It tells how
   * much there is, and nothing else.
   */
  public String cursor() {
    Position head = log.bounds().head();
    return head.offset() == 0 ? Cursor.EARLIEST : "#" + head;
  }

  /** How many bytes of UTF-8 the data of one event may have. */
  public int eventMaxBytes() {
    return limits.eventMaxBytes();
  }

  /** How the hub stands now. */
  public HubCounts counts() {
    Map<Departure, Long> soFar = new EnumMap<>(Departure.class);
    departures.forEach((reason, count) -> soFar.put(reason, count.sum()));
    return new HubCounts(connections.size(), soFar, log.bounds());
  }

  /** Ends every connection, stops the threads, and closes the log. */
  @Override
  public void close() {
    closed = true;
    room.close();
    connections.forEach(connection -> connection.depart(Departure.HUB_STOPPED));
    demand.close();
    subscriptionTeller.close();
    fanout.close();
    log.close();
  }

  /**
   * Refuses what nobody but the hub itself may publish.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when a topic or the type is reserved
   */
  public void requireNotReserved(Publication publication) {
    publication.requireNotOfHub();
    publication.topics().forEach(reservedTopics::requireFree);
  }

  /** Checks a publication and takes a place for it, or refuses it. */
  void admit(Publication publication) {
    requireNotReserved(publication);
    // Only text of more than a third of the limit can exceed it: so most are not measured.
    if (publication.data().length() > limits.eventMaxBytes() / 3
        && publication.data().getBytes(StandardCharsets.UTF_8).length > limits.eventMaxBytes()) {
      throw new RefusedException(
          Refusal.TOO_LARGE,
          "The data of an event has at most %,d bytes".formatted(limits.eventMaxBytes()));
    }
    room.take();
  }

  /** Stores what was admitted, together, and gives each place back when that is done. */
  List<CompletableFuture<Receipt>> store(List<Publication> admitted) {
    if (admitted.isEmpty()) {
      return List.of();
    }
    return append(admitted).stream()
        .map(receipt -> receipt.whenComplete((stored, failure) -> giveBack(1)))
        .toList();
  }

  private List<CompletableFuture<Receipt>> append(List<Publication> admitted) {
    try {
      return log.append(admitted);
    } catch (RuntimeException | Error e) {
      return admitted.stream().map(p -> CompletableFuture.<Receipt>failedFuture(e)).toList();
    }
  }

  /** Gives places back. */
  void giveBack(int places) {
    room.release(places);
  }

  private void departed(Connection connection, Departure why) {
    connections.remove(connection);
    demand.remove(connection.interest());
    subscriptions.end(connection.id());
    Objects.requireNonNull(departures.get(why)).increment();
    fanout.leave(connection);
  }
}
