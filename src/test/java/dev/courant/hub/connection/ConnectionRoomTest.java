package dev.courant.hub.connection;

import static dev.courant.hub.connection.Samples.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.hub.measure.Measures;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much waits for a client, and who waits for room. */
class ConnectionRoomTest {
  private static final int OUTBOX_BYTES = 1_000;

  private final List<Departure> departures = new ArrayList<>();
  private final Connection connection = connection(OUTBOX_BYTES);
  private RecordingChannel channel = RecordingChannel.open();

  @AfterEach
  void theContractOfTheChannelWasKept() {
    assertThat(channel.breaches()).isEmpty();
  }

  @Test
  void theOutboxTakesItsBytesAndNotOneMore() {
    attachBlocked();
    assertThat(connection.offer(chunk(600))).isTrue();
    assertThat(connection.offer(chunk(401))).isFalse();
    assertThat(connection.offer(chunk(400))).isTrue();
    assertThat(connection.offer(chunk(50))).isFalse();

    channel.unblock(connection);
    assertThat(channel.writes().get(0)).extracting(Chunk::sizeBytes).containsExactly(600, 400);
    channel.block();
    assertThat(connection.offer(chunk(OUTBOX_BYTES))).isTrue();
    assertThat(connection.offer(chunk(50))).isFalse();
  }

  @Test
  void anEmptyOutboxTakesAnyChunk() {
    attachBlocked();
    assertThat(connection.offer(chunk(50_000))).isTrue();
    assertThat(connection.offer(chunk(50))).isFalse();
    channel.unblock(connection);
    channel.block();
    assertThat(connection.offer(chunk(100))).isTrue();
    assertThat(connection.offer(chunk(50_000))).isFalse();
  }

  @Test
  void roomIsToldOnceAndNotBeforeSoManyBytesFit() {
    AtomicInteger told = new AtomicInteger();
    attachBlocked();
    connection.whenRoom(OUTBOX_BYTES, told::incrementAndGet);
    assertThat(told).hasValue(1);

    Connection wide = connection(100_000);
    RecordingChannel slow = RecordingChannel.blocked();
    wide.attach(slow);
    wide.offer(chunk(60_000));
    wide.offer(chunk(40_000));
    wide.whenRoom(60_000, told::incrementAndGet);
    wide.ready();
    assertThat(told).hasValue(1);
    slow.allow(1);
    wide.ready();
    assertThat(told).hasValue(2);
    slow.unblock(wide);
    assertThat(told).hasValue(2);
  }

  @Test
  void roomForMoreThanTheOutboxHoldsIsThereWhenNothingWaits() {
    AtomicInteger told = new AtomicInteger();
    attachBlocked();
    connection.offer(chunk(100));
    connection.whenRoom(50 * OUTBOX_BYTES, told::incrementAndGet);
    assertThat(told).hasValue(0);
    channel.unblock(connection);
    assertThat(told).hasValue(1);
  }

  @Test
  void whatIsOfferedByTheOneThatWaitedForRoomGoesOutToo() {
    Chunk first = chunk(600);
    Chunk second = chunk(400);
    Chunk third = chunk(OUTBOX_BYTES);
    attachBlocked();
    connection.offer(first);
    connection.whenRoom(OUTBOX_BYTES, () -> connection.offer(third));
    channel.allow(Integer.MAX_VALUE);
    connection.offer(second);
    assertThat(channel.writes()).containsExactly(List.of(first, second), List.of(third));
  }

  @Test
  void aConnectionThatHasEndedTakesEverythingAndHasNoMoreRoom() {
    AtomicInteger told = new AtomicInteger();
    attachBlocked();
    connection.offer(chunk(OUTBOX_BYTES));
    connection.whenRoom(1, told::incrementAndGet);
    connection.depart(Departure.STALLED);
    connection.depart(Departure.HUB_STOPPED);
    connection.ready();
    connection.whenRoom(1, told::incrementAndGet);

    assertThat(connection.offer(chunk(OUTBOX_BYTES))).isTrue();
    assertThat(connection.isOpen()).isFalse();
    assertThat(told).hasValue(0);
    assertThat(departures).containsExactly(Departure.STALLED);
    assertThat(channel.closes()).containsExactly(Departure.STALLED);
    assertThat(channel.operations()).isEmpty();
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
        new AtomicLong()::get,
        Measures.NONE,
        (c, why) -> departures.add(why));
  }
}
