package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Archives;
import dev.courant.it.Eventually;
import dev.courant.it.Fleet;
import dev.courant.it.HubCaller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * P2 and P3: a bean fires as fast as it can, to readers of which some have a slow line. Those read
 * from the log what the tail no longer has, and nobody is disconnected. {@code ./verify --long}
 * does it with 200 MB and a tail of the usual size.
 */
class BurstIT {
  private static final String TOPIC = "/burst";
  private static final int QUICK = 40;
  private static final int SLOW = 10;
  private static final int SLOW_BYTES_PER_SECOND = 1_000_000;
  private static final int EVENT_BYTES = 16_000;
  private static final int AS_FAST_AS_IT_CAN = 1_000_000_000;

  /** Ten times what the slow readers need. */
  private static final int PATIENCE_FACTOR = 10;

  @Test
  void aBurstReachesReadersOfAnySpeedWhole() throws Exception {
    boolean isLong = Boolean.getBoolean("it.long");
    int count = (isLong ? 200_000_000 : 16_000_000) / EVENT_BYTES;
    int tailMebibytes = isLong ? 64 : 8;
    String path = HubCaller.HUB + "?match=" + TOPIC;
    String tail = "-Dcourant.tail.max-bytes=" + tailMebibytes * 1024 * 1024;
    List<PacedReader> slow = new ArrayList<>();
    try (ServerProcess process = ServerProcess.installed("burst", Archives.hub(), tail)) {
      process.start();
      process.awaitReady();
      HubCaller caller = new HubCaller(process.server());
      try (Fleet quick = Fleet.of(process.server(), path, QUICK)) {
        for (int i = 0; i < SLOW; i++) {
          slow.add(PacedReader.start(process.server(), path, SLOW_BYTES_PER_SECOND));
        }
        Eventually.holds(() -> assertThat(caller.overview("connections")).isEqualTo(QUICK + SLOW));

        fire(caller, count);

        assertThat(slow).as("still reading").allMatch(reader -> reader.last() < count);
        quick.awaitAll(count, patience(count));
        for (PacedReader reader : slow) {
          Eventually.holds(
              patience(count),
              () -> assertThat(reader.last() + reader.fault()).isEqualTo("" + count));
        }
        assertThat(caller.overview("connections")).as("all stayed").isEqualTo(QUICK + SLOW);
        assertThat(slow).allMatch(reader -> reader.fault().isEmpty());
      }
    } finally {
      for (PacedReader reader : slow) {
        reader.close();
      }
    }
  }

  private static void fire(HubCaller caller, int count) throws Exception {
    caller.trigger(
        "load",
        "",
        "topic",
        TOPIC,
        "count",
        "" + count,
        "bytes",
        "" + EVENT_BYTES,
        "per-second",
        "" + AS_FAST_AS_IT_CAN);
  }

  private static Duration patience(int count) {
    long seconds = (long) count * EVENT_BYTES / SLOW_BYTES_PER_SECOND;
    return Duration.ofSeconds(seconds * PATIENCE_FACTOR);
  }
}
