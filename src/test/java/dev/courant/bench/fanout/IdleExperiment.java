package dev.courant.bench.fanout;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.stream.Stream;

/** Many connections to which nothing happens: what each of them costs in memory. */
final class IdleExperiment implements Experiment {
  private static final Load IDLE = new Load("c", 10_000, 0, 1, Load.Interest.SAME, 0, 0, 1);

  @Override
  public String name() {
    return IDLE.name();
  }

  @Override
  public boolean suits(Contender contender) {
    return contender.takes(IDLE);
  }

  @Override
  public Row run(Contender contender) throws Exception {
    ProcessHandle process = contender.processes().get(0);
    boolean isJvm = Usage.isJvm(process);
    long heapBefore = isJvm ? Usage.heapKib(process) : 0;
    Usage before = Usage.of(contender.processes());
    try (Listeners listeners = Listeners.connect(contender, IDLE)) {
      long heap = isJvm ? Usage.heapKib(process) - heapBefore : 0;
      Usage after = Usage.of(contender.processes());
      Listeners.Seen seen = listeners.finish(0);
      double resident = (double) (after.residentKib() - before.residentKib()) / IDLE.connections();
      String remark =
          isJvm
              ? String.format(Locale.ROOT, "heap %.1f KiB each", (double) heap / IDLE.connections())
              : "";
      return new Row(
          IDLE.name(),
          contender.name(),
          "nobody",
          Double.NaN,
          0,
          Latency.NONE,
          after.cpuSeconds() - before.cpuSeconds(),
          Double.NaN,
          resident,
          Stream.concat(Stream.of(remark), seen.troubles().stream()).collect(joining("; ")));
    }
  }
}
