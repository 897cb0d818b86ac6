package dev.courant.bench.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All connections are cut at once, and come back with their cursors while events go on. */
final class CutExperiment implements Experiment {
  private static final Load LOAD = new Load("j", 5_000, 0, 1, Load.Interest.SAME, 10, 20, 120);
  private static final long CUT_AFTER_MILLIS = 5_000;

  @Override
  public String name() {
    return LOAD.name();
  }

  @Override
  public boolean suits(Contender contender) {
    return contender instanceof Courant courant && courant.isFull();
  }

  @Override
  public Row run(Contender contender) throws Exception {
    try (Listeners listeners = Listeners.connect(contender, LOAD)) {
      Usage before = Usage.of(contender.processes());
      CompletableFuture<Void> cut =
          CompletableFuture.runAsync(
              () -> cut(listeners),
              CompletableFuture.delayedExecutor(CUT_AFTER_MILLIS, TimeUnit.MILLISECONDS));
      long expected = contender.publish(LOAD) * LOAD.connections();
      cut.join();
      Listeners.Seen seen = listeners.finish(expected);
      double cpu = Usage.of(contender.processes()).cpuSeconds() - before.cpuSeconds();
      return new Row(
          LOAD.name(),
          contender.name(),
          contender.feed(),
          seen.events() / Math.max(seen.seconds(), 0.001),
          expected - seen.events(),
          seen.latency(),
          cpu,
          1e6 * cpu / seen.events(),
          Double.NaN,
          String.format(
              Locale.ROOT,
              "all answered again after %.1f s, %d errors, %d out of order",
              seen.backMillis() / 1e3,
              seen.errors(),
              seen.disturbed()));
    }
  }

  private static void cut(Listeners listeners) {
    try {
      listeners.cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
