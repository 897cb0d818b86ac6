package dev.courant.admin;

import dev.courant.access.Caller;
import dev.courant.admin.measure.HubGauges;
import dev.courant.admin.measure.Meters;
import dev.courant.event.Publication;
import dev.courant.hub.ConnectionLimits;
import dev.courant.hub.Cursor;
import dev.courant.hub.Hub;
import dev.courant.hub.HubLimits;
import dev.courant.hub.StopLimits;
import dev.courant.hub.Surroundings;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.subscription.SubscriptionEvents;
import dev.courant.log.memory.MemoryLog;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** A hub that is measured, over a log in memory, with a calendar that stands still. */
public final class AdminRig implements AutoCloseable {
  private static final ConnectionLimits ANY_NUMBER =
      new ConnectionLimits(
          ConnectionLimits.UNLIMITED, ConnectionLimits.UNLIMITED, ConnectionLimits.UNLIMITED);

  /** The time, in milliseconds since 1970. */
  public final AtomicLong millis = new AtomicLong(1_000_000_000);

  /** What is counted. */
  public final Meters meters = new Meters();

  /** The hub. */
  public final Hub hub;

  /** One that keeps so many bytes of history. */
  public AdminRig(long logMaxBytes) {
    HubLimits limits =
        new HubLimits(
            2,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            64 * 1024,
            1 << 20,
            100_000,
            10_000,
            2,
            Duration.ofDays(1),
            ANY_NUMBER,
            new StopLimits(Duration.ofMillis(200), Duration.ofSeconds(5)));
    hub =
        new Hub(
            new MemoryLog("e", logMaxBytes, Duration.ofHours(1), millis::get),
            limits,
            URI.create("https://hub.example/.well-known/mercure"),
            SubscriptionEvents.NONE,
            demand -> {},
            caller -> false,
            new Surroundings(
                millis::get,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                AdminRig::daemon,
                meters));
    HubGauges.register(hub, meters.registry());
    hub.start();
  }

  /** Publishes, and waits until that is stored. */
  public void publish(String topic, String data) {
    hub.publish(Publication.of(topic, data)).join();
  }

  /** Admits somebody without a token, who asks for that. */
  public Connection connect(Interest interest) {
    return hub.connect(Samples.visitor(Caller.ANONYMOUS, "192.0.2.1"), interest, new Cursor.None())
        .connection();
  }

  @Override
  public void close() {
    hub.close();
    meters.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
