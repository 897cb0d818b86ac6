package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.toSubscribe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.connection.Samples;
import dev.courant.wire.EventStreamParser.Dispatched;
import dev.courant.wire.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tokens that are renewed all the time while others publish. Every third event is private; who
 * reads may see it or not, by turns.
 */
class RenewalUnderLoadTest {
  private static final int READERS = 12;
  private static final int EVENTS = 6_000;
  private static final Grant NOTHING = Grant.ANONYMOUS;
  private static final Grant ALL = toSubscribe("*");

  @Test
  void nothingIsLostRepeatedOrReorderedAndRightsChangeAtOnePlaceEachTime() {
    Seeds.tryThree(
        random -> {
          try (HubRig rig = new HubRig()) {
            play(rig, random);
          }
        });
  }

  private static void play(HubRig rig, Random random) {
    publish(rig, 0, EVENTS / 3);
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(new Reader(rig, "subject " + i, random.nextBoolean()));
    }
    AtomicBoolean published = new AtomicBoolean();
    CompletableFuture<Void> renewals =
        CompletableFuture.runAsync(
            () -> {
              while (!published.get()) {
                readers.forEach(reader -> reader.renew(random.nextBoolean() ? ALL : NOTHING));
              }
            });
    publish(rig, EVENTS / 3, EVENTS);
    published.set(true);
    renewals.join();
    readers.forEach(reader -> reader.renew(NOTHING));
    publish(rig, EVENTS, EVENTS + 30);
    readers.forEach(reader -> reader.awaitOpen(EVENTS + 29));
    readers.forEach(reader -> reader.renew(ALL));
    publish(rig, EVENTS + 30, EVENTS + 61);
    readers.forEach(reader -> reader.assertComplete(EVENTS + 61));
  }

  private static boolean isPrivate(int number) {
    return number % 3 == 0;
  }

  private static void publish(HubRig rig, int from, int to) {
    for (int number = from; number < to; number++) {
      Publication.Builder publication = Publication.on("/a").data("" + number);
      rig.hub
          .publish(isPrivate(number) ? publication.asPrivate().build() : publication.build())
          .join();
    }
  }

  private static final class Reader {
    private final HubRig rig;
    private final String subject;
    private final int first;
    private final RecordingChannel channel = RecordingChannel.open();
    private final Connection connection;
    private Grant grant = NOTHING;
    private int changes;

    Reader(HubRig rig, String subject, boolean replays) {
      this.rig = rig;
      this.subject = subject;
      this.first = replays ? 0 : EVENTS / 3;
      Cursor cursor = Cursor.parse(replays ? Optional.of("earliest") : Optional.empty());
      connection =
          rig.hub
              .connect(
                  Samples.visitor(caller(NOTHING), "192.0.2.1"), interest(NOTHING, "*"), cursor)
              .connection();
      connection.attach(channel);
    }

    void renew(Grant renewed) {
      rig.hub.standings().renew(connection.id(), caller(renewed));
      changes += renewed.equals(grant) ? 0 : 1;
      grant = renewed;
    }

    void awaitOpen(int last) {
      Eventually.assertHolds("it has " + last, () -> numbers().contains(last));
    }

    void assertComplete(int end) {
      awaitOpen(end - 1);
      awaitOpen(end - 2);
      List<Integer> got = numbers();
      assertThat(got).isSorted().doesNotHaveDuplicates();
      assertThat(got.stream().filter(number -> !isPrivate(number)))
          .containsExactlyElementsOf(
              IntStream.range(first, end).filter(n -> !isPrivate(n)).boxed().toList());
      List<Boolean> seen =
          IntStream.range(first, end)
              .filter(RenewalUnderLoadTest::isPrivate)
              .mapToObj(got::contains)
              .toList();
      long turns =
          IntStream.range(1, seen.size()).filter(i -> !seen.get(i).equals(seen.get(i - 1))).count();
      assertThat(turns).isLessThanOrEqualTo(changes);
      assertThat(got.stream().filter(n -> isPrivate(n) && n >= EVENTS))
          .as("those behind the last two renewals")
          .containsExactlyElementsOf(
              IntStream.range(EVENTS + 30, end).filter(n -> isPrivate(n)).boxed().toList());
      assertThat(channel.breaches()).isEmpty();
      assertThat(connection.isOpen()).isTrue();
    }

    private Caller caller(Grant renewed) {
      return Samples.caller(subject, renewed, Optional.empty());
    }

    private List<Integer> numbers() {
      return channel.dispatched().stream()
          .filter(event -> !event.type().equals(Notice.TYPE))
          .map(Dispatched::data)
          .map(Integer::valueOf)
          .toList();
    }
  }
}
