package dev.courant.hub.fanout;

import static dev.courant.hub.connection.Samples.interest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Matcher;
import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import dev.courant.hub.connection.Delivery;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.fanout.Rig.Reader;
import dev.courant.wire.EventStreamParser.Dispatched;
import dev.courant.wire.Format;
import dev.courant.wire.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left out for those that ask for the newest, or for so many a second, and what is not. */
class DeliveryTest {
  private static final long PLENTY = 1 << 30;
  private static final String[] TOPICS = {"/a", "/b", "/c", "/d"};
  private static final Delivery LATEST = new Delivery(true, Delivery.UNLIMITED);
  private static final Delivery TWICE = new Delivery(false, 2);
  private static final Duration HALF = Duration.ofMillis(500);

  @Test
  void whoKeepsUpGetsEverythingThoughItAsksForTheLatest() {
    Rig rig = Rig.roomy();
    Reader reader = rig.join(everything(LATEST), RecordingChannel.open());
    for (int i = 0; i < 100; i++) {
      rig.publishOn("/a", 3);
      rig.settle();
    }
    reader.assertComplete();
    assertThat(rig.catchUp.skipped()).isZero();
  }

  @Test
  void whoCannotKeepUpGetsTheNewestOfEachTopicWhenItReadsAgain() {
    Rig rig = Rig.roomy();
    RecordingChannel channel = RecordingChannel.open();
    Reader reader = rig.join(everything(LATEST), channel);
    rig.settle();
    channel.block();
    String large = "x".repeat(20_000);
    for (int i = 0; i < 10; i++) {
      rig.publish(Publication.of("/a", large), Publication.of("/b", large));
      rig.settle();
    }
    rig.publishOn("/a", 1);
    rig.publishOn("/c", 1);
    rig.settle();
    int before = reader.ids().size();
    channel.unblock(reader.connection);
    rig.settle();
    List<String> ids = reader.ids();
    assertThat(ids.subList(ids.size() - 3, ids.size())).containsExactly("#e-20", "#e-21", "#e-22");
    assertThat(ids.size() - before).isLessThanOrEqualTo(5);
    assertThat(rig.catchUp.skipped()).isEqualTo(22 - ids.size());
  }

  @Test
  void aRateGivesTheFirstAtOnceAndThenTheNewestWheneverItIsTime() {
    Rig rig = Rig.roomy();
    Reader reader = rig.join(everything(TWICE), RecordingChannel.open());
    rig.settle();
    rig.publishOn("/a", 1);
    rig.settle();
    assertThat(reader.data()).containsExactly("1");
    rig.publishOn("/a", 5);
    rig.publishOn("/b", 1);
    settleAll(rig);
    assertThat(reader.data()).containsExactly("1");
    pause(rig, HALF);
    assertThat(reader.data()).containsExactly("1", "6", "7");
    pause(rig, HALF);
    rig.publishOn("/a", 1);
    rig.settle();
    assertThat(reader.data()).containsExactly("1", "6", "7", "8");
    assertThat(rig.catchUp.skipped()).isEqualTo(4);
  }

  @Test
  void whoChangesWhatItAsksForRestsAllTheSame() {
    Rig rig = Rig.roomy();
    Reader reader = rig.join(everything(TWICE), RecordingChannel.open());
    rig.settle();
    rig.publishOn("/a", 1);
    rig.settle();
    assertThat(rig.pump.change(reader.connection, standing -> standing)).isNotDone();
    rig.publishOn("/a", 3);
    settleAll(rig);
    assertThat(reader.data()).containsExactly("1");
    pause(rig, HALF);
    assertThat(reader.data()).containsExactly("1", "4");
  }

  @Test
  void aReplayIsCompleteWhateverIsAskedFor() {
    for (Delivery delivery : List.of(LATEST, TWICE, new Delivery(true, 1))) {
      Rig rig = Rig.roomy();
      rig.publishOn("/a", 1_000);
      Reader reader =
          rig.join(rig.pump, everything(delivery), RecordingChannel.open(), new Entry(0, true));
      rig.settle();
      assertThat(reader.ids()).hasSize(1_000);
      assertThat(reader.notices()).containsExactly("{\"status\":\"live\",\"replayed\":1000}");
      reader.assertComplete();
    }
  }

  @Test
  void inWhateverOrderThingsHappenTheNewestArrivesNothingTwiceAndWhatIsMissingWasCounted() {
    Seeds.tryThree(
        random -> {
          for (int round = 0; round < 40; round++) {
            playAtRandom(random);
          }
        });
  }

  private static void playAtRandom(Random random) {
    Rig rig = new Rig(100 + random.nextInt(100_000), PLENTY, PLENTY);
    List<Reader> readers = new ArrayList<>();
    for (int step = 0; step < 300; step++) {
      Reader any = readers.isEmpty() ? null : readers.get(random.nextInt(readers.size()));
      switch (random.nextInt(any == null ? 3 : 8)) {
        case 0 -> publishAtRandom(rig, random);
        case 1 -> readers.add(joinAtRandom(rig, random));
        case 2 -> rig.tickAfter(Duration.ofMillis(random.nextInt(100)));
        case 3, 4 -> rig.catchUpSteps.runOne();
        case 5 -> rig.laterSteps.runOne();
        case 6 -> any.channel.block();
        default -> any.channel.unblock(any.connection);
      }
    }
    readers.forEach(reader -> reader.channel.unblock(reader.connection));
    for (int i = 0; i < 5; i++) {
      pause(rig, Duration.ofSeconds(1));
    }
    readers.forEach(DeliveryTest::assertRight);
    long missing = readers.stream().mapToLong(r -> r.idsWanted().size() - r.ids().size()).sum();
    assertThat(rig.catchUp.skipped()).isEqualTo(missing);
  }

  /** What arrives is in order, begins with a complete replay, and ends with what counts now. */
  private static void assertRight(Reader reader) {
    List<String> ids = reader.ids();
    List<String> wanted = reader.idsWanted();
    assertThat(reader.departures).isEmpty();
    assertThat(reader.channel.breaches()).isEmpty();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(wanted).containsSubsequence(ids);
    assertThat(ids).containsAll(reader.newestIdsWanted());
    if (!reader.notices().isEmpty()) {
      List<String> replayed =
          reader.channel.dispatched().stream()
              .takeWhile(d -> !d.type().equals(Notice.TYPE))
              .map(Dispatched::lastEventId)
              .toList();
      assertThat(replayed).isEqualTo(wanted.subList(0, replayed.size()));
    }
  }

  private static void publishAtRandom(Rig rig, Random random) {
    for (int i = random.nextInt(8); i >= 0; i--) {
      String data = "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 50_000 : 50));
      Publication.Builder publication = Publication.on(TOPICS[random.nextInt(4)]).data(data);
      rig.publish(publication.alsoOn(TOPICS[random.nextInt(4)]).build());
    }
  }

  private static Reader joinAtRandom(Rig rig, Random random) {
    Delivery delivery =
        switch (random.nextInt(4)) {
          case 0 -> Delivery.ALL;
          case 1 -> LATEST;
          case 2 -> TWICE;
          default -> new Delivery(true, 1 + random.nextInt(50));
        };
    Set<Matcher> matchers =
        interest(Grant.ANONYMOUS, random.nextBoolean() ? "*" : TOPICS[random.nextInt(4)])
            .matchers();
    Interest interest = new Interest(matchers, Grant.ANONYMOUS, Format.EVENT_STREAM, delivery);
    long head = rig.history.head();
    Entry entry =
        random.nextBoolean()
            ? new Entry(head, false)
            : new Entry(random.nextInt((int) head + 1), true);
    return rig.join(rig.pump, interest, RecordingChannel.open(), entry);
  }

  @Test
  void aRateIsNotExceededByAnyTopic() {
    Seeds.tryThree(
        random -> {
          Rig rig = Rig.roomy();
          Delivery delivery = new Delivery(random.nextBoolean(), 1 + random.nextInt(20));
          Reader reader = rig.join(everything(delivery), RecordingChannel.open());
          rig.settle();
          Map<String, Long> arrivals = new HashMap<>();
          int seen = 0;
          for (int step = 0; step < 1_000; step++) {
            for (int i = random.nextInt(3); i > 0; i--) {
              String topic = TOPICS[random.nextInt(4)];
              rig.publish(Publication.of(topic, topic));
            }
            pause(rig, Duration.ofMillis(random.nextInt(40)));
            for (String topic : reader.data().subList(seen, reader.data().size())) {
              Long before = arrivals.put(topic, rig.clock.get());
              if (before != null) {
                assertThat(rig.clock.get() - before).isGreaterThanOrEqualTo(delivery.restNanos());
              }
            }
            seen = reader.data().size();
          }
          assertThat(seen).isPositive();
        });
  }

  /** Lets time pass, and everything happen that is due then. */
  private static void pause(Rig rig, Duration pause) {
    rig.tickAfter(pause);
    settleAll(rig);
  }

  /** A step that comes too early puts itself off: so one round of them is enough. */
  private static void settleAll(Rig rig) {
    rig.settle();
    int waiting = rig.laterSteps.size();
    for (int i = 0; i < waiting; i++) {
      rig.laterSteps.runOne();
    }
    rig.settle();
  }

  private static Interest everything(Delivery delivery) {
    return new Interest(
        Samples.everything().matchers(), Grant.ANONYMOUS, Format.EVENT_STREAM, delivery);
  }
}
