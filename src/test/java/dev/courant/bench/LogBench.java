package dev.courant.bench;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.log.Page;
import dev.courant.log.Retention;
import dev.courant.log.sqlite.SqliteLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Measures the durable log beside the disk that it lies on: {@code ./bench log}. Publishers are
 * threads of this process, as beans of an application are. Each wait is for the disk, so the rates
 * are given as multiples of the disk's own.
 */
final class LogBench {
  private static final Duration SPELL = Duration.ofSeconds(5);
  private static final Retention KEEP_ALL =
      new Retention(Duration.ofDays(1), Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1));
  private static final String DATA = "x".repeat(120);
  private static final int PAGE_BYTES = 256 * 1024;

  private final Path directory;
  private final PrintStream out;

  private LogBench(Path directory, PrintStream out) {
    this.directory = directory;
    this.out = out;
  }

  /**
   * Runs it all.
   *
   * @param arguments the directory to work in: the disk that is measured
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]), "bench");
    LogBench bench = new LogBench(directory, System.out);
    double fsyncs = Disk.fsyncsPerSecond(directory, SPELL);
    bench.out.printf(
        "disk: %,.0f fsync/s (4 KiB appended and forced, one after the other)%n%n", fsyncs);
    bench.out.println("| publishers | durable events/s | times the disk's fsync rate |");
    bench.out.println("|---|---|---|");
    for (int publishers : List.of(1, 8, 64)) {
      double rate = bench.publish(publishers);
      bench.out.printf("| %d | %,.0f | %.1f |%n", publishers, rate, rate / fsyncs);
    }
    bench.out.println();
    bench.out.println("| readers | replayed events/s, all together |");
    bench.out.println("|---|---|");
    Path history = bench.fill("history", 1_000_000, 0);
    for (int readers : List.of(1, 100)) {
      bench.out.printf("| %d | %,.0f |%n", readers, bench.replay(history, readers));
    }
    bench.out.println();
    bench.out.println("| size of the database | from opening to the first append |");
    bench.out.println("|---|---|");
    bench.start(bench.fill("small", 1_000, 0));
    bench.start(bench.fill("large", 1_000_000, 900));
  }

  private double publish(int publishers) throws InterruptedException {
    try (SqliteLog log = open(directory.resolve("publish" + publishers + ".db"))) {
      AtomicLong stored = new AtomicLong();
      long start = System.nanoTime();
      long end = start + SPELL.toNanos();
      inParallel(
          publishers,
          publisher -> {
            Publication publication = Publication.of("/bench/" + publisher, DATA);
            while (System.nanoTime() < end) {
              log.append(List.of(publication)).get(0).join();
              stored.incrementAndGet();
            }
          });
      return stored.get() / seconds(System.nanoTime() - start);
    }
  }

  private double replay(Path file, int readers) throws InterruptedException {
    try (SqliteLog log = open(file)) {
      AtomicLong read = new AtomicLong();
      long start = System.nanoTime();
      long end = start + SPELL.toNanos();
      inParallel(
          readers,
          reader -> {
            long cursor = 0;
            while (System.nanoTime() < end) {
              Page page = log.read(cursor, PAGE_BYTES);
              read.addAndGet(page.events().size());
              cursor = page.upTo() == log.bounds().head().offset() ? 0 : page.upTo();
            }
          });
      return read.get() / seconds(System.nanoTime() - start);
    }
  }

  private void start(Path file) throws IOException {
    long size = Files.size(file);
    long start = System.nanoTime();
    try (SqliteLog log = open(file)) {
      log.append(List.of(Publication.of("/bench/start", DATA))).get(0).join();
      out.printf("| %,d MiB | %,.0f ms |%n", size >> 20, 1000 * seconds(System.nanoTime() - start));
    }
  }

  private Path fill(String name, int events, int extraBytes) {
    Path file = directory.resolve(name + ".db");
    String data = DATA + "y".repeat(extraBytes);
    try (SqliteLog log = open(file)) {
      List<Publication> group = new ArrayList<>();
      for (int i = 1; i <= events; i++) {
        group.add(Publication.of("/bench/" + i % 100, data));
        if (group.size() == 1000 || i == events) {
          CompletableFuture.allOf(log.append(group).toArray(CompletableFuture[]::new)).join();
          group = new ArrayList<>();
        }
      }
    }
    return file;
  }

  private static SqliteLog open(Path file) {
    SqliteLog log =
        new SqliteLog(
            file,
            KEEP_ALL,
            "bench",
            false,
            System::currentTimeMillis,
            (count, nanos) -> {},
            Thread::new);
    log.follow((List<Event> events) -> {});
    return log;
  }

  private interface Worker {
    void run(int number);
  }

  private static void inParallel(int workers, Worker work) throws InterruptedException {
    IntFunction<Thread> starter =
        number -> {
          Thread thread = new Thread(() -> work.run(number));
          thread.start();
          return thread;
        };
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      threads.add(starter.apply(i));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
