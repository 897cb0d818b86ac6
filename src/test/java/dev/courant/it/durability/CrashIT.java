package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * P1: whatever was acknowledged is there when the server comes up again, however it went down. P2:
 * a reader that comes back finds no hole and nothing twice.
 *
 * <p>Repeat a run with {@code -Dit.crash.seed}; {@code ./verify --long} does a hundred rounds.
 */
class CrashIT {
  private static final int WRITERS = 8;
  private static final int POLITE_STOPS = 2;

  /** After each event: what a hundred rounds leave has to fit into the memory of the test. */
  private static final Duration REST = Duration.ofMillis(10);

  /** A round goes on for at most this long before the kill. */
  private static final int LONGEST_ROUND_MILLIS = 2_000;

  /** One round in so many ends while the server is still starting. */
  private static final int ROUNDS_PER_EARLY_KILL = 5;

  private final long seed = Long.getLong("it.crash.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final List<InsistentWriter> writers = new ArrayList<>();
  private final List<Duration> afterCrash = new ArrayList<>();
  private final List<Duration> afterStop = new ArrayList<>();

  @AfterEach
  void endWriters() {
    writers.forEach(InsistentWriter::close);
  }

  @Test
  void nothingThatWasAcknowledgedIsLostHoweverOftenTheServerIsKilled() throws Exception {
    try (ServerProcess process = ServerProcess.installed("crash")) {
      process.start();
      process.awaitReady();
      HubCaller caller = new HubCaller(process.server());
      for (int i = 0; i < WRITERS; i++) {
        writers.add(InsistentWriter.start("w" + i, caller, "/crash/" + i, REST));
      }
      try (var follower = Follower.start(process.server(), "*", "earliest")) {
        for (int round = 1; round <= rounds(); round++) {
          crash(process);
        }
        for (int i = 0; i < POLITE_STOPS; i++) {
          letWritersWrite();
          process.stop();
          process.start();
          afterStop.add(process.awaitReady());
        }
        for (InsistentWriter writer : writers) {
          writer.finish();
        }
        Replay everything = check(process);
        Eventually.holds(() -> assertThat(follower.events()).hasSameSizeAs(everything.events()));
        assertThat(follower.events()).isEqualTo(everything.events());
        process.stop();
        Database.in(process.server()).assertHolds(everything.events());
      }
      report();
    } catch (AssertionError | Exception e) {
      throw new AssertionError("Failed with -Dit.crash.seed=" + seed, e);
    }
  }

  private void crash(ServerProcess process) throws Exception {
    letWritersWrite();
    LockSupport.parkNanos(millis(random.nextInt(LONGEST_ROUND_MILLIS)));
    process.kill();
    process.start();
    if (random.nextInt(ROUNDS_PER_EARLY_KILL) == 0) {
      long usual = afterCrash.isEmpty() ? LONGEST_ROUND_MILLIS : afterCrash.get(0).toMillis();
      LockSupport.parkNanos(millis(usual / 2 + random.nextInt((int) usual / 2)));
      process.kill();
      process.start();
    }
    afterCrash.add(process.awaitReady());
    check(process);
  }

  /** Each of them is past what it was at when the server went down. */
  private void letWritersWrite() throws Exception {
    Ledger before = Ledger.of(writers);
    Eventually.holds(
        () ->
            before
                .byWriter()
                .forEach(
                    (name, told) ->
                        assertThat(Ledger.of(writers).byWriter().get(name))
                            .hasSizeGreaterThan(told.size())));
  }

  private Replay check(ServerProcess process) throws Exception {
    Ledger ledger = Ledger.of(writers);
    Replay everything = Replay.ofEverything(process.server());
    ledger.assertKeptBy(everything.events());
    return everything;
  }

  private void report() {
    System.out.printf(
        "%d events, %d rounds. Ready after a crash: %s; after a polite stop: %s%n",
        Ledger.of(writers).size(), afterCrash.size(), inSeconds(afterCrash), inSeconds(afterStop));
  }

  private static List<String> inSeconds(List<Duration> durations) {
    return durations.stream().sorted().map(d -> "%.1f s".formatted(d.toMillis() / 1e3)).toList();
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  private static int rounds() {
    return Boolean.getBoolean("it.long") ? 100 : 2;
  }
}
