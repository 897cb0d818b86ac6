package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Caller;
import dev.courant.event.TopicDemand;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.measure.Measures;
import dev.courant.hub.subscription.SubscriptionEvents;
import dev.courant.log.EventLog;
import dev.courant.log.memory.MemoryLog;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** A hub as an application runs it, over a log in memory, with everything that it says. */
final class HubRig implements AutoCloseable {
  static final int MAX_WAITING = 5;
  static final int EVENT_MAX_BYTES = 100_000;

  static final ConnectionLimits ANY_NUMBER =
      new ConnectionLimits(
          ConnectionLimits.UNLIMITED, ConnectionLimits.UNLIMITED, ConnectionLimits.UNLIMITED);

  static final StopLimits QUICK_STOP =
      new StopLimits(Duration.ofMillis(200), Duration.ofSeconds(5));

  private static final URI HUB_URL = URI.create("https://hub.example/.well-known/mercure");

  private static final HubLimits LIMITS = limits(ANY_NUMBER);

  final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  final Queue<TopicDemand> demands = new ConcurrentLinkedQueue<>();
  final Set<Caller> revoked = ConcurrentHashMap.newKeySet();
  final EventLog log;
  final Hub hub;

  HubRig() {
    this(memoryLog(1L << 30), demand -> {});
  }

  HubRig(EventLog log, Consumer<TopicDemand> demandListener) {
    this(log, LIMITS, demandListener);
  }

  HubRig(EventLog log, HubLimits limits, Consumer<TopicDemand> demandListener) {
    this(log, limits, SubscriptionEvents.NONE, demandListener, HubRig::anyChance);
  }

  /** One that tells of subscriptions. */
  HubRig(SubscriptionEvents events) {
    this(memoryLog(1L << 30), LIMITS, events, demand -> {}, HubRig::anyChance);
  }

  private HubRig(
      EventLog log,
      HubLimits limits,
      SubscriptionEvents events,
      Consumer<TopicDemand> demandListener,
      DoubleSupplier chance) {
    this.log = log;
    this.hub =
        new Hub(
            log,
            limits,
            HUB_URL,
            events,
            demand -> {
              demands.add(demand);
              demandListener.accept(demand);
            },
            revoked::contains,
            new Surroundings(
                System::currentTimeMillis,
                System::nanoTime,
                chance,
                this::newThread,
                Measures.NONE));
    hub.start();
  }

  /** A hub that stops so, and whose chance is given. */
  static HubRig stopping(EventLog log, StopLimits stop, DoubleSupplier chance) {
    return new HubRig(log, limits(ANY_NUMBER, stop), SubscriptionEvents.NONE, demand -> {}, chance);
  }

  /** A hub that takes in so many connections. */
  static HubRig limitedTo(ConnectionLimits connections) {
    return new HubRig(memoryLog(1L << 30), limits(connections), demand -> {});
  }

  /** A node among others, which tells of subscriptions. */
  static HubRig among(EventLog log, ConnectionLimits connections, SubscriptionEvents events) {
    return new HubRig(log, limits(connections), events, demand -> {}, HubRig::anyChance);
  }

  /** A log in memory that keeps so much. */
  static EventLog memoryLog(long maxBytes) {
    return new MemoryLog("e", maxBytes, Duration.ofHours(1), System::currentTimeMillis);
  }

  /** Admits a connection without a cursor. */
  Connection connect(Interest interest) {
    return connect(interest, new Cursor.None()).connection();
  }

  /** Admits a connection of somebody without a token. */
  Admission connect(Interest interest, Cursor cursor) {
    return hub.connect(Samples.visitor(Caller.ANONYMOUS, "192.0.2.1"), interest, cursor);
  }

  @Override
  public void close() throws InterruptedException {
    hub.close();
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(30).toMillis());
      assertThat(thread.isAlive()).as("%s goes on", thread).isFalse();
    }
  }

  private Thread newThread(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  private static double anyChance() {
    return ThreadLocalRandom.current().nextDouble();
  }

  private static HubLimits limits(ConnectionLimits connections) {
    return limits(connections, QUICK_STOP);
  }

  private static HubLimits limits(ConnectionLimits connections, StopLimits stop) {
    return new HubLimits(
        2,
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        64 * 1024,
        256 * 1024,
        EVENT_MAX_BYTES,
        MAX_WAITING,
        2,
        Duration.ofDays(1),
        connections,
        stop);
  }
}
