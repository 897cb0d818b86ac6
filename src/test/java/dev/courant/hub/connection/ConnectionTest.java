package dev.courant.hub.connection;

import static dev.courant.hub.connection.Samples.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.courant.hub.measure.Measures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final int OUTBOX_BYTES = 1_000;

  private final AtomicLong clock = new AtomicLong();
  private final List<Departure> departures = new ArrayList<>();
  private final Connection connection = connection(OUTBOX_BYTES);
  private RecordingChannel channel = RecordingChannel.open();

  @AfterEach
  void theContractOfTheChannelWasKept() {
    assertThat(channel.breaches()).isEmpty();
  }

  @Test
  void whatIsOfferedGoesOutAtOnceAndIsFlushed() {
    Chunk chunk = chunk(100);
    connection.attach(channel);
    assertThat(connection.offer(chunk)).isTrue();
    assertThat(channel.writes()).containsExactly(List.of(chunk));
    assertThat(channel.operations()).isEqualTo("WF");
  }

  @Test
  void whatHasPiledUpGoesOutInOneWriteWithOneFlush() {
    Chunk first = chunk(100);
    Chunk second = chunk(200);
    Chunk third = chunk(300);
    attachBlocked();
    List.of(first, second, third).forEach(connection::offer);
    assertThat(channel.writes()).isEmpty();

    channel.unblock(connection);
    assertThat(channel.writes()).containsExactly(List.of(first, second, third));
    assertThat(channel.operations()).isEqualTo("WF");
  }

  @Test
  void aWriteTakesUpTo64KibibytesOrOneChunkThatIsLarger() {
    Connection wide = connection(1 << 20);
    Chunk large = chunk(100_000);
    Chunk half = chunk(32 * 1024);
    channel = RecordingChannel.blocked();
    wide.attach(channel);
    List.of(half, half, half, large, large, half).forEach(wide::offer);

    channel.unblock(wide);
    assertThat(channel.writes())
        .containsExactly(
            List.of(half, half), List.of(half), List.of(large), List.of(large), List.of(half));
    assertThat(channel.operations()).isEqualTo("WWWWWF");
  }

  @Test
  void aChannelIsAskedBeforeEachWriteAndEachFlush() {
    attachBlocked();
    connection.offer(chunk(100));
    channel.allow(1);
    connection.ready();
    assertThat(channel.operations()).isEqualTo("W");

    connection.offer(chunk(100));
    channel.allow(1);
    connection.ready();
    assertThat(channel.operations()).isEqualTo("WW");

    channel.allow(1);
    connection.ready();
    connection.ready();
    assertThat(channel.operations()).isEqualTo("WWF");
  }

  @Test
  void whatIsOfferedBeforeTheChannelIsThereWaits() {
    Chunk first = chunk(100);
    Chunk second = chunk(100);
    connection.offer(first);
    connection.offer(second);
    connection.attach(channel);
    assertThat(channel.writes()).containsExactly(List.of(first, second));
  }

  @Test
  void aChannelThatComesAfterTheEndIsClosedWithTheReason() {
    connection.offer(chunk(100));
    connection.depart(Departure.HUB_STOPPED);
    connection.attach(channel);
    connection.offer(chunk(100));
    assertThat(channel.closes()).containsExactly(Departure.HUB_STOPPED);
    assertThat(channel.operations()).isEmpty();
    assertThat(departures).containsExactly(Departure.HUB_STOPPED);
  }

  @Test
  void aChannelThatFailsMeansThatTheClientHasGone() {
    for (Throwable failure :
        List.of(new IOException(), new IllegalStateException(), new NoClassDefFoundError())) {
      departures.clear();
      RecordingChannel broken = RecordingChannel.blocked();
      Connection failing = connection(OUTBOX_BYTES);
      failing.attach(broken);
      failing.offer(chunk(100));
      broken.breakWith(failure);
      failing.ready();
      failing.ready();

      assertThat(failing.offer(chunk(100))).isTrue();
      assertThat(departures).containsExactly(Departure.CLIENT_GONE);
      assertThat(broken.closes()).containsExactly(Departure.CLIENT_GONE);
      assertThat(broken.breaches()).isEmpty();
    }
  }

  @Test
  void aChannelThatFailsToCloseHarmsNobody() {
    connection.attach(channel);
    channel.breakWith(new IllegalStateException("The response has been recycled"));
    assertThatCode(() -> connection.depart(Departure.STALLED)).doesNotThrowAnyException();
    assertThat(departures).containsExactly(Departure.STALLED);
  }

  @Test
  void writesAreDoneOnTheChannelsLaneOneAtATime() {
    List<Runnable> lane = new ArrayList<>();
    channel = RecordingChannel.withLane(lane::add);
    connection.attach(channel);
    Chunk first = chunk(100);
    Chunk second = chunk(100);
    connection.offer(first);
    connection.offer(second);
    assertThat(channel.writes()).isEmpty();
    assertThat(lane).hasSize(1);

    lane.remove(0).run();
    assertThat(channel.writes()).containsExactly(List.of(first, second));
    connection.offer(first);
    assertThat(lane).hasSize(1);
  }

  @Test
  void aLaneThatTakesNothingMoreMeansThatTheClientHasGone() {
    for (RuntimeException refusal :
        List.of(new RejectedExecutionException(), new IllegalStateException("stopped"))) {
      departures.clear();
      Connection stranded = connection(OUTBOX_BYTES);
      stranded.attach(
          RecordingChannel.withLane(
              task -> {
                throw refusal;
              }));
      assertThat(stranded.offer(chunk(100))).isTrue();
      assertThat(departures).containsExactly(Departure.CLIENT_GONE);
    }
  }

  @Test
  void aConnectionIsIdleSinceTheLastOfferUnlessSomethingWaits() {
    attachBlocked();
    clock.set(100);
    assertThat(connection.idleNanos(150)).isEqualTo(150);
    connection.offer(chunk(100));
    assertThat(connection.idleNanos(150)).isZero();

    clock.set(180);
    channel.unblock(connection);
    assertThat(connection.idleNanos(200)).isEqualTo(100);
  }

  @Test
  void aConnectionIsStalledSinceTheClientTookSomethingLast() {
    attachBlocked();
    assertThat(connection.stalledNanos(1_000)).isZero();
    clock.set(100);
    connection.offer(chunk(500));
    clock.set(110);
    connection.offer(chunk(500));
    assertThat(connection.stalledNanos(150)).isEqualTo(50);

    clock.set(200);
    connection.progressed();
    assertThat(connection.stalledNanos(250)).isEqualTo(50);
    clock.set(300);
    channel.unblock(connection);
    assertThat(connection.stalledNanos(1_000)).isZero();
  }

  private void attachBlocked() {
    channel = RecordingChannel.blocked();
    connection.attach(channel);
  }

  private Connection connection(int outboxMaxBytes) {
    return new Connection(
        "urn:uuid:" + UUID.randomUUID(),
        Samples.stranger(),
        Samples.anonymous(Samples.everything()),
        outboxMaxBytes,
        clock::get,
        Measures.NONE,
        (c, why) -> departures.add(why));
  }
}
