package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.Poller;
import dev.courant.wire.EventStreamParser.Dispatched;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The hub without a file, {@code courant.log.url=memory:}. As long as the process lives nobody can
 * tell the difference; its end is told as what it is (P2). One server serves all tests; each leaves
 * it running.
 */
class VolatileIT {
  private static final int TAIL_BYTES = 1024 * 1024;
  private static final int EVENT_CHARS = 50_000;

  /** Together about four times what is kept: a character counts twice. */
  private static final int MANY = 4 * TAIL_BYTES / (2 * EVENT_CHARS);

  private static ServerProcess process;

  private final HubCaller caller = new HubCaller(process.server());

  @BeforeAll
  static void start() throws Exception {
    process =
        ServerProcess.installed(
            "volatile", "-Dcourant.log.url=memory:", "-Dcourant.tail.max-bytes=" + TAIL_BYTES);
    process.start();
    process.awaitReady();
  }

  @AfterAll
  static void end() {
    process.close();
  }

  @Test
  void withinOneRunACursorGetsExactlyWhatWasMissed() throws Exception {
    String topic = "/volatile/replay";
    List<Dispatched> published = publish(topic, 1, 3);
    String cursor = published.get(2).lastEventId();
    List<Dispatched> missed = publish(topic, 4, 8);

    Replay replay = Replay.behind(cursor, process.server(), topic);
    assertThat(replay.events()).isEqualTo(missed);
    assertThat(replay.notice()).isEqualTo("{\"status\":\"live\",\"replayed\":5}");
    assertThat(replay.lastEventId()).isEqualTo(cursor);
    try (var follower = Follower.start(process.server(), topic, cursor)) {
      Eventually.holds(() -> assertThat(follower.notices()).hasSize(1));
      List<Dispatched> all = new ArrayList<>(missed);
      all.addAll(publish(topic, 9, 10));
      Eventually.holds(() -> assertThat(follower.events()).isEqualTo(all));
    }
    assertThat(process.server().dataDirectory().resolve("courant.db")).doesNotExist();
  }

  @Test
  void anIdempotencyKeyCountsOnce() throws Exception {
    String topic = "/volatile/key";
    HttpResponse<String> first = publishUnderKey(topic, "once");
    HttpResponse<String> again = publishUnderKey(topic, "once");
    HttpResponse<String> other = publishUnderKey(topic, "something else");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(Replay.behind("earliest", process.server(), topic).events())
        .containsExactly(new Dispatched(first.body(), "message", "once"));
  }

  @Test
  void whoIsBehindWhatMemoryHoldsIsToldWhatIsLostAndThatTheRestHasCome() throws Exception {
    String topic = "/volatile/gap";
    List<Dispatched> published = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String data = i + "x".repeat(EVENT_CHARS);
      published.add(new Dispatched(caller.publish("topic", topic, "data", data), "message", data));
    }
    Dispatched first = published.get(0);
    try (var follower = Follower.start(process.server(), topic, first.lastEventId())) {
      Dispatched last = published.get(MANY - 1);
      Eventually.holds(() -> assertThat(follower.events()).contains(last));
      List<Dispatched> kept = follower.events();
      assertThat(kept).hasSizeBetween(2, MANY / 2);
      assertThat(kept).isEqualTo(published.subList(MANY - kept.size(), MANY));
      Eventually.holds(() -> assertThat(follower.notices()).hasSize(2));
      assertThat(follower.notices())
          .containsExactly(
              "{\"status\":\"gap\",\"lost\":{\"from\":\"%s\",\"to\":\"%s\"}}"
                  .formatted(
                      published.get(1).lastEventId(),
                      published.get(MANY - kept.size() - 1).lastEventId()),
              "{\"status\":\"live\",\"replayed\":%d}".formatted(kept.size()));
      assertThat(follower.streams()).isEqualTo(1);
      assertTold(new Poller(process.server(), "match=" + topic, 0, first.lastEventId()), follower);
    }
  }

  /** The same, for who polls: the answer in which events are missing says so. */
  private static void assertTold(Poller poller, Follower follower) throws Exception {
    List<String> notices = new ArrayList<>();
    List<String> data = new ArrayList<>();
    while (data.size() < follower.events().size()) {
      JsonObject answer = poller.poll();
      data.addAll(Poller.dataOf(answer));
      if (answer.containsKey("notice")) {
        assertThat(data).isEmpty();
        notices.add(answer.getJsonObject("notice").toString());
      }
    }
    assertThat(data).isEqualTo(follower.events().stream().map(Dispatched::data).toList());
    // That it is live by now it tells its page itself.
    assertThat(notices).isEqualTo(follower.notices().subList(0, 1));
  }

  @Test
  void aCursorOfTheRunBeforeIsAnsweredByOneResetAndTheClientIsLiveFromThere() throws Exception {
    String topic = "/volatile/restart";
    List<Dispatched> before = publish(topic, 1, 5);
    String cursor = before.get(4).lastEventId();
    String epoch = cursor.replaceFirst("-.*", "");
    try (var follower = Follower.start(process.server(), topic, before.get(0).lastEventId())) {
      Eventually.holds(() -> assertThat(follower.notices()).hasSize(1));
      process.stop();
      process.start();
      process.awaitReady();

      Replay replay = Replay.behind(cursor, process.server(), topic);
      assertThat(replay.events()).isEmpty();
      assertThat(replay.lastEventId()).isEqualTo("earliest");
      assertThat(replay.notice())
          .matches("\\{\"status\":\"reset\",\"head\":\"#[0-9a-z]+-0\"}")
          .doesNotContain(epoch);
      Eventually.holds(() -> assertThat(follower.streams()).isEqualTo(2));
      List<Dispatched> all = new ArrayList<>(before.subList(1, 5));
      all.addAll(publish(topic, 6, 8));
      Eventually.holds(() -> assertThat(follower.events()).isEqualTo(all));
      assertThat(follower.notices())
          .containsExactly("{\"status\":\"live\",\"replayed\":4}", replay.notice());
    }
  }

  private HttpResponse<String> publishUnderKey(String topic, String data) throws Exception {
    return caller.send(
        caller
            .posting(HubCaller.form("topic", topic, "data", data))
            .header("Authorization", caller.bearer())
            .header("Idempotency-Key", "k"));
  }

  private List<Dispatched> publish(String topic, int from, int to) throws Exception {
    List<Dispatched> published = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      String data = Integer.toString(i);
      String id = caller.publish("topic", topic, "data", data);
      published.add(new Dispatched(id, "message", data));
    }
    return published;
  }
}
