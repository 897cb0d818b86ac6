package dev.courant.bench.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Some replay a long history while many others listen to what happens now. */
final class ReplayExperiment implements Experiment {
  private static final int READERS = 100;
  private static final Load HISTORY =
      new Load("h history", READERS, 0, 1, Load.Interest.SAME, 10_000, 1, 120);
  private static final Load LIVE = new Load("h", 1_000, 0, 1, Load.Interest.SAME, 20, 15, 120);
  private static final long HEAD_START_MILLIS = 3_000;

  @Override
  public String name() {
    return LIVE.name();
  }

  @Override
  public boolean suits(Contender contender) {
    return contender instanceof Courant courant && courant.isFull();
  }

  @Override
  public Row run(Contender contender) throws Exception {
    Courant courant = (Courant) contender;
    String history = courant.publishHistory(HISTORY);
    long expected = (long) (HISTORY.perSecond() * HISTORY.seconds() * READERS);
    Row undisturbed = new FanoutExperiment(LIVE).run(courant);
    Usage before = Usage.of(courant.processes());
    CompletableFuture<Listeners.Seen> replay =
        CompletableFuture.supplyAsync(
            () -> replay(courant, history, expected),
            CompletableFuture.delayedExecutor(HEAD_START_MILLIS, TimeUnit.MILLISECONDS));
    Row disturbed = new FanoutExperiment(LIVE).run(courant);
    Listeners.Seen replayed = replay.join();
    double cpu = Usage.of(courant.processes()).cpuSeconds() - before.cpuSeconds();
    return new Row(
        LIVE.name(),
        courant.name(),
        courant.feed(),
        replayed.events() / Math.max(replayed.seconds(), 0.001),
        expected - replayed.events() + disturbed.lost(),
        disturbed.latency(),
        cpu,
        Double.NaN,
        Double.NaN,
        String.format(
            Locale.ROOT,
            "deliveries/s are those replayed; latency is that of %,d live ones: p99 undisturbed %.1f ms",
            LIVE.connections(),
            undisturbed.latency().p99()));
  }

  private static Listeners.Seen replay(Courant courant, String path, long expected) {
    try (Listeners readers = Listeners.connect(courant, HISTORY, path)) {
      return readers.finish(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
