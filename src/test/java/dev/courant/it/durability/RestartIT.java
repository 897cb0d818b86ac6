package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a restart leaves: history, positions and cursors (P1, P2); and that no two servers write to
 * the same data. One server serves all tests; each leaves it running.
 */
class RestartIT implements PulledPlugBehaviour {
  private static final String REFUSAL =
      "is in use by another running hub: stop that, or give this one another courant.data-dir";

  /** A start, and the ten seconds that it waits for the first. */
  private static final Duration REFUSAL_PATIENCE = Duration.ofMinutes(2);

  private static ServerProcess process;

  private interface End {
    void end() throws Exception;
  }

  @BeforeAll
  static void start() throws Exception {
    process = ServerProcess.installed("restart");
    process.start();
    process.awaitReady();
  }

  @AfterAll
  static void end() {
    process.close();
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  @Test
  void aReaderThatComesBackAfterAPoliteStopGetsExactlyWhatItMissed() throws Exception {
    assertThatNothingIsMissed("/restart/stop", process::stop);
  }

  @Test
  void aReaderThatComesBackAfterAKillGetsExactlyWhatItMissed() throws Exception {
    assertThatNothingIsMissed("/restart/kill", process::kill);
  }

  private void assertThatNothingIsMissed(String topic, End end) throws Exception {
    HubCaller caller = new HubCaller(process.server());
    publish(caller, topic, 1, 3);
    String cursor = caller.publish("topic", topic, "data", "4");
    // What others are sent counts neither as missed nor as replayed.
    caller.publish("topic", topic + "/other", "data", "x");
    List<Dispatched> missed = publish(caller, topic, 5, 12);
    end.end();
    process.start();
    process.awaitReady();

    // Nothing has been published since: whatever comes was there before.
    Replay replay = Replay.behind(cursor, process.server(), topic);
    assertThat(replay.events()).isEqualTo(missed);
    assertThat(replay.notice()).isEqualTo("{\"status\":\"live\",\"replayed\":8}");
    assertThat(replay.lastEventId()).isEqualTo(cursor);

    // The same to a reader that stays; and the positions go on where they had stopped.
    try (var follower = Follower.start(process.server(), topic, cursor)) {
      Eventually.holds(() -> assertThat(follower.notices()).hasSize(1));
      List<Dispatched> all = new ArrayList<>(missed);
      all.addAll(publish(caller, topic, 13, 14));
      Eventually.holds(() -> assertThat(follower.events()).isEqualTo(all));
      assertThat(offset(all.get(8))).isEqualTo(offset(all.get(7)) + 1);
      assertThat(epoch(all.get(8))).isEqualTo(epoch(all.get(7)));
    }
  }

  @Test
  void streamsThatAreOpenAtAPoliteStopEndWithoutALineInTheLog() throws Exception {
    int before = process.server().logged().length();
    List<Follower> followers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      followers.add(Follower.start(process.server(), "/restart/open", "earliest"));
    }
    try {
      for (Follower follower : followers) {
        Eventually.holds(() -> assertThat(follower.notices()).hasSize(1));
      }
      // A page of another test that is noticed late keeps the clock going, and WildFly logs a tick
      // that it does not run any more while it stops.
      HubCaller caller = new HubCaller(process.server());
      Eventually.holds(
          () -> assertThat(caller.overview("connections")).isEqualTo(followers.size()));
      process.stop();
      String news = process.server().logged().substring(before);
      assertThat(news.lines().filter(line -> line.matches("^\\S+ \\S+ +(WARN|ERROR|SEVERE).*")))
          .isEmpty();
    } finally {
      followers.forEach(Follower::close);
      process.start();
      process.awaitReady();
    }
  }

  @Test
  void aSecondServerOnTheSameDataRefusesAndTheFirstGoesOn() throws Exception {
    HubCaller caller = new HubCaller(process.server());
    try (ServerProcess second = process.rival("rival")) {
      second.start();
      Eventually.holds(
          REFUSAL_PATIENCE,
          () -> assertThat(log(second)).contains("Courant was not started. ", REFUSAL));
      // The rest of its start, which WildFly takes back again.
      Eventually.holds(() -> assertThatEveryUrlRefuses(second));
      String id = caller.publish("topic", "/restart/first", "data", "goes on");
      assertThat(Replay.behind("earliest", process.server(), "/restart/first").events())
          .containsExactly(new Dispatched(id, "message", "goes on"));
    }
  }

  private static void assertThatEveryUrlRefuses(ServerProcess second) throws Exception {
    for (String path : List.of("", HubCaller.HUB + "?match=/x", "api/admin/overview", "nowhere")) {
      HttpResponse<String> response = new HubCaller(second.server()).get(path);
      if (Brand.underTest() == Brand.PAYARA) {
        assertThat(response.statusCode()).as(path).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
            .startsWith("application/problem+json");
        assertThat(response.body()).contains(REFUSAL);
      } else {
        assertThat(response.statusCode()).as(path).isEqualTo(404);
      }
    }
    if (Brand.underTest() == Brand.WILDFLY) {
      assertThat(log(second)).contains("WFLYCTL0013", "WFLYCTL0186");
    }
  }

  @Test
  void aSecondServerTakesOverWhenTheFirstEndsInTime() throws Exception {
    HubCaller caller = new HubCaller(process.server());
    String id = caller.publish("topic", "/restart/takeover", "data", "written by the first");
    try (ServerProcess second = process.rival("heir")) {
      second.start();
      Path lock = process.server().dataDirectory().resolve("lock");
      Eventually.holds(
          REFUSAL_PATIENCE, () -> assertThat(openFiles(second)).as("it waits").contains(lock));
      assertThat(openFiles(second)).doesNotContain(lock.resolveSibling("courant.db"));
      process.stop();
      second.awaitReady();
      assertThat(Replay.behind("earliest", second.server(), "/restart/takeover").events())
          .containsExactly(new Dispatched(id, "message", "written by the first"));
      second.stop();
    }
    process.start();
    process.awaitReady();
  }

  private static List<Dispatched> publish(HubCaller caller, String topic, int from, int to)
      throws Exception {
    List<Dispatched> published = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      String data = Integer.toString(i);
      String id = caller.publish("topic", topic, "data", data);
      published.add(new Dispatched(id, "message", data));
    }
    return published;
  }

  private static long offset(Dispatched event) {
    return Long.parseLong(event.lastEventId().replaceFirst(".*-", ""));
  }

  private static String epoch(Dispatched event) {
    return event.lastEventId().replaceFirst("-.*", "");
  }

  private static String log(ServerProcess process) throws IOException {
    Path log = process.server().log();
    return Files.exists(log) ? process.server().logged() : "";
  }

  private static List<Path> openFiles(ServerProcess process) throws IOException {
    try (Stream<Path> all =
        Files.list(Path.of("/proc/" + process.server().process().pid() + "/fd"))) {
      return all.toList().stream().flatMap(d -> target(d).stream()).toList();
    }
  }

  /** What a descriptor stands for, unless it has been closed meanwhile. */
  private static Optional<Path> target(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor));
    } catch (IOException closed) {
      return Optional.empty();
    }
  }
}
