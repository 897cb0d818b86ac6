package dev.courant.bench;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.log.EventLog;
import dev.courant.log.Retention;
import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.Nodes;
import dev.courant.log.sqlite.SqliteLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Measures the log that several nodes share beside the one in a file: {@code ./bench cluster}. The
 * nodes are logs in this process and the database is on this machine, so there is no network in it,
 * and they all have the same cores.
 */
final class ClusterBench {
  private static final Duration SPELL = Duration.ofSeconds(8);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Retention KEEP_ALL =
      new Retention(Duration.ofDays(1), Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1));
  private static final String DATA = "x".repeat(100);
  private static final int PUBLISHERS = 64;
  private static final int TICKS_PER_SECOND = 100;

  private final EmbeddedPostgres server;
  private final Path directory;
  private final PrintStream out;
  private int schemas;

  private ClusterBench(EmbeddedPostgres server, Path directory, PrintStream out) {
    this.server = server;
    this.directory = directory;
    this.out = out;
  }

  /**
   * Runs it all.
   *
   * @param arguments the directory to work in: the disk that is measured
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]).toAbsolutePath(), "bench");
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("postgres"))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start()) {
      ClusterBench bench = new ClusterBench(server, directory, System.out);
      bench.rates(Disk.fsyncsPerSecond(directory, SPELL));
      bench.latencies();
    }
  }

  private void rates(double fsyncs) throws Exception {
    out.printf("disk: %,.0f fsync/s%n%n", fsyncs);
    out.println(
        "| log | nodes | acknowledged/s | times fsync | told/s, all nodes | database: CPU µs an event | WAL bytes an event |");
    out.println("|---|---|---|---|---|---|---|");
    AtomicLong told = new AtomicLong();
    try (EventLog file = file(directory.resolve("rates.db"))) {
      file.follow(events -> told.addAndGet(events.size()));
      double rate = publish(List.of(file), PUBLISHERS);
      out.printf("| SQLite | 1 | %,.0f | %.1f | %,.0f | | |%n", rate, rate / fsyncs, rate);
    }
    for (int count = 1; count <= 3; count++) {
      List<EventLog> nodes = nodes(count, true);
      told.set(0);
      nodes.forEach(node -> node.follow(events -> told.addAndGet(events.size())));
      double cpuBefore = cpuSeconds();
      long walBefore = number("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn");
      double rate = publish(nodes, PUBLISHERS);
      long events = nodes.get(0).bounds().head().offset();
      double cpu = (cpuSeconds() - cpuBefore) * 1e6 / events;
      long wal = (number("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn") - walBefore) / events;
      out.printf(
          "| PostgreSQL | %d | %,.0f | %.1f | %,.0f | %.0f | %,d |%n",
          count, rate, rate / fsyncs, told.get() / (SPELL.toMillis() / 1e3), cpu, wal);
      nodes.forEach(EventLog::close);
    }
    out.println();
  }

  private void latencies() throws Exception {
    out.println("| hints | from publishing to told: same node p50, p99 | other node p50, p99 |");
    out.println("|---|---|---|");
    for (boolean notify : List.of(true, false)) {
      List<EventLog> nodes = nodes(2, notify);
      ConcurrentLinkedQueue<Long> same = new ConcurrentLinkedQueue<>();
      ConcurrentLinkedQueue<Long> other = new ConcurrentLinkedQueue<>();
      nodes.get(0).follow(events -> note(events, same));
      nodes.get(1).follow(events -> note(events, other));
      long end = System.nanoTime() + SPELL.toNanos();
      while (System.nanoTime() < end) {
        nodes.get(0).append(List.of(Publication.of("/bench", Long.toString(System.nanoTime()))));
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      LockSupport.parkNanos(2 * POLL.toNanos());
      out.printf(
          "| %s | %s | %s |%n",
          notify ? "NOTIFY" : "none, a poll each " + POLL, quantiles(same), quantiles(other));
      nodes.forEach(EventLog::close);
    }
  }

  private static void note(List<Event> events, ConcurrentLinkedQueue<Long> times) {
    long now = System.nanoTime();
    events.forEach(event -> times.add(now - Long.parseLong(event.publication().data())));
  }

  private static String quantiles(ConcurrentLinkedQueue<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return "%.1f, %.1f ms"
        .formatted(sorted.get(sorted.size() / 2) / 1e6, sorted.get(sorted.size() * 99 / 100) / 1e6);
  }

  /** Publishers that wait for each answer; gives what was acknowledged in a second. */
  private static double publish(List<EventLog> nodes, int publishers) throws InterruptedException {
    AtomicLong stored = new AtomicLong();
    long end = System.nanoTime() + SPELL.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < publishers; i++) {
      EventLog node = nodes.get(i % nodes.size());
      Publication publication = Publication.of("/bench/" + i, DATA);
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  node.append(List.of(publication)).get(0).join();
                  stored.incrementAndGet();
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return stored.get() / (SPELL.toMillis() / 1e3);
  }

  private List<EventLog> nodes(int count, boolean notify) throws Exception {
    String schema = "bench" + ++schemas;
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    }
    String address = server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    DataSource source = server.getDatabase("postgres", "postgres", Map.of("currentSchema", schema));
    List<EventLog> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Database database =
          notify ? Database.at(address, "", "", Thread::new) : Database.of(source, "a DataSource");
      nodes.add(Nodes.open(database, POLL, () -> "bench"));
    }
    return nodes;
  }

  private static EventLog file(Path path) {
    return new SqliteLog(
        path,
        KEEP_ALL,
        "bench",
        false,
        System::currentTimeMillis,
        (group, nanos) -> {},
        Thread::new);
  }

  private long number(String sql) throws Exception {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What all processes of the server have used so far; one that has ended is left out. */
  private double cpuSeconds() throws Exception {
    Path pidFile = directory.resolve("postgres").resolve("postmaster.pid");
    ProcessHandle parent =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0))).orElseThrow();
    double seconds = 0;
    for (ProcessHandle process : Stream.concat(Stream.of(parent), parent.descendants()).toList()) {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      // proc(5): behind the name of the program, the 12th and the 13th are user and system time.
      Scanner fields = new Scanner(stat.substring(stat.lastIndexOf(')') + 2));
      for (int i = 1; i < 12; i++) {
        fields.next();
      }
      seconds += (fields.nextLong() + fields.nextLong()) / (double) TICKS_PER_SECOND;
    }
    return seconds;
  }
}
