package dev.courant.hub.fanout;

import static dev.courant.hub.connection.Samples.everything;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Caller;
import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Lifetime;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.connection.Standing;
import dev.courant.hub.fanout.Rig.Reader;
import dev.courant.wire.EventStreamParser;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How streams end by themselves, and what they are told before. */
class StreamEndTest {
  private static final Duration SWEEP = Duration.ofMillis(250);
  private static final long NEVER = Long.MAX_VALUE;

  private final Rig rig = Rig.roomy();

  @Test
  void aStreamEndsWhenTheTimeOfItsTokenHasCome() {
    Reader reader = join(10_000, NEVER);
    rig.tickAfter(Duration.ofMillis(9_999));
    assertThat(reader.departures).isEmpty();
    rig.tickAfter(SWEEP);
    assertThat(reader.departures).containsExactly(Departure.TOKEN_EXPIRED);
    assertThat(reader.channel.closes()).containsExactly(Departure.TOKEN_EXPIRED);
  }

  @Test
  void aStreamEndsWhenItIsAsOldAsOneMayBecome() {
    Reader reader = join(NEVER, Duration.ofHours(1).toNanos());
    rig.tickAfter(Duration.ofMinutes(59));
    assertThat(reader.departures).isEmpty();
    rig.tickAfter(Duration.ofMinutes(1));
    assertThat(reader.departures).containsExactly(Departure.MAX_AGE);
    assertThat(reader.notices()).as("nothing can be done about it").isEmpty();
  }

  @Test
  void howeverIrregularlyThePumpRunsNothingIsDeliveredAfterTheEnd() {
    Seeds.tryThree(random -> new Irregular(random).play());
  }

  @Test
  void aStreamIsToldHalfAMinuteBeforeItsTokenEndsItAndOnlyOnce() {
    Reader reader = join(60_000, NEVER);
    rig.publishOn("/a", 2);
    rig.tickAfter(Duration.ofMillis(29_750));
    assertThat(reader.notices()).isEmpty();
    rig.tickAfter(SWEEP);
    assertThat(reader.notices()).containsExactly("{\"status\":\"expiring\",\"in\":30}");
    assertThat(cursorOf(reader)).as("the notice carries the place").isEqualTo("#e-2");
    for (int i = 0; i < 100; i++) {
      rig.tickAfter(SWEEP);
    }
    assertThat(reader.notices()).hasSize(1);
    assertThat(reader.departures).isEmpty();
  }

  @Test
  void aTokenThatWasShortFromTheStartIsToldAtOnce() {
    Reader reader = join(4_500, NEVER);
    rig.tickAfter(SWEEP);
    assertThat(reader.notices()).containsExactly("{\"status\":\"expiring\",\"in\":5}");
  }

  @Test
  void nothingIsSaidOfATokenThatOutlivesTheStream() {
    Reader reader = join(20_000, Duration.ofSeconds(10).toNanos());
    rig.tickAfter(SWEEP);
    assertThat(reader.notices()).isEmpty();
  }

  @Test
  void whoHasNoRoomForTheNoticeGetsItLater() {
    RecordingChannel channel = RecordingChannel.blocked();
    Rig narrow = new Rig(100, 1 << 30, 1 << 30);
    Reader reader = narrow.join(narrow.pump, standing(60_000, NEVER), channel, new Entry(0, false));
    narrow.publish(Publication.of("/a", "x".repeat(90)));
    narrow.tick();
    narrow.clock.addAndGet(1);
    narrow.millis.set(35_000);
    narrow.tickAfter(SWEEP);
    channel.unblock(reader.connection);
    assertThat(reader.notices()).isEmpty();
    narrow.tickAfter(SWEEP);
    assertThat(reader.notices()).containsExactly("{\"status\":\"expiring\",\"in\":25}");
  }

  @Test
  void whoCatchesUpIsToldWithoutAPlaceSinceItsOwnIsNotKnownHere() {
    Rig behind = new Rig(1 << 20, 1, 1 << 30);
    behind.publishOn("/b", 3);
    behind.tick();
    Reader inTurn =
        behind.join(
            behind.pump, standing(20_000, NEVER), RecordingChannel.open(), new Entry(1, true));
    behind.tick();
    behind.tickAfter(SWEEP);
    assertThat(inTurn.notices()).containsExactly("{\"status\":\"expiring\",\"in\":20}");
    assertThat(cursorOf(inTurn)).isEmpty();
    behind.settle();
    inTurn.assertComplete();
  }

  private Reader join(long tokenEndMillis, long ageEndNanos) {
    Reader reader =
        rig.join(
            rig.pump,
            standing(tokenEndMillis, ageEndNanos),
            RecordingChannel.open(),
            new Entry(0, false));
    rig.tick();
    return reader;
  }

  private static Standing standing(long tokenEndMillis, long ageEndNanos) {
    return new Standing(Caller.ANONYMOUS, everything(), new Lifetime(tokenEndMillis, ageEndNanos));
  }

  private static String cursorOf(Reader reader) {
    EventStreamParser parser = new EventStreamParser(event -> {});
    reader.channel.arrays().forEach(parser::feed);
    return parser.lastEventId();
  }

  /** Passes at odd times, each with something new to deliver; some of them come much too late. */
  private static final class Irregular {
    private final Rig rig = Rig.roomy();
    private final Random random;

    Irregular(Random random) {
      this.random = random;
    }

    void play() {
      long end = 1L + random.nextInt(20_000);
      Reader reader =
          rig.join(rig.pump, standing(end, NEVER), RecordingChannel.open(), new Entry(0, false));
      rig.tick();
      while (rig.millis.get() < end + SWEEP.toMillis()) {
        rig.publishOn("/a", 1);
        int before = reader.channel.writes().size();
        rig.tickAfter(Duration.ofMillis(random.nextInt(random.nextInt(5) == 0 ? 3_000 : 300)));
        if (rig.millis.get() >= end + SWEEP.toMillis()) {
          assertThat(reader.channel.writes())
              .as("at %d of %d", rig.millis.get(), end)
              .hasSize(before);
        }
      }
      assertThat(reader.departures).containsExactly(Departure.TOKEN_EXPIRED);
      assertThat(reader.channel.breaches()).isEmpty();
    }
  }
}
