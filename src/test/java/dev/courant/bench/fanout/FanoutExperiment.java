package dev.courant.bench.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Listeners are connected, events are published, and everyone is to get everything.
 *
 * @param load how many of each
 */
record FanoutExperiment(Load load) implements Experiment {
  /** With fewer connections than that, their memory drowns in that of the server. */
  private static final int MANY = 1000;

  /** A publisher over HTTP may stop one event short. */
  private static final double ALMOST_ALL = 0.99;

  @Override
  public String name() {
    return load.name();
  }

  @Override
  public boolean suits(Contender contender) {
    return contender.takes(load);
  }

  @Override
  public Row run(Contender contender) throws Exception {
    Usage idle = Usage.of(contender.processes());
    try (Listeners listeners = Listeners.connect(contender, load)) {
      Usage before = Usage.of(contender.processes());
      long published = contender.publish(load);
      List<String> heap = load.letter().equals("g") ? heap(contender) : List.of();
      Listeners.Seen seen = listeners.finish(published * load.reach());
      Usage after = Usage.of(contender.processes());
      double cpu = after.cpuSeconds() - before.cpuSeconds();
      List<String> remarks = remarks(seen, published);
      remarks.addAll(heap);
      double kib = (double) (before.residentKib() - idle.residentKib()) / load.connections();
      return new Row(
          load.name(),
          contender.name(),
          contender.feed(),
          seen.events() / Math.max(seen.seconds(), 0.001),
          published * load.reach() - seen.events(),
          seen.latency(),
          cpu,
          1e6 * cpu / Math.max(seen.events(), 1),
          load.connections() >= MANY ? kib : Double.NaN,
          String.join("; ", remarks));
    }
  }

  /** While the others are still connected: what those that never read held should be gone. */
  private static List<String> heap(Contender contender) throws Exception {
    ProcessHandle process = contender.processes().get(0);
    return Usage.isJvm(process)
        ? List.of(
            String.format(Locale.ROOT, "heap %,d MiB at the end", Usage.heapKib(process) / 1024))
        : List.of();
  }

  private List<String> remarks(Listeners.Seen seen, long published) {
    List<String> remarks = new ArrayList<>();
    long asked = (long) (load.perSecond() * load.seconds());
    if (published < asked * ALMOST_ALL) {
      remarks.add(
          String.format(Locale.ROOT, "only %,d of %,d events were taken", published, asked));
    }
    if (seen.seconds() > load.seconds() * 1.1) {
      remarks.add(
          String.format(
              Locale.ROOT, "took %.1f s for %d s of events", seen.seconds(), load.seconds()));
    }
    if (seen.isHeldUpByListeners()) {
      remarks.add(
          String.format(Locale.ROOT, "the listeners took %.0f %% of a core", 100 * seen.share()));
    }
    if (load.stalled() > 0) {
      remarks.add(
          String.format("%d of %d stalled ones let go of", seen.released(), load.stalled()));
    }
    remarks.addAll(seen.troubles());
    return remarks;
  }
}
