package dev.courant.admin.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.admin.AdminRig;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted is what happened. */
class MetersTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 6_250;

  @Test
  void fiftyThousandThatComeAndGoLeaveNoDrift() throws Exception {
    try (AdminRig rig = new AdminRig(1 << 20)) {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      Callable<Void> visits =
          () -> {
            for (int i = 0; i < ROUNDS; i++) {
              Connection connection = rig.connect(Samples.everything());
              connection.depart(i % 5 == 0 ? Departure.STALLED : Departure.CLIENT_GONE);
            }
            return null;
          };
      List<Callable<Void>> all = IntStream.range(0, THREADS).mapToObj(i -> visits).toList();
      for (Future<Void> visit : threads.invokeAll(all)) {
        visit.get();
      }
      threads.shutdown();
      assertThat(line(rig, "courant_connections{transport=\"sse\"}")).isEqualTo("0.0");
      assertThat(line(rig, "courant_departures_total{reason=\"CLIENT_GONE\"}"))
          .isEqualTo("40000.0");
      assertThat(line(rig, "courant_departures_total{reason=\"STALLED\"}")).isEqualTo("10000.0");
      assertThat(line(rig, "courant_outbox_bytes")).isEqualTo("0.0");
      assertThat(rig.hub.insight().connections()).isEmpty();
    }
  }

  @Test
  void theDashboardAsksForNothingThatIsNotMeasured() throws Exception {
    String dashboard = Files.readString(Path.of("docs/grafana/courant.json"));
    try (AdminRig rig = new AdminRig(1 << 20)) {
      rig.publish("/a", "");
      Set<String> measured = names(rig.meters.registry().scrape());
      assertThat(names(dashboard)).hasSizeGreaterThan(20).isSubsetOf(measured);
    }
  }

  private static Set<String> names(String text) {
    return Pattern.compile("\\b(courant|jvm|process)_[a-z_]+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aQuantileIsReadFromWhatHasComeSince() {
    Buckets before = buckets(10, 10, 10, 10);
    Buckets after = buckets(10, 60, 110, 110);
    assertThat(after.quantileSince(before, 0.5)).isEqualTo(2);
    assertThat(after.quantileSince(before, 0.25)).isEqualTo(1.5);
    assertThat(after.quantileSince(before, 1)).isEqualTo(5);
    assertThat(before.quantileSince(before, 0.5)).isZero();
    assertThat(buckets(0, 0, 0, 7).quantileSince(buckets(0, 0, 0, 0), 0.99))
        .as("longer than the last limit")
        .isEqualTo(5);
  }

  /** Of the limits 1, 2 and 5 ms, and of all. */
  private static Buckets buckets(int one, int two, int five, int all) {
    return new Buckets(
        List.of(
            new Buckets.Bucket(1, one), new Buckets.Bucket(2, two), new Buckets.Bucket(5, five)),
        all);
  }

  private static String line(AdminRig rig, String name) {
    return rig.meters
        .registry()
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("no such line");
  }
}
