package dev.courant.bench.fanout;

import dev.courant.bench.fanout.Courant.Door;
import dev.courant.bench.fanout.JakartaServer.Brand;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What one, two and three servers with one database deliver when the same is published: {@code
 * ./bench nodes}. Each has as many listeners as the load says, for the one topic, and the first
 * publishes. All of them, the database and the listeners have the cores of this machine.
 */
final class NodesBench {
  private static final int MOST_NODES = 3;

  private static final List<Load> LOADS =
      Load.ALL.stream()
          .filter(load -> List.of("a 1,000/s", "a 5,000/s").contains(load.name()))
          .toList();

  private final Path databaseFiles;

  private NodesBench(Path databaseFiles) {
    this.databaseFiles = databaseFiles;
  }

  /** Runs it all on Payara Micro. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(Machine.describe());
    System.out.println(
        "| load | nodes | deliveries/s, all nodes | lost | p50 ms | p99 ms | servers: CPU s | CPU µs a delivery | database: CPU s | listeners: share of a core |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (int nodes = 1; nodes <= MOST_NODES; nodes++) {
      Path files = Programs.workspace("postgres").resolve("data");
      try (EmbeddedPostgres database =
          EmbeddedPostgres.builder()
              .setDataDirectory(files)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .start()) {
        new NodesBench(files).measure(nodes, database.getJdbcUrl("postgres", "postgres"));
      }
    }
    System.exit(0);
  }

  private void measure(int count, String address) throws Exception {
    List<Courant> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        Courant node =
            new Courant(
                Brand.PAYARA,
                Door.ENDPOINT,
                List.of(
                    "-Dcourant.log.url=" + address,
                    "-Dcourant.hub-url=http://localhost:8180/.well-known/mercure"));
        nodes.add(node);
        node.start();
        new FanoutExperiment(Load.WARM_UP).run(node);
      }
      for (Load load : LOADS) {
        print(load, count, run(nodes, load));
      }
    } finally {
      for (Courant node : nodes) {
        node.close();
      }
    }
  }

  private record Outcome(
      List<Listeners.Seen> seen, long expected, double serverSeconds, double databaseSeconds) {}

  private Outcome run(List<Courant> nodes, Load load) throws Exception {
    List<ProcessHandle> servers =
        nodes.stream().flatMap(node -> node.processes().stream()).toList();
    List<Listeners> listeners = new ArrayList<>();
    try {
      for (Courant node : nodes) {
        node.catchUp();
        listeners.add(Listeners.connect(node, load));
      }
      double serversBefore = Usage.of(servers).cpuSeconds();
      double databaseBefore = Usage.of(databaseProcesses()).cpuSeconds();
      long published = nodes.get(0).publish(load);
      List<Listeners.Seen> seen = new ArrayList<>();
      for (Listeners those : listeners) {
        seen.add(those.finish(published * load.reach()));
      }
      return new Outcome(
          seen,
          published * load.reach() * nodes.size(),
          Usage.of(servers).cpuSeconds() - serversBefore,
          Usage.of(databaseProcesses()).cpuSeconds() - databaseBefore);
    } finally {
      listeners.forEach(Listeners::close);
    }
  }

  private static void print(Load load, int count, Outcome outcome) {
    long events = outcome.seen().stream().mapToLong(Listeners.Seen::events).sum();
    double rate = outcome.seen().stream().mapToDouble(seen -> seen.events() / seen.seconds()).sum();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %,.0f | %,d | %.1f | %.1f | %.1f | %.2f | %.1f | %.2f |%n",
        load.name(),
        count,
        rate,
        outcome.expected() - events,
        outcome.seen().stream().mapToDouble(seen -> seen.latency().p50()).max().orElseThrow(),
        outcome.seen().stream().mapToDouble(seen -> seen.latency().p99()).max().orElseThrow(),
        outcome.serverSeconds(),
        1e6 * outcome.serverSeconds() / events,
        outcome.databaseSeconds(),
        outcome.seen().stream().mapToDouble(Listeners.Seen::share).sum());
  }

  private List<ProcessHandle> databaseProcesses() throws IOException {
    Path pidFile = databaseFiles.resolve("postmaster.pid");
    ProcessHandle parent =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0))).orElseThrow();
    return Stream.concat(Stream.of(parent), parent.descendants()).toList();
  }
}
