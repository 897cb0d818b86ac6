package dev.courant.admin.measure;

import dev.courant.event.HubTopics;
import dev.courant.event.Publication;
import dev.courant.hub.Hub;
import dev.courant.hub.HubCounts;
import dev.courant.log.Extent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes a sample each second and keeps those of the last fifteen minutes, so that a console that is
 * opened can show how it has come. While somebody listens who may, it publishes them. One thread
 * takes samples, any thread reads them.
 */
public final class Recorder {
  /** How long it is from one sample to the next. */
  public static final Duration EVERY = Duration.ofSeconds(1);

  /** Fifteen minutes. */
  private static final int KEPT = 900;

  /** Who is away for longer asks for all that is kept. */
  private static final Duration WORTH_KNOWING = Duration.ofSeconds(10);

  private final String node;
  private final Hub hub;
  private final Meters meters;
  private final Path dataDir;
  private final LongSupplier clockMillis;
  private final Deque<Sample> samples = new ArrayDeque<>(KEPT);
  private Totals before;

  /** What has been counted up to a moment. */
  private record Totals(
      long atMillis,
      long stored,
      double written,
      double bytes,
      double departures,
      double refusals,
      Buckets latencies) {}

  /**
   * A recorder that begins now.
   *
   * @param node the id of this node
   */
  public Recorder(String node, Hub hub, Meters meters, Path dataDir, LongSupplier clockMillis) {
    this.node = node;
    this.hub = hub;
    this.meters = meters;
    this.dataDir = dataDir;
    this.clockMillis = clockMillis;
    this.before = totals(hub.counts());
  }

  /** Takes a sample, and publishes it if somebody wants it. */
  public void tick() {
    Sample sample = take();
    synchronized (samples) {
      if (samples.size() == KEPT) {
        samples.removeFirst();
      }
      samples.addLast(sample);
    }
    if (hub.insight().isAskedFor(HubTopics.SAMPLE)) {
      hub.insight()
          .announce(
              Publication.on(HubTopics.SAMPLE.name())
                  .data(sample.json().toString())
                  .ttl(WORTH_KNOWING)
                  .asPrivate()
                  .build());
    }
  }

  /** Those of the last fifteen minutes, oldest first. */
  public List<Sample> recording() {
    synchronized (samples) {
      return new ArrayList<>(samples);
    }
  }

  /** The newest one; one that is taken now where there is none yet. */
  public Sample newest() {
    synchronized (samples) {
      if (!samples.isEmpty()) {
        return samples.getLast();
      }
    }
    return sample(hub.counts(), before, before);
  }

  private Sample take() {
    HubCounts counts = hub.counts();
    Totals now = totals(counts);
    Sample sample = sample(counts, before, now);
    before = now;
    return sample;
  }

  private Sample sample(HubCounts counts, Totals from, Totals to) {
    double seconds = Math.max(0.001, (to.atMillis() - from.atMillis()) / 1000.0);
    Extent extent = hub.insight().extent();
    return new Sample(
        node,
        to.atMillis(),
        counts.connections(),
        (to.stored() - from.stored()) / seconds,
        (to.written() - from.written()) / seconds,
        (to.bytes() - from.bytes()) / seconds,
        to.latencies().quantileSince(from.latencies(), 0.5),
        to.latencies().quantileSince(from.latencies(), 0.99),
        hub.insight().waitingBytes(),
        (to.departures() - from.departures()) / seconds,
        (to.refusals() - from.refusals()) / seconds,
        counts.bounds().head().offset(),
        extent.bytes(),
        extent.events(),
        Machine.now(dataDir));
  }

  private Totals totals(HubCounts counts) {
    return new Totals(
        clockMillis.getAsLong(),
        meters.storedCount(),
        meters.writtenCount(),
        meters.writtenBytes(),
        counts.departures().values().stream().mapToLong(Long::longValue).sum(),
        meters.refusals().values().stream().mapToLong(Long::longValue).sum(),
        meters.latencies());
  }
}
