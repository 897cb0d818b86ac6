package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P1 and P4 on a disk that is full: what cannot be kept is refused, what was kept stays. */
class FullDiskIT {
  private static final String TOPIC = "/full-disk";
  private static final String FILLER = "x".repeat(50_000);
  private static final int DISK_MEBIBYTES = 16;
  private static final int BALLAST_MEBIBYTES = 6;

  /** More than the disk holds of these events. */
  private static final int ENOUGH = 1_000;

  private final List<Dispatched> acknowledged = new ArrayList<>();

  @Test
  void aFullDiskRefusesWhatIsNewAndKeepsWhatIsThere() throws Exception {
    ServerProcess process = ServerProcess.installed("full-disk");
    try (SmallDisk disk = SmallDisk.mount(process.data(), DISK_MEBIBYTES);
        process) {
      disk.load(BALLAST_MEBIBYTES);
      process.start();
      process.awaitReady();
      HubCaller caller = new HubCaller(process.server());
      try (Follower follower = Follower.start(process.server(), TOPIC, "earliest")) {
        Eventually.holds(() -> assertThat(follower.notices()).hasSize(1));

        HttpResponse<String> refused = publishUntilRefused(caller);
        assertThatItSaysWhenToComeBack(refused);
        for (int i = 0; i < 10; i++) {
          assertThat(publish(caller).statusCode()).isEqualTo(503);
        }
        assertThatAllIsThere(process, follower);
        assertThat(occurrences(process, "ERROR|SEVERE", "The store")).isEqualTo(1);
        assertThat(occurrences(process, "ERROR|SEVERE", "make room on the disk")).isEqualTo(1);

        disk.unload();
        assertThat(publish(caller).statusCode()).isEqualTo(200);
        assertThat(publish(caller).statusCode()).isEqualTo(200);
        assertThatAllIsThere(process, follower);
        assertThat(occurrences(process, "INFO", "works again")).isEqualTo(1);
        assertThat(follower.streams()).as("connected all the time").isEqualTo(1);
      }
    }
  }

  @Test
  void aServerThatIsKilledOnAFullDiskStartsOnItAgain() throws Exception {
    ServerProcess process = ServerProcess.installed("full-disk-killed");
    try (SmallDisk disk = SmallDisk.mount(process.data(), DISK_MEBIBYTES);
        process) {
      disk.load(BALLAST_MEBIBYTES);
      process.start();
      process.awaitReady();
      HubCaller caller = new HubCaller(process.server());
      publishUntilRefused(caller);
      process.kill();
      process.start();
      process.awaitReady();
      try (Follower follower = Follower.start(process.server(), TOPIC, "earliest")) {
        assertThatAllIsThere(process, follower);
        disk.unload();
        assertThat(publish(caller).statusCode()).isEqualTo(200);
        assertThatAllIsThere(process, follower);
      }
    }
  }

  private HttpResponse<String> publishUntilRefused(HubCaller caller) throws Exception {
    for (int i = 0; i < ENOUGH; i++) {
      HttpResponse<String> response = publish(caller);
      if (response.statusCode() != 200) {
        return response;
      }
    }
    throw new AssertionError("The disk does not fill up");
  }

  /** Publishes the event after the last one that was acknowledged, under its key. */
  private HttpResponse<String> publish(HubCaller caller) throws Exception {
    String number = Integer.toString(acknowledged.size() + 1);
    String data = number + ":" + FILLER;
    HttpResponse<String> response =
        caller.send(
            caller
                .posting(HubCaller.form("topic", TOPIC, "data", data))
                .header("Authorization", caller.bearer())
                .header("Idempotency-Key", number));
    if (response.statusCode() == 200) {
      acknowledged.add(new Dispatched(response.body(), "message", data));
    }
    return response;
  }

  private static void assertThatItSaysWhenToComeBack(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(refused.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
    assertThat(refused.body()).contains("\"status\":503", "nothing was stored");
  }

  /** To a reader that has been there, and to one that comes now. */
  private void assertThatAllIsThere(ServerProcess process, Follower follower) throws Exception {
    Replay replay = Replay.behind("earliest", process.server(), TOPIC);
    assertThat(replay.events().equals(acknowledged)).as("a replay is whole").isTrue();
    Eventually.holds(
        () ->
            assertThat(follower.events().equals(acknowledged))
                .as("%d of %d events", follower.events().size(), acknowledged.size())
                .isTrue());
  }

  private static long occurrences(ServerProcess process, String level, String text)
      throws Exception {
    String line = "^\\S+ \\S+ +(" + level + ")\\b.*\\Q" + text + "\\E.*";
    return process.server().logged().lines().filter(l -> l.matches(line)).count();
  }
}
