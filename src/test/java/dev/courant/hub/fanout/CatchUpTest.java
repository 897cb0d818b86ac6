package dev.courant.hub.fanout;

import static dev.courant.hub.connection.Samples.everything;
import static dev.courant.hub.connection.Samples.interest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.fanout.Rig.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatchUpTest {
  private static final long PLENTY = 1 << 30;
  private static final String[] TOPICS = {"/a", "/b", "/c", "/d"};

  @Test
  void aFullOutboxDelaysItsOwnReaderOnlyAndLosesNothing() {
    Rig rig = new Rig(500, PLENTY, PLENTY);
    Reader slow = rig.join(everything(), RecordingChannel.blocked());
    Reader quick = rig.join(everything(), RecordingChannel.open());
    for (int i = 0; i < 50; i++) {
      rig.publishOn("/a", 1);
      rig.settle();
    }
    quick.assertComplete();
    assertThat(slow.channel.operations()).isEmpty();
    assertThat(rig.catchUpSteps.isEmpty()).as("no thread is held").isTrue();

    slow.channel.unblock(slow.connection);
    rig.publishOn("/a", 1);
    rig.settle();
    slow.assertComplete();
    rig.publishOn("/a", 1);
    rig.tick();
    slow.assertComplete();
  }

  @Test
  void aReaderIsTakenBackAtItsExactPositionWhereverThePumpStands() {
    Rig rig = new Rig(500, PLENTY, PLENTY);
    Reader slow = rig.join(everything(), RecordingChannel.blocked());
    rig.publishOn("/a", 1);
    rig.tick();
    rig.publish(Publication.of("/a", "x".repeat(1000)));
    rig.tick();
    slow.channel.unblock(slow.connection);
    rig.publishOn("/a", 3);
    assertThat(rig.catchUpSteps.runOne()).isTrue();
    rig.publishOn("/a", 3);
    assertThat(slow.ids()).as("it is ahead of the pump").hasSize(5);

    rig.tick();
    assertThat(slow.ids()).as("the pump is where the reader is").hasSize(5);
    rig.tick();
    slow.assertComplete();
    assertThat(rig.catchUpSteps.isEmpty()).isTrue();
  }

  @Test
  void aReaderCloseToTheHeadIsTakenBackThoughTheHeadMovesOn() {
    Rig rig = new Rig(500, PLENTY, PLENTY);
    Reader slow = rig.join(everything(), RecordingChannel.blocked());
    rig.publishOn("/a", 1);
    rig.tick();
    rig.publish(Publication.of("/a", "x".repeat(1000)));
    rig.tick();
    slow.channel.unblock(slow.connection);
    for (int i = 0; i < 10; i++) {
      slow.channel.whenAsked(() -> rig.publishOn("/a", 1));
      rig.catchUpSteps.runOne();
    }
    assertThat(rig.catchUpSteps.isEmpty()).as("it does not run after the head any more").isTrue();
    rig.settle();
    slow.assertComplete();
  }

  @Test
  void aPumpThatFellBehindTheTailGoesToTheHeadAndItsReadersCatchUp() {
    Rig rig = new Rig(1 << 20, 5_000, PLENTY);
    Reader ofAll = rig.join(everything(), RecordingChannel.open());
    Reader ofOne = rig.join(interest(Grant.ANONYMOUS, "/b"), RecordingChannel.open());
    rig.tick();
    IntStream.range(0, 500).forEach(i -> rig.publishOn(TOPICS[i % TOPICS.length], 1));
    assertThat(rig.history.isInTail(0)).isFalse();
    Reader arriving = rig.join(everything(), RecordingChannel.open());
    rig.publishOn("/b", 100);

    rig.settle();
    List.of(ofAll, ofOne, arriving).forEach(Reader::assertComplete);
    rig.publishOn("/b", 1);
    rig.tick();
    List.of(ofAll, ofOne, arriving).forEach(Reader::assertComplete);
  }

  @Test
  void aReaderWhoseNextEventIsNoLongerKeptIsToldSoOnceAndGoesOn() {
    Rig rig = new Rig(500, 2_000, 20_000);
    Reader slow = rig.join(everything(), RecordingChannel.blocked());
    rig.tick();
    for (int i = 0; i < 200; i++) {
      rig.publishOn("/a", 1);
      rig.settle();
    }
    long floor = rig.log.bounds().floor();
    assertThat(floor).isGreaterThan(100);
    slow.channel.unblock(slow.connection);
    rig.settle();

    slow.assertComplete();
    assertThat(slow.gaps()).singleElement().extracting(Rig.Gap::to).isEqualTo(floor);
    assertThat(slow.ids()).startsWith("#e-1").contains("#e-" + (floor + 1)).endsWith("#e-200");
  }

  @Test
  void aReaderThatLeavesWhileItCatchesUpIsForgotten() {
    Rig rig = new Rig(500, PLENTY, PLENTY);
    Reader leaving = rig.join(everything(), RecordingChannel.blocked());
    rig.publishOn("/a", 1);
    rig.tick();
    rig.publishOn("/a", 50);
    rig.tick();
    leaving.channel.unblock(leaving.connection);
    leaving.connection.depart(Departure.CLIENT_GONE);
    rig.settle();
    rig.publishOn("/a", 1);
    rig.settle();
    assertThat(leaving.ids()).hasSize(1);
    assertThat(leaving.channel.breaches()).isEmpty();
  }

  @Test
  void inWhateverOrderThingsHappenNothingIsLostRepeatedOrReordered() {
    Seeds.tryThree(
        random -> {
          for (int round = 0; round < 40; round++) {
            playAtRandom(new Rig(100 + random.nextInt(2_000), 3_000, PLENTY), random);
          }
        });
  }

  @Test
  void whateverRetentionTookFromAReaderItIsTold() {
    Seeds.tryThree(
        random -> {
          int gaps = 0;
          for (int round = 0; round < 40; round++) {
            gaps += playAtRandom(new Rig(100 + random.nextInt(2_000), 3_000, 9_000), random);
          }
          assertThat(gaps).as("gaps that were told").isPositive();
        });
  }

  /** Returns how many gaps were told. */
  private static int playAtRandom(Rig rig, Random random) {
    List<Reader> readers = new ArrayList<>();
    List<Reader> left = new ArrayList<>();
    for (int step = 0; step < 300; step++) {
      Reader any = readers.isEmpty() ? null : readers.get(random.nextInt(readers.size()));
      switch (random.nextInt(any == null ? 3 : 9)) {
        case 0 -> publishAtRandom(rig, random);
        case 1 -> readers.add(joinAtRandom(rig, random));
        case 2, 3 -> rig.tick();
        case 4 -> rig.catchUpSteps.runOne();
        case 5 -> any.channel.block();
        case 6 -> {
          any.channel.allow(random.nextInt(4));
          any.connection.ready();
        }
        case 7 -> any.channel.unblock(any.connection);
        default -> {
          if (random.nextInt(10) == 0) {
            any.connection.depart(Departure.CLOSED_BY_APPLICATION);
            readers.remove(any);
            left.add(any);
          }
        }
      }
    }
    readers.forEach(reader -> reader.channel.unblock(reader.connection));
    rig.settle();
    int gaps = 0;
    for (Reader reader : readers) {
      reader.assertComplete();
      gaps += reader.gaps().size();
    }
    for (Reader reader : left) {
      assertThat(reader.ids()).isEqualTo(reader.idsWanted().subList(0, reader.ids().size()));
      assertThat(reader.channel.breaches()).isEmpty();
    }
    return gaps;
  }

  private static void publishAtRandom(Rig rig, Random random) {
    for (int i = random.nextInt(8); i >= 0; i--) {
      String data = "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 3_000 : 50));
      Publication.Builder publication = Publication.on(TOPICS[random.nextInt(4)]).data(data);
      rig.publish(publication.alsoOn(TOPICS[random.nextInt(4)]).build());
    }
  }

  private static Reader joinAtRandom(Rig rig, Random random) {
    String[] matchers =
        random.nextBoolean()
            ? new String[] {"*"}
            : new String[] {TOPICS[random.nextInt(4)], TOPICS[random.nextInt(4)]};
    return rig.join(
        interest(Grant.ANONYMOUS, matchers),
        random.nextBoolean() ? RecordingChannel.open() : RecordingChannel.blocked());
  }
}
