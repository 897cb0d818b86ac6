package dev.courant.hub.connection;

import static dev.courant.hub.connection.Samples.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.hub.measure.Measures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a channel does from within the question whether it is ready; Grizzly does such things. */
class ChannelCallbackTest {
  private final List<Departure> departures = new ArrayList<>();
  private final RecordingChannel channel = RecordingChannel.open();
  private final Connection connection =
      new Connection(
          "urn:uuid:" + UUID.randomUUID(),
          Samples.stranger(),
          Samples.anonymous(Samples.everything()),
          1 << 20,
          new AtomicLong()::get,
          Measures.NONE,
          (c, why) -> {
            departures.add(why);
            assertThatTheLockIsFree(c);
          });

  @AfterEach
  void theContractOfTheChannelWasKept() {
    assertThat(channel.breaches()).isEmpty();
  }

  @Test
  void sayingThatItIsReadyWritesEverythingOnceAndInOrder() {
    Chunk first = chunk(40_000);
    Chunk second = chunk(40_001);
    Chunk third = chunk(40_002);
    channel.block();
    connection.attach(channel);
    List.of(first, second, third).forEach(connection::offer);
    channel.whenAsked(
        () -> {
          channel.whenAsked(() -> channel.unblock(connection));
          channel.unblock(connection);
        });
    connection.ready();

    assertThat(channel.writes()).containsExactly(List.of(first), List.of(second), List.of(third));
    assertThat(channel.operations()).isEqualTo("WWWF");
  }

  @Test
  void departingEndsTheWriting() {
    connection.attach(channel);
    channel.whenAsked(() -> connection.depart(Departure.CLOSED_BY_APPLICATION));
    connection.offer(chunk(100));
    assertThat(channel.operations()).isEmpty();
    assertThat(channel.closes()).containsExactly(Departure.CLOSED_BY_APPLICATION);
  }

  @Test
  void failingEndsTheConnectionOnceAndOutsideOfTheLock() {
    connection.attach(channel);
    channel.whenAsked(
        () -> {
          channel.breakWith(new IOException("reset"));
          connection.ready();
        });
    connection.offer(chunk(100));
    assertThat(departures).containsExactly(Departure.CLIENT_GONE);
    assertThat(channel.closes()).containsExactly(Departure.CLIENT_GONE);
  }

  @Test
  void makingRoomIsToldOutsideOfTheLock() {
    channel.block();
    connection.attach(channel);
    connection.offer(chunk(1 << 20));
    List<Connection> told = new ArrayList<>();
    connection.whenRoom(
        1,
        () -> {
          assertThatTheLockIsFree(connection);
          told.add(connection);
        });
    channel.whenAsked(() -> channel.unblock(connection));
    connection.ready();
    assertThat(told).containsExactly(connection);
  }

  private static void assertThatTheLockIsFree(Connection connection) {
    assertThat(CompletableFuture.runAsync(() -> connection.whenRoom(0, () -> {})))
        .as("another thread uses the connection")
        .succeedsWithin(30, TimeUnit.SECONDS);
  }
}
