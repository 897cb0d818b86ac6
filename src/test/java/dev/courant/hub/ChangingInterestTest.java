package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Grant;
import dev.courant.access.MatcherParameters;
import dev.courant.event.Eventually;
import dev.courant.event.Matcher;
import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Seeds;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.wire.EventStreamParser.Dispatched;
import dev.courant.wire.Notice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a live connection asks for is changed; it misses nothing by that and gets nothing twice. */
class ChangingInterestTest {
  private static final int EVENTS = 3_000;

  @Test
  void fromThenOnAConnectionGetsWhatItAsksForThen() throws Exception {
    try (HubRig rig = new HubRig()) {
      RecordingChannel channel = RecordingChannel.open();
      Connection connection = rig.connect(interest(Grant.ANONYMOUS, "/a"));
      connection.attach(channel);
      publish(rig, "/b", "1");
      publish(rig, "/a", "2");
      Eventually.assertHolds("it stands behind both", () -> data(channel).contains("2"));
      rig.hub.standings().change(connection, matchers("/b"), Set.of());
      publish(rig, "/b", "3");
      publish(rig, "/a", "4");
      Eventually.assertHolds("it stands behind all", () -> data(channel).contains("4"));
      rig.hub.standings().change(connection, Set.of(), matchers("/a", "/never"));
      publish(rig, "/a", "5");
      publish(rig, "/b", "6");
      Eventually.assertHolds("it has the last one", () -> data(channel).contains("6"));
      assertThat(data(channel)).containsExactly("2", "3", "4", "6");
    }
  }

  @Test
  void whatWouldLeaveNothingOrTooMuchIsRefusedAndChangesNothing() throws Exception {
    try (HubRig rig = new HubRig()) {
      RecordingChannel channel = RecordingChannel.open();
      Connection connection = rig.connect(interest(Grant.ANONYMOUS, "/a"));
      connection.attach(channel);
      assertRefused(rig, connection, Set.of(), matchers("/a"), Refusal.INVALID);
      Set<Matcher> tooMany =
          IntStream.range(0, MatcherParameters.MAX_MATCHERS)
              .mapToObj(i -> Matcher.parse("/many/" + i))
              .collect(Collectors.toSet());
      assertRefused(rig, connection, tooMany, Set.of(), Refusal.INVALID);
      publish(rig, "/many/1", "none of it");
      publish(rig, "/a", "goes on");
      Eventually.assertHolds("it goes on", () -> data(channel).contains("goes on"));
      assertThat(data(channel)).containsExactly("goes on");
      connection.depart(Departure.CLIENT_GONE);
      Eventually.assertHolds("it is gone", () -> rig.hub.counts().connections() == 0);
      assertRefused(rig, connection, matchers("/b"), Set.of(), Refusal.NOT_FOUND);
    }
  }

  @Test
  void listenersAreCountedForWhatTheyAskForByThen() throws Exception {
    try (HubRig rig = new HubRig()) {
      Connection connection = rig.connect(interest(Grant.ANONYMOUS, "/a"));
      assertDemands(rig, "+/a");
      rig.hub.standings().change(connection, matchers("/b"), Set.of());
      assertDemands(rig, "+/a", "+/b");
      rig.hub.standings().change(connection, Set.of(), matchers("/a"));
      assertDemands(rig, "+/a", "+/b", "-/a");
      connection.depart(Departure.CLIENT_GONE);
      assertDemands(rig, "+/a", "+/b", "-/a", "-/b");
    }
  }

  @Test
  void othersAreToldWhatItAsksForByThenUnderTheSameName() throws Exception {
    try (HubRig rig = new HubRig()) {
      Connection connection = rig.connect(interest(Grant.ANONYMOUS, "/a"));
      rig.hub.standings().change(connection, matchers("/b"), matchers("/a"));
      assertThat(rig.hub.subscriptions().list(all -> true, 10))
          .singleElement()
          .satisfies(
              only -> {
                assertThat(only.match()).isEqualTo("/b");
                assertThat(only.subscriber()).isEqualTo(connection.id());
              });
      connection.depart(Departure.CLIENT_GONE);
      assertThat(rig.hub.subscriptions().list(all -> true, 10)).isEmpty();
    }
  }

  /** One topic is asked for all the time, and another comes and goes, live and catching up. */
  @Test
  void nothingIsLostRepeatedOrReorderedWhileItChangesAllTheTime() {
    Seeds.tryThree(
        random -> {
          try (HubRig rig = new HubRig()) {
            play(rig, random);
          }
        });
  }

  private static void play(HubRig rig, Random random) throws Exception {
    for (int i = 0; i < EVENTS / 3; i++) {
      publish(rig, random.nextBoolean() ? "/always" : "/now-and-then", "" + i);
    }
    RecordingChannel channel = RecordingChannel.open();
    Connection connection =
        rig.connect(
                interest(Grant.ANONYMOUS, "/always"), Cursor.parse(Optional.of(Cursor.EARLIEST)))
            .connection();
    connection.attach(channel);
    AtomicBoolean published = new AtomicBoolean();
    CompletableFuture<Void> changes =
        CompletableFuture.runAsync(
            () -> {
              while (!published.get()) {
                rig.hub.standings().change(connection, matchers("/now-and-then"), Set.of());
                rig.hub.standings().change(connection, Set.of(), matchers("/now-and-then"));
              }
            });
    List<Integer> always =
        new ArrayList<>(
            rig.log.read(0, Integer.MAX_VALUE).events().stream()
                .filter(e -> e.publication().topics().get(0).name().equals("/always"))
                .map(e -> Integer.valueOf(e.publication().data()))
                .toList());
    for (int i = EVENTS / 3; i < EVENTS; i++) {
      boolean isAlways = random.nextBoolean() || i == EVENTS - 1;
      publish(rig, isAlways ? "/always" : "/now-and-then", "" + i);
      if (isAlways) {
        always.add(i);
      }
    }
    published.set(true);
    changes.join();
    Eventually.assertHolds("it has the last", () -> data(channel).contains("" + (EVENTS - 1)));
    List<Integer> got = data(channel).stream().map(Integer::valueOf).toList();
    assertThat(got).isSorted().doesNotHaveDuplicates().containsAll(always);
    assertThat(channel.breaches()).isEmpty();
  }

  private static void assertRefused(
      HubRig rig, Connection connection, Set<Matcher> added, Set<Matcher> removed, Refusal why) {
    assertThatThrownBy(() -> rig.hub.standings().change(connection, added, removed))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
  }

  private static void assertDemands(HubRig rig, String... told) {
    Eventually.assertHolds("all is told", () -> rig.demands.size() == told.length);
    assertThat(rig.demands.stream().map(d -> (d.wanted() ? "+" : "-") + d.topic().name()))
        .containsExactly(told);
  }

  private static void publish(HubRig rig, String topic, String data) {
    rig.hub.publish(Publication.of(topic, data)).join();
  }

  private static Set<Matcher> matchers(String... texts) {
    return Arrays.stream(texts).map(Matcher::parse).collect(Collectors.toSet());
  }

  private static List<String> data(RecordingChannel channel) {
    return channel.dispatched().stream()
        .filter(event -> !event.type().equals(Notice.TYPE))
        .map(Dispatched::data)
        .toList();
  }
}
