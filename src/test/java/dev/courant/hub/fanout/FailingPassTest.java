package dev.courant.hub.fanout;

import static dev.courant.hub.connection.Samples.everything;
import static dev.courant.hub.connection.Samples.interest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.Seeds;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.fanout.Rig.Gap;
import dev.courant.hub.fanout.Rig.Reader;
import dev.courant.hub.measure.Measures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P2 when something fails in the middle of a pass, for want of memory for example. */
class FailingPassTest {
  private static final String[] TOPICS = {"/a", "/b", "/c"};

  private final Rig rig = Rig.roomy();

  /** It would say thousands of times what the test has it say. */
  private final Logger catchUpLog = Logger.getLogger(CatchUp.class.getName());

  private final Logger pumpLog = Logger.getLogger(Pump.class.getName());

  @BeforeEach
  void silence() {
    List.of(catchUpLog, pumpLog).forEach(log -> log.setLevel(Level.OFF));
  }

  @AfterEach
  void endSilence() {
    List.of(catchUpLog, pumpLog).forEach(log -> log.setLevel(null));
  }

  @Test
  void aBatchThatCouldNotBeEncodedIsCaughtUpWithAndNothingComesTwice() {
    List<Reader> readers = new ArrayList<>();
    for (String matcher : List.of("/a", "*", "/b", "/c")) {
      readers.add(rig.join(interest(Grant.ANONYMOUS, matcher), RecordingChannel.open()));
    }
    rig.publishOn("/a", 2);
    rig.tick();
    rig.publishOn("/a", 1);
    rig.publishOn("/b", 1);
    rig.publishOn("/c", 1);
    rig.unencodable.add(4L);
    assertThatThrownBy(rig::tick).isInstanceOf(OutOfMemoryError.class);
    rig.unencodable.clear();

    settle();
    readers.forEach(Reader::assertComplete);
    rig.publishOn("/b", 2);
    rig.publishOn("/c", 1);
    rig.tick();
    readers.forEach(Reader::assertComplete);
    assertThat(readers).allMatch(reader -> reader.notices().isEmpty());
  }

  @Test
  void aReaderThatGotTheBatchBeforeThePassFailedDoesNotGetItAgain() {
    Reader before = rig.join(interest(Grant.ANONYMOUS, "/a"), RecordingChannel.open());
    Reader behind = rig.join(interest(Grant.ANONYMOUS, "/b"), RecordingChannel.open());
    rig.tick();
    rig.publishOn("/a", 2);
    rig.publishOn("/b", 1);
    rig.unencodable.add(3L);
    assertThatThrownBy(rig::tick).isInstanceOf(OutOfMemoryError.class);
    assertThat(before.data()).as("it was served first").containsExactly("1", "2");
    assertThat(behind.data()).isEmpty();

    rig.unencodable.clear();
    rig.publishOn("/a", 1);
    settle();
    List.of(before, behind).forEach(Reader::assertComplete);
  }

  @Test
  void anEventThatCannotBeEncodedAtAllIsTriedAFewTimesAndThenToldAsLost() {
    Reader ofAll = rig.join(everything(), RecordingChannel.open());
    Reader ofOthers = rig.join(interest(Grant.ANONYMOUS, "/a"), RecordingChannel.open());
    rig.tick();
    rig.publishOn("/a", 3);
    rig.publishOn("/b", 1);
    rig.publishOn("/a", 3);
    rig.unencodable.add(4L);
    assertThatThrownBy(rig::tick).isInstanceOf(OutOfMemoryError.class);

    int pauses = 0;
    rig.settle();
    while (rig.laterSteps.runOne()) {
      pauses++;
      rig.settle();
    }
    assertThat(pauses).as("each try after a pause").isBetween(2, 2 * Feeder.ENCODING_TRIES);
    List.of(ofAll, ofOthers).forEach(Reader::assertComplete);
    assertThat(ofAll.gaps()).containsExactly(new Gap(4, 4));
    assertThat(ofAll.data()).containsExactly("1", "2", "3", "5", "6", "7");
    assertThat(ofOthers.notices()).isEmpty();

    rig.publishOn("/b", 1);
    rig.tick();
    ofAll.assertComplete();
  }

  @Test
  void whoeverComesWithACursorBeforeSuchAnEventIsToldTooAndGoesOn() {
    rig.publishOn("/a", 5);
    rig.tick();
    rig.unencodable.add(3L);
    Reader reader = rig.join(rig.pump, everything(), RecordingChannel.open(), new Entry(0, true));
    settle();

    reader.assertComplete();
    assertThat(reader.gaps()).containsExactly(new Gap(3, 3));
    assertThat(reader.notices())
        .hasSize(2)
        .last()
        .isEqualTo("{\"status\":\"live\",\"replayed\":4}");
    rig.publishOn("/a", 1);
    rig.tick();
    reader.assertComplete();
  }

  @Test
  void aConnectionThatFailsWhileItIsFedLeavesAndTheOthersMissNothing() {
    Reader first = rig.join(everything(), RecordingChannel.open());
    Reader failing =
        rig.join(
            everything(),
            RecordingChannel.withLane(
                drain -> {
                  throw new OutOfMemoryError("as the test has it");
                }));
    Reader last = rig.join(everything(), RecordingChannel.open());
    rig.tick();
    rig.publishOn("/a", 2);
    rig.tick();

    assertThat(failing.departures).containsExactly(Departure.FAILED);
    assertThat(failing.channel.closes()).containsExactly(Departure.FAILED);
    List.of(first, last).forEach(Reader::assertComplete);
    assertThat(rig.catchUpSteps.isEmpty()).as("the others stayed live").isTrue();
  }

  @Test
  void theThreadOfAPumpOutlivesWhateverIsThrown() throws Exception {
    Bell bell = new Bell();
    Pump pump = rig.newPump(bell);
    Reader reader = rig.join(pump, everything(), RecordingChannel.open());
    AtomicInteger passes = new AtomicInteger();
    PumpThread thread =
        new PumpThread(
            pump,
            bell,
            () -> {
              if (passes.incrementAndGet() <= 2) {
                throw new OutOfMemoryError("as the test has it");
              }
              return 0;
            },
            Measures.NONE,
            Thread::new);
    rig.publishOn("/a", 1);
    thread.start();
    Eventually.assertHolds("it is fed", () -> reader.data().size() == 1);
    thread.stop();
    thread.join(Duration.ofSeconds(20).toMillis());
    reader.assertComplete();
  }

  @Test
  void wheneverMemoryIsShortNothingIsLostRepeatedOrReordered() {
    Seeds.tryThree(
        random -> {
          int failures = 0;
          for (int round = 0; round < 40; round++) {
            failures += playAtRandom(new Rig(200 + random.nextInt(2_000), 3_000, 1 << 30), random);
          }
          assertThat(failures).as("passes that failed").isPositive();
        });
  }

  /** Returns how many passes failed. */
  private static int playAtRandom(Rig rig, Random random) {
    List<Reader> readers = new ArrayList<>();
    int failures = 0;
    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(8)) {
        case 0 -> readers.add(joinAtRandom(rig, random));
        case 1 -> rig.publishOn(TOPICS[random.nextInt(3)], 1 + random.nextInt(5));
        case 2 -> rig.unencodable.add(rig.history.head() + 1 + random.nextInt(4));
        case 3 -> rig.unencodable.clear();
        case 4 -> rig.catchUpSteps.runOne();
        case 5 -> rig.laterSteps.runOne();
        default -> failures += passFails(rig) ? 1 : 0;
      }
    }
    rig.unencodable.clear();
    settle(rig);
    readers.forEach(Reader::assertComplete);
    return failures;
  }

  private static Reader joinAtRandom(Rig rig, Random random) {
    String matcher = random.nextBoolean() ? "*" : TOPICS[random.nextInt(3)];
    Entry entry = new Entry(random.nextInt((int) rig.history.head() + 1), random.nextBoolean());
    return rig.join(rig.pump, interest(Grant.ANONYMOUS, matcher), RecordingChannel.open(), entry);
  }

  private static boolean passFails(Rig rig) {
    try {
      rig.tick();
      return false;
    } catch (OutOfMemoryError asTheTestHasIt) {
      return true;
    }
  }

  private void settle() {
    settle(rig);
  }

  private static void settle(Rig rig) {
    do {
      rig.settle();
    } while (rig.laterSteps.runOne());
  }
}
