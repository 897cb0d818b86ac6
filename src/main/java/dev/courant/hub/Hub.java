package dev.courant.hub;

import dev.courant.access.Caller;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Visitor;
import dev.courant.hub.fanout.Fanout;
import dev.courant.hub.fanout.Timing;
import dev.courant.hub.subscription.SubscriptionEvents;
import dev.courant.hub.subscription.SubscriptionQuery;
import dev.courant.hub.subscription.SubscriptionTeller;
import dev.courant.hub.subscription.Subscriptions;
import dev.courant.log.EventLog;
import dev.courant.wire.Subscription;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The hub: takes publications in, and feeds connections. Every way in and every way out comes
 * through here. Any thread may call it.
 */
public final class Hub implements AutoCloseable {
  private final EventLog log;
  private final Fanout fanout;
  private final Acceptance acceptance;
  private final Demand demand;
  private final Roster roster;
  private final Standings standings;
  private final Reception reception;
  private final Closing closing;
  private final Subscriptions subscriptions;
  private final SubscriptionTeller subscriptionTeller;
  private final Storing storing;
  private final Endings endings;
  private final Dismissals dismissals;
  private final Insight insight;
  private final Neighbourhood neighbourhood = new Neighbourhood();

  /**
   * A hub over a log, which it follows from now on and closes in the end.
   *
   * @param hubUrl the public URL of the hub: the base of topics that are relative URLs
   * @param subscriptionEvents what is told of subscriptions
   * @param demandListener hears which topics get or lose listeners; it may take its time for that
   * @param isRevoked whether the rights of a caller have been taken away; must not block
   */
  public Hub(
      EventLog log,
      HubLimits limits,
      URI hubUrl,
      SubscriptionEvents subscriptionEvents,
      Consumer<TopicDemand> demandListener,
      Predicate<Caller> isRevoked,
      Surroundings surroundings) {
    this.log = log;
    this.demand = new Demand(demandListener, surroundings.threads());
    this.roster = new Roster(limits.connections());
    this.subscriptions =
        new Subscriptions(subscriptionEvents, hubUrl.getRawPath(), surroundings.nanoClock());
    this.fanout =
        new Fanout(
            log,
            limits.tailMaxBytes(),
            limits.pumps(),
            limits.maxConcurrentReplays(),
            new Timing(limits.heartbeat().toNanos(), limits.writeStall().toNanos()),
            surroundings.clockMillis(),
            surroundings.nanoClock(),
            surroundings.measures(),
            surroundings.threads());
    this.storing =
        new Storing(log, fanout.history(), surroundings.measures(), surroundings.nanoClock());
    this.acceptance = new Acceptance(limits, hubUrl, storing);
    this.subscriptionTeller =
        new SubscriptionTeller(
            subscriptions,
            subscriptionEvents,
            hubUrl.getRawPath(),
            storing::append,
            surroundings.threads());
    this.endings = new Endings(roster, fanout);
    this.dismissals = new Dismissals(roster, endings, neighbourhood, surroundings.clockMillis());
    this.insight = new Insight(log, fanout, roster, storing, surroundings.nanoClock());
    Lifetimes lifetimes = new Lifetimes(limits.streamMaxAge(), surroundings);
    this.standings =
        new Standings(fanout, demand, roster, subscriptions, lifetimes, isRevoked, neighbourhood);
    this.reception =
        new Reception(
            limits,
            log,
            fanout,
            demand,
            roster,
            subscriptions,
            standings,
            lifetimes,
            dismissals,
            surroundings);
    this.closing = new Closing(limits.stop(), acceptance, fanout, roster, surroundings);
    log.follow(new Follower(storing, fanout, demand, endings));
  }

  /** Starts the threads. */
  public void start() {
    demand.start();
    subscriptionTeller.start();
    fanout.start();
  }

  /** A reservation, which holds nothing yet. */
  public Reservation reserve() {
    return new Reservation(acceptance);
  }

  /**
   * Publishes.
   *
   * @return completes when the event is durable; fails with a {@link RefusedException} when it was
   *     not stored. Callbacks run on the log's thread and must not block
   * @throws RefusedException when the publication is refused
   */
  public CompletableFuture<Receipt> publish(Publication publication) {
    acceptance.admit(publication);
    return acceptance.store(List.of(publication)).get(0);
  }

  /**
   * Admits a connection: it gets a first sign of life, and then every event it asks for that comes
   * behind its cursor, or is stored from now on where it has none. May block for the disk.
   *
   * @param visitor who it is for
   * @param interest what is asked for, with the rights of the visitor
   * @throws RefusedException when no connection is taken in
   */
  public Admission connect(Visitor visitor, Interest interest, Cursor cursor) {
    return reception.admit(visitor, interest, cursor);
  }

  /** Changes what open connections may read and ask for. */
  public Standings standings() {
    return standings;
  }

  /**
   * Ends connections, and returns when they have ended and were told why, as far as that goes at
   * once: those of a subject, of a session, of whatever. One that is being admitted meanwhile may
   * be overlooked: so whoever takes rights away does that first.
   *
   * @param which picks them out; called once for each open connection
   * @return how many have ended by this
   */
  public int end(Predicate<Connection> which, Departure why) {
    return endings.end(which, why);
  }

  /**
   * Makes a topic known on which somebody could publish, so that patterns can want it.
   *
   * @throws RefusedException when the topic is reserved, or too many are offered
   */
  public void offer(Topic topic) {
    acceptance.requireFree(topic);
    demand.offer(topic);
  }

  /** From now on these are asked for what is not here. */
  public void meet(Neighbours others) {
    neighbourhood.meet(others);
  }

  /**
   * Who listens to what, on all nodes, in an order that does not change. May wait for them.
   *
   * @param max at most so many
   */
  public List<Subscription> everybodysSubscriptions(SubscriptionQuery query, int max) {
    return neighbourhood.together(subscriptions, query, max);
  }

  /** What this node does together with others. */
  public SharedParts shared() {
    return new SharedParts(demand.nodes(), roster.nodes(), subscriptionTeller);
  }

  /** Who listens to what on this node. */
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /** The id with which a client that has what is published so far gets what comes next. */
  public String cursor() {
    Position head = log.bounds().head();
    return head.offset() == 0 ? Cursor.EARLIEST : "#" + head;
  }

  /** How many bytes of UTF-8 the data of one event may have. */
  public int eventMaxBytes() {
    return acceptance.eventMaxBytes();
  }

  /** Ends connections on behalf of an operator. */
  public Dismissals dismissals() {
    return dismissals;
  }

  /** For whoever looks after the hub. */
  public Insight insight() {
    return insight;
  }

  /** How the hub stands now. */
  public HubCounts counts() {
    return new HubCounts(roster.size(), roster.departures(), fanout.skipped(), log.bounds());
  }

  /** Ends every connection within its time, stops the threads, and closes the log. */
  @Override
  public void close() {
    reception.close();
    acceptance.close();
    closing.run();
    demand.close();
    subscriptionTeller.close();
    fanout.close();
    Position head = log.bounds().head();
    log.close();
    closing.tellEnd(head);
  }

  /**
   * Refuses what nobody but the hub itself may publish.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when a topic or the type is reserved
   */
  public void requireNotReserved(Publication publication) {
    acceptance.requireNotReserved(publication);
  }
}
