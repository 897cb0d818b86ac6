package dev.courant.hub;

import static dev.courant.hub.EpochHistory.HEAD;
import static dev.courant.hub.EpochHistory.visible;
import static dev.courant.hub.connection.Samples.everything;
import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.toSubscribe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.wire.EventStreamParser.Dispatched;
import dev.courant.wire.Notice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a cursor comes to, as its bearer sees it: the response header, the notices, and the events.
 * The log was restored twice: it holds a-1 to a-10, b-11 to b-20 and c-21 to c-30, of which the
 * first five were removed.
 */
class CursorsTest {
  private static final String RESET = "{\"status\":\"reset\",\"head\":\"#c-30\"}";
  private static final List<String> NONE = List.of();

  @TempDir private Path directory;
  private HubRig rig;

  @BeforeEach
  void openHistory() {
    rig = new HubRig(EpochHistory.write(directory, 25), demand -> {});
    Eventually.assertHolds("five are removed", () -> rig.log.bounds().floor() == 5);
  }

  @AfterEach
  void close() throws InterruptedException {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "#a-5, 5", "#a-6, 6", "#a-9, 9", "#a-10, 10", "#b-11, 11", "#b-15, 15", "#b-20, 20",
    "#c-21, 21", "#c-29, 29", "#c-30, 30", "#c-15, 15", "twice, 12", "own, 14", "own again, 24"
  })
  void aCursorInsideOfHistoryIsReplayedFrom(String cursor, long after) {
    Client client = new Client(Optional.of(cursor), everything());
    assertThat(client.lastEventId).hasValue(cursor);
    client.assertGets(after, NONE, List.of(live(visible(after).size())));
  }

  @Test
  void theEarliestIsTheOldestThereIs() {
    Client client = new Client(Optional.of("earliest"), everything());
    assertThat(client.lastEventId).hasValue("earliest");
    client.assertGets(5, NONE, List.of(live(24)));
  }

  @ParameterizedTest
  @CsvSource({
    "#a-4, #a-5, #a-5, #a-5, 5",
    "#a-1, #a-2, #a-5, #a-5, 5",
    "#a-0, #a-1, #a-5, #a-5, 5",
    "#b-2, #a-3, #a-5, #a-5, 5",
    "#a-11, #a-11, #a-11, #a-10, 10",
    "#a-999999999999999999, #a-11, #a-999999999999999999, #a-10, 10",
    "#b-21, #b-21, #b-21, #b-20, 20",
    "#b-30, #b-21, #b-30, #b-20, 20"
  })
  void whatIsLostIsToldFirstAndTheRestFollows(
      String cursor, String from, String to, String at, long after) {
    Client client = new Client(Optional.of(cursor), everything());
    assertThat(client.lastEventId).hasValue(at);
    client.assertGets(after, List.of(gap(from, to)), List.of(live(visible(after).size())));
    assertThat(client.notices().get(0).lastEventId()).isEqualTo(at);
  }

  static List<String> meaningless() {
    return List.of(
        "#c-31",
        "#c-999999999999999999",
        "#z-1",
        "#z-0",
        "gone",
        "secret",
        "no such id",
        "",
        " ",
        "#",
        "#c",
        "#c-",
        "#c-1-2",
        "#C-1",
        "#c-1 ",
        "#c--1",
        "#c-+1",
        "#c-99999999999999999999999",
        "c-15",
        "Earliest",
        "earliest ",
        "größe",
        "\uD83D\uDE80",
        "\uD83D",
        "\u0000",
        "x".repeat(10_240),
        "#" + "c".repeat(10_240),
        "#c-" + "1".repeat(10_240));
  }

  @ParameterizedTest
  @MethodSource("meaningless")
  void aCursorThatMeansNothingStartsAtTheHeadAndIsToldSo(String cursor) {
    Client client = new Client(Optional.of(cursor), everything());
    assertThat(client.lastEventId).hasValue("earliest");
    client.assertGets(HEAD, List.of(RESET), NONE);
    assertThat(client.notices().get(0).lastEventId()).isEqualTo("#c-30");
  }

  @Test
  void withoutACursorNothingIsReplayedAndNothingIsSaid() {
    Client client = new Client(Optional.empty(), everything());
    assertThat(client.lastEventId).isEmpty();
    client.assertGets(HEAD, NONE, NONE);
  }

  @Test
  void aPrivateEventsIdIsACursorForThoseWhoMayReadIt() {
    Client client = new Client(Optional.of("secret"), interest(toSubscribe("/private"), "*"));
    assertThat(client.lastEventId).hasValue("secret");
    client.assertGets(25, NONE, List.of(live(5)));
  }

  @Test
  void anIdThatSomethingPrivateHasTooStandsForTheFirstThatMayBeRead() {
    rig.hub.publish(Publication.on("/a").id("secret").data("public").build()).join();
    Client client = new Client(Optional.of("secret"), everything());
    assertThat(client.lastEventId).hasValue("secret");
    Client granted = new Client(Optional.of("secret"), interest(toSubscribe("/private"), "*"));
    Eventually.assertHolds("the rest", () -> granted.data().size() == 7);
    assertThat(granted.data()).startsWith("26", "27").contains("public");
    Eventually.assertHolds("nothing but the notice", () -> !client.data().isEmpty());
    assertThat(client.data()).containsExactly("{\"status\":\"live\",\"replayed\":0}");
  }

  @Test
  void aGapOverTheEndOfAnEpochReachesAsFarAsRetentionWent() throws Exception {
    rig.close();
    rig = new HubRig(EpochHistory.open(directory, "unused", false, 15), demand -> {});
    Eventually.assertHolds("fifteen are removed", () -> rig.log.bounds().floor() == 15);
    Client client = new Client(Optional.of("#a-12"), everything());
    assertThat(client.lastEventId).hasValue("#b-15");
    client.assertGets(15, List.of(gap("#a-11", "#b-15")), List.of(live(visible(15).size())));
  }

  private static String live(int replayed) {
    return "{\"status\":\"live\",\"replayed\":%d}".formatted(replayed);
  }

  private static String gap(String from, String to) {
    return "{\"status\":\"gap\",\"lost\":{\"from\":\"%s\",\"to\":\"%s\"}}".formatted(from, to);
  }

  private final class Client {
    final Optional<String> lastEventId;
    private final boolean seesAll;
    private final RecordingChannel channel = RecordingChannel.open();

    Client(Optional<String> cursor, Interest interest) {
      Admission admission = rig.connect(interest, Cursor.parse(cursor));
      lastEventId = admission.lastEventId();
      seesAll = !interest.grant().equals(Grant.ANONYMOUS);
      admission.connection().attach(channel);
    }

    /** All behind an offset, notices in front of it and behind it, and then what is new. */
    void assertGets(long after, List<String> noticesBefore, List<String> noticesBehind) {
      List<String> expected = new ArrayList<>(noticesBefore);
      expected.addAll(
          seesAll
              ? LongStream.rangeClosed(after + 1, HEAD).mapToObj(Long::toString).toList()
              : visible(after));
      expected.addAll(noticesBehind);
      Eventually.assertHolds(
          "all of it is there", () -> channel.dispatched().size() >= expected.size());
      Receipt live = rig.hub.publish(Publication.of("/a", "live")).join();
      expected.add("live");
      Eventually.assertHolds("the new one is there", () -> data().contains("live"));
      assertThat(data()).isEqualTo(expected);
      assertThat(live.id()).isEqualTo("#c-31");
      assertThat(notices()).hasSize(noticesBefore.size() + noticesBehind.size());
    }

    List<Dispatched> notices() {
      return channel.dispatched().stream().filter(d -> d.type().equals(Notice.TYPE)).toList();
    }

    private List<String> data() {
      return channel.dispatched().stream().map(Dispatched::data).toList();
    }
  }
}
