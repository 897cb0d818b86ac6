package dev.courant.bench.fanout;

import dev.courant.bench.Disk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Many publishers over HTTP at full speed, each of which waits until its event is durable. */
final class IntakeExperiment implements Experiment {
  private static final int PUBLISHERS = 64;
  private static final int SECONDS = 10;
  private static final int BYTES = 120;
  private static final Duration SPELL = Duration.ofSeconds(3);

  @Override
  public String name() {
    return "i";
  }

  @Override
  public boolean suits(Contender contender) {
    return contender instanceof Courant courant && courant.isFull();
  }

  @Override
  public Row run(Contender contender) throws Exception {
    Courant courant = (Courant) contender;
    Path disk = Path.of(System.getProperty("bench.workspace"));
    courant.post(PUBLISHERS, 0, SECONDS / 2, BYTES);
    double fsyncs = Disk.fsyncsPerSecond(disk, SPELL);
    Usage before = Usage.of(courant.processes());
    Posters.Outcome outcome = courant.post(PUBLISHERS, 0, SECONDS, BYTES);
    double cpu = Usage.of(courant.processes()).cpuSeconds() - before.cpuSeconds();
    fsyncs = (fsyncs + Disk.fsyncsPerSecond(disk, SPELL)) / 2;
    double rate = outcome.acknowledged() / outcome.seconds();
    return new Row(
        name(),
        courant.name(),
        PUBLISHERS + " HTTP connections",
        Double.NaN,
        0,
        outcome.latency(),
        cpu,
        1e6 * cpu / outcome.acknowledged(),
        Double.NaN,
        String.format(
            Locale.ROOT,
            "%,.0f durable publishes/s, %.1f times the disk's %,.0f fsync/s; latency is that of the answers; %d refused",
            rate,
            rate / fsyncs,
            fsyncs,
            outcome.refused()));
  }
}
