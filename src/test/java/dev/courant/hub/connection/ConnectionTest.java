package dev.courant.hub.connection;

import static dev.courant.hub.connection.Samples.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionTest extends ConnectionRig {
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
}
