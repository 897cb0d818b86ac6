package dev.courant.hub.fanout;

import static dev.courant.hub.connection.Samples.everything;
import static dev.courant.hub.connection.Samples.interest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.fanout.Rig.Reader;
import dev.courant.wire.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers that come with a cursor, from history to live. */
class ReplayTest {
  private static final long PLENTY = 1 << 30;
  private static final int OUTBOX = 4_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 3_000, PLENTY})
  void fromEveryPlaceTheRestArrivesThenTheNoticeThenWhatIsNew(long tailMaxBytes) {
    Rig rig = new Rig(OUTBOX, tailMaxBytes, PLENTY);
    rig.publishOn("/a", 40);
    rig.tick();
    List<Reader> readers = new ArrayList<>();
    for (long cursor = 0; cursor <= 40; cursor++) {
      readers.add(joinAt(rig, everything(), cursor));
    }
    rig.settle();
    for (Reader reader : readers) {
      long replayed = 40 - reader.joinedAt;
      reader.assertComplete();
      assertThat(reader.notices())
          .containsExactly("{\"status\":\"live\",\"replayed\":" + replayed + "}");
      assertThat(reader.channel.dispatched().get((int) replayed).type()).isEqualTo(Notice.TYPE);
      assertThat(reader.channel.dispatched().get((int) replayed).lastEventId()).isEqualTo("#e-40");
    }
    rig.publishOn("/a", 3);
    rig.settle();
    readers.forEach(Reader::assertComplete);
    readers.forEach(reader -> assertThat(reader.notices()).hasSize(1));
  }

  @Test
  void replayedAreThoseEventsThatAreAskedFor() {
    Rig rig = new Rig(OUTBOX, 1, PLENTY);
    for (int i = 0; i < 30; i++) {
      rig.publishOn(i % 3 == 0 ? "/a" : "/b", 1);
    }
    rig.tick();
    Reader ofA = joinAt(rig, interest(Grant.ANONYMOUS, "/a"), 6);
    Reader ofNone = joinAt(rig, interest(Grant.ANONYMOUS, "/z"), 6);
    rig.settle();
    ofA.assertComplete();
    assertThat(ofA.notices()).containsExactly("{\"status\":\"live\",\"replayed\":8}");
    assertThat(ofNone.notices()).containsExactly("{\"status\":\"live\",\"replayed\":0}");
  }

  @Test
  void whoeverCameWithoutACursorIsToldNothingEvenIfItFallsBehind() {
    Rig rig = new Rig(OUTBOX, 1_000, PLENTY);
    Reader slow = rig.join(everything(), RecordingChannel.blocked());
    for (int i = 0; i < 100; i++) {
      rig.publish(Publication.of("/a", "x".repeat(100)));
      rig.settle();
    }
    slow.channel.unblock(slow.connection);
    rig.settle();
    slow.assertComplete();
    assertThat(slow.notices()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, PLENTY})
  void whatHasExpiredIsNotReplayedUpToTheHeadItself(long tailMaxBytes) {
    Rig rig = new Rig(OUTBOX, tailMaxBytes, PLENTY);
    rig.publishOn("/a", 3);
    rig.publish(Publication.on("/a").data("quote").ttl(Duration.ofSeconds(1)).build());
    rig.publishOn("/a", 1);
    rig.publish(Publication.on("/a").data("quote").ttl(Duration.ofSeconds(1)).build());
    rig.tick();
    Reader inTime = joinAt(rig, everything(), 0);
    rig.settle();
    assertThat(inTime.data()).containsExactly("1", "2", "3", "quote", "5", "quote");

    rig.millis.set(1_000);
    for (long cursor = 0; cursor <= 6; cursor++) {
      Reader late = joinAt(rig, everything(), cursor);
      rig.settle();
      List<String> left = List.of("1", "2", "3", "5");
      assertThat(late.data())
          .isEqualTo(left.subList(cursor < 4 ? (int) cursor : cursor == 4 ? 3 : 4, 4));
      assertThat(late.notices()).hasSize(1);
      assertThat(late.gaps()).isEmpty();
    }
  }

  @Test
  void aSlowReplayIsCompleteAndItsOutboxStaysSmallWhileLiveEventsArrive() {
    Rig rig = new Rig(OUTBOX, 10_000, PLENTY);
    rig.publishOn("/a", 5_000);
    rig.tick();
    Reader slow = joinAt(rig, everything(), 0, RecordingChannel.blocked());
    Reader quick = rig.join(everything(), RecordingChannel.open());
    int written = 0;
    int largest = 0;
    while (!slow.ids().equals(slow.idsWanted())) {
      rig.settle();
      slow.channel.unblock(slow.connection);
      slow.channel.block();
      int now = slow.channel.arrays().stream().mapToInt(array -> array.length).sum();
      assertThat(now).as("it goes on").isGreaterThan(written);
      largest = Math.max(largest, now - written);
      written = now;
      if (quick.ids().size() < 50) {
        rig.publishOn("/a", 1);
      }
    }
    rig.settle();
    slow.channel.unblock(slow.connection);
    rig.settle();
    slow.assertComplete();
    quick.assertComplete();
    assertThat(slow.notices()).hasSize(1);
    assertThat(largest).as("bytes that waited at a time").isLessThan(CatchUp.PAGE_MAX_BYTES);
  }

  @Test
  void eventsLargerThanTheOutboxArriveAndAreReadOnce() {
    Rig rig = new Rig(OUTBOX, PLENTY, PLENTY);
    Reader live = rig.join(everything(), RecordingChannel.open());
    Reader slow = rig.join(everything(), RecordingChannel.blocked());
    rig.publishOn("/a", 1);
    rig.settle();
    rig.publish(Publication.of("/a", "x".repeat(1 << 20)));
    rig.publish(Publication.of("/a", "\n".repeat(1 << 20)));
    rig.publishOn("/a", 1);
    rig.settle();
    Reader replaying = joinAt(rig, everything(), 0, RecordingChannel.blocked());
    int steps = 0;
    for (int round = 0; round < 50; round++) {
      for (Reader reader : List.of(slow, replaying)) {
        reader.channel.allow(1);
        reader.connection.ready();
      }
      rig.tick();
      while (rig.catchUpSteps.runOne()) {
        rig.tick();
        steps++;
      }
    }
    assertThat(steps).as("it does not go round in circles").isLessThan(30);
    List.of(live, slow, replaying).forEach(Reader::assertComplete);
  }

  @Test
  void aNoticeThatFindsNoRoomIsToldWhenThereIsSome() {
    Rig rig = new Rig(60, PLENTY, PLENTY);
    rig.publish(Publication.of("/a", "x".repeat(100)));
    rig.tick();
    Reader slow = joinAt(rig, everything(), 0, RecordingChannel.blocked());
    rig.settle();
    assertThat(rig.catchUpSteps.isEmpty()).as("no thread is held").isTrue();
    slow.channel.unblock(slow.connection);
    rig.settle();
    slow.assertComplete();
    assertThat(slow.notices()).containsExactly("{\"status\":\"live\",\"replayed\":1}");
  }

  private static Reader joinAt(Rig rig, Interest interest, long cursor) {
    return joinAt(rig, interest, cursor, RecordingChannel.open());
  }

  private static Reader joinAt(Rig rig, Interest interest, long cursor, RecordingChannel channel) {
    return rig.join(rig.pump, interest, channel, new Entry(cursor, true));
  }
}
