package dev.courant.admin.measure;

import dev.courant.event.Refusal;
import dev.courant.hub.measure.Measures;
import dev.courant.hub.measure.Stamp;
import dev.courant.log.CommitMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The counters and histograms of the hub, in a Micrometer registry of its own. What it tells is in
 * the units of Prometheus: seconds and bytes. Any thread may call it.
 */
public final class Meters implements Measures, CommitMeter, AutoCloseable {
  /** From half a millisecond to ten seconds. */
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private static final double[] GROUP_SIZES = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 4096
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);
  private final Counter eventsWritten =
      counter("courant.events.written", "Events handed to the network, once for each client");
  private final Counter bytesWritten =
      counter("courant.bytes.written", "Bytes handed to the network, for all clients");
  private final Counter resumptions = counter("courant.replays", "Clients that came with a cursor");
  private final Counter losses =
      counter("courant.gaps", "Clients that were told that they have missed something");
  private final Timer publishedToStored =
      timer("courant.published.stored", "From being handed to the hub to being durable");
  private final Timer storedToWritten =
      timer("courant.stored.written", "From being durable to the network, for each live client");
  private final Timer publishedToWritten =
      timer("courant.published.written", "From being handed to the hub to the network");
  private final Timer commits = timer("courant.commit", "Storing one group");
  private final Timer passes = timer("courant.pump.pass", "A pass of a pump that moved something");
  private final DistributionSummary groups =
      DistributionSummary.builder("courant.commit.publications")
          .description("Publications stored together")
          .serviceLevelObjectives(GROUP_SIZES)
          .register(registry);

  /** Counters that stand at zero. */
  public Meters() {
    for (Refusal reason : Refusal.values()) {
      refusals.put(
          reason,
          Counter.builder("courant.refusals")
              .description("What was not accepted")
              .tag("reason", reason.name())
              .register(registry));
    }
  }

  /** Where further meters are registered, and read. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  @Override
  public void stored(long nanos) {
    publishedToStored.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void refused(Refusal reason) {
    Objects.requireNonNull(refusals.get(reason)).increment();
  }

  @Override
  public void written(int events, int bytes) {
    eventsWritten.increment(events);
    bytesWritten.increment(bytes);
  }

  @Override
  public void delivered(Stamp stamp, long nowNanos) {
    storedToWritten.record(nowNanos - stamp.storedNanos(), TimeUnit.NANOSECONDS);
    publishedToWritten.record(nowNanos - stamp.publishedNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void resumed() {
    resumptions.increment();
  }

  @Override
  public void lost() {
    losses.increment();
  }

  @Override
  public void ticked(long nanos) {
    passes.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void committed(int publications, long nanos) {
    commits.record(nanos, TimeUnit.NANOSECONDS);
    groups.record(publications);
  }

  /** Publications that were stored so far. */
  long storedCount() {
    return publishedToStored.count();
  }

  /** Events that were handed to the network so far. */
  double writtenCount() {
    return eventsWritten.count();
  }

  /** Bytes that were. */
  double writtenBytes() {
    return bytesWritten.count();
  }

  /** How much was refused so far, by reason; reasons that did not come up are left out. */
  public Map<Refusal, Long> refusals() {
    Map<Refusal, Long> soFar = new EnumMap<>(Refusal.class);
    refusals.forEach(
        (reason, counter) -> {
          if (counter.count() > 0) {
            soFar.put(reason, (long) counter.count());
          }
        });
    return soFar;
  }

  /** How long it took so far from being handed to the hub to the network. */
  Buckets latencies() {
    return Buckets.of(publishedToWritten.takeSnapshot());
  }

  @Override
  public void close() {
    registry.close();
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
