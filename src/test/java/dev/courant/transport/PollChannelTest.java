package dev.courant.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.measure.Measures;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Format;
import dev.courant.wire.Notice;
import dev.courant.wire.PollAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When a poll is answered, and with what cursor. */
class PollChannelTest {
  private final List<Optional<PollAnswer>> answers = new ArrayList<>();
  private int waits;
  private final Connection connection =
      new Connection(
          "id",
          Samples.stranger(),
          Samples.anonymous(Samples.everything()),
          1 << 20,
          () -> 0,
          Measures.NONE,
          (ended, why) -> {});

  @Test
  void whereThereIsNothingItWaitsOnceItHasCaughtUp() {
    attach(10, true);
    offer(Chunk.heartbeat(Format.CONTAINER));
    assertThat(waits).isZero();
    offer(live(7));
    assertThat(waits).isEqualTo(1);
    assertThat(answers).isEmpty();
    offer(events(9, 10));
    assertAnswer("#e-10", 9, 10);
  }

  @Test
  void whatLiesInThePastIsCollectedUpToTheHead() {
    attach(10, true);
    offer(events(1, 2));
    offer(events(5));
    assertThat(answers).isEmpty();
    offer(live(8));
    assertAnswer("#e-8", 1, 2, 5);
    assertThat(text()).doesNotContain("more");
    assertThat(waits).isZero();
  }

  @Test
  void aPollThatWaitsIsAnsweredWhenTheHubStopsAndToldWhenToComeBack() {
    attach(10, true);
    offer(live(7));
    connection.offerLast(Chunk.absence(CONTAINER, Duration.ofMillis(4711)));
    assertAnswer("#e-7");
    assertThat(text()).endsWith("],\"cursor\":\"#e-7\",\"retry\":4711}\n");
  }

  @Test
  void whoDoesNotWantToWaitGetsTheCursorOfTheHead() {
    attach(10, false);
    offer(live(8));
    assertAnswer("#e-8");
  }

  @Test
  void aFullAnswerIsGivenAtOnceAndItsCursorIsThatOfItsLastEvent() {
    attach(3, true);
    offer(events(1, 2));
    offer(events(4, 5, 6));
    offer(events(7));
    assertAnswer("#e-4", 1, 2, 4);
    assertThat(text()).endsWith("],\"cursor\":\"#e-4\",\"more\":true}\n");
  }

  @Test
  void anAnswerHasSoManyBytesUnlessOneEventHasMore() {
    attach(10, true);
    offer(Chunk.of(List.of(event(1, 900_000), event(2, 100_000), event(3, 100_000)), CONTAINER));
    assertAnswer("#e-2", 1, 2);
    assertThat(text()).contains("\"more\":true");
  }

  @Test
  void anEventThatIsLargerThanAnAnswerHasOneOfItsOwn() {
    attach(10, true);
    offer(Chunk.of(List.of(event(1, 2_000_000), event(2, 1)), CONTAINER));
    assertAnswer("#e-1", 1);
  }

  @Test
  void whatIsLostIsToldAtOnceAndTheCursorIsBehindIt() {
    attach(10, true);
    offer(events(1));
    offer(Chunk.of(Notice.gap(at(2), at(5), at(5)), CONTAINER));
    offer(events(6));
    assertAnswer("#e-5", 1);
    assertThat(text()).contains("\"notice\":{\"status\":\"gap\"");
  }

  @Test
  void aCursorThatMeansNothingIsAnsweredWithTheHead() {
    attach(10, true);
    offer(Chunk.of(Notice.reset(at(9)), CONTAINER));
    assertAnswer("#e-9");
    assertThat(text())
        .isEqualTo(
            """
            {"events":[],"cursor":"#e-9","notice":{"status":"reset","head":"#e-9"}}
            """);
  }

  @Test
  void whoeverEndsTheConnectionTheClientGetsWhatThereIs() {
    attach(10, true);
    offer(events(1));
    connection.depart(Departure.HUB_STOPPED);
    assertAnswer("#e-1", 1);
  }

  @Test
  void whereNothingHasComeTheCursorIsThatOfTheClient() {
    attach(10, true);
    connection.depart(Departure.MAX_AGE);
    assertAnswer("what \"it\" said");
    assertThat(text()).contains("\"cursor\":\"what \\\"it\\\" said\"");
  }

  @Test
  void aClientThatHasGoneGetsNoAnswer() {
    attach(10, true);
    connection.depart(Departure.CLIENT_GONE);
    assertThat(answers).containsExactly(Optional.empty());
  }

  @Test
  void aTokenThatExpiresSoonIsNoReasonForAnAnswer() {
    attach(10, true);
    offer(Chunk.of(Notice.expiring(Optional.of(at(3)), 20), CONTAINER));
    assertThat(answers).isEmpty();
  }

  private static final Format CONTAINER = Format.CONTAINER;

  private void attach(int maxEvents, boolean isPatient) {
    var wait =
        new PollChannel.Wait() {
          @Override
          public void over() {
            connection.depart(Departure.CLOSED_BY_APPLICATION);
          }

          @Override
          public void begins() {
            waits++;
          }
        };
    connection.attach(
        new PollChannel(
            Runnable::run, "what \"it\" said", maxEvents, isPatient, wait, answers::add));
  }

  private void offer(Chunk chunk) {
    assertThat(connection.offer(chunk)).isTrue();
  }

  private static Chunk events(long... offsets) {
    return Chunk.of(LongStream.of(offsets).mapToObj(o -> event(o, 1)).toList(), CONTAINER);
  }

  private static EncodedEvent event(long offset, int size) {
    return new EncodedEvent(Samples.event(offset, Publication.of("/a", "x".repeat(size))));
  }

  private static Chunk live(long offset) {
    return Chunk.of(Notice.live(at(offset), 0), CONTAINER);
  }

  private static Position at(long offset) {
    return new Position("e", offset);
  }

  private void assertAnswer(String cursor, long... offsets) {
    assertThat(answers).hasSize(1);
    PollAnswer answer = answers.get(0).orElseThrow();
    assertThat(answer.cursor()).isEqualTo(cursor);
    assertThat(answer.events())
        .extracting(e -> e.event().offset())
        .containsExactly(LongStream.of(offsets).boxed().toArray(Long[]::new));
    assertThat(text()).startsWith("{\"events\":[");
  }

  private String text() {
    return new String(answers.get(0).orElseThrow().json(), UTF_8);
  }
}
