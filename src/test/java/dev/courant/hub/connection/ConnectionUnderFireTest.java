package dev.courant.hub.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import dev.courant.hub.measure.Measures;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Format;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads at one connection. */
class ConnectionUnderFireTest {
  private static final int ROUNDS = 300;
  private static final int CHUNKS = 200;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stopThreads() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nothingIsLostWhileOneOffersOneIsReadyAndOneAttaches() {
    Seeds.tryThree(
        random -> {
          for (int round = 0; round < ROUNDS; round++) {
            RecordingChannel channel = channelOf(random);
            Connection connection = connection(Collections.synchronizedList(new ArrayList<>()));
            atOnce(
                () -> offerAll(connection),
                () -> beReady(connection, CHUNKS),
                () -> attach(connection, channel));
            Eventually.assertHolds(
                "everything is flushed",
                () ->
                    channel.operations().endsWith("F") && connection.idleNanos(Long.MAX_VALUE) > 0);
            assertThat(channel.breaches()).isEmpty();
            assertThat(data(channel)).isEqualTo(allData());
          }
        });
  }

  @Test
  void nothingIsDoneToAChannelThatHasBeenClosedWhoeverClosesItWhen() {
    Seeds.tryThree(
        random -> {
          for (int round = 0; round < ROUNDS; round++) {
            RecordingChannel channel = channelOf(random);
            List<Departure> departures = Collections.synchronizedList(new ArrayList<>());
            Connection connection = connection(departures);
            int patience = random.nextInt(50);
            atOnce(
                () -> offerAll(connection),
                () -> beReady(connection, CHUNKS),
                () -> attach(connection, channel),
                () -> depart(connection, patience, Departure.STALLED),
                () -> depart(connection, patience, Departure.CLIENT_GONE));
            assertThat(channel.breaches()).isEmpty();
            assertThat(departures).hasSize(1).isEqualTo(channel.closes());
            List<String> written = data(channel);
            assertThat(written).isEqualTo(allData().subList(0, written.size()));
          }
        });
  }

  /** Half of them write on the thread of whoever offers, half of them on a lane. */
  private RecordingChannel channelOf(Random random) {
    return random.nextBoolean() ? RecordingChannel.open() : RecordingChannel.withLane(threads);
  }

  private static Connection connection(List<Departure> departures) {
    return new Connection(
        "urn:uuid:" + UUID.randomUUID(),
        Samples.stranger(),
        Samples.anonymous(Samples.everything()),
        1 << 20,
        System::nanoTime,
        Measures.NONE,
        (c, why) -> departures.add(why));
  }

  private static Void offerAll(Connection connection) {
    for (int i = 0; i < CHUNKS; i++) {
      EncodedEvent event = new EncodedEvent(Samples.event(i, Publication.of("/a", "" + i)));
      assertThat(connection.offer(Chunk.of(List.of(event), Format.EVENT_STREAM))).isTrue();
    }
    return null;
  }

  private static Void beReady(Connection connection, int times) {
    for (int i = 0; i < times; i++) {
      connection.ready();
    }
    return null;
  }

  private static Void attach(Connection connection, RecordingChannel channel) {
    connection.attach(channel);
    return null;
  }

  private static Void depart(Connection connection, int patience, Departure why) {
    beReady(connection, patience);
    connection.depart(why);
    return null;
  }

  private static List<String> data(RecordingChannel channel) {
    return channel.dispatched().stream().map(d -> d.data()).toList();
  }

  private static List<String> allData() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < CHUNKS; i++) {
      all.add("" + i);
    }
    return all;
  }

  @SafeVarargs
  private void atOnce(Callable<Void>... actions) throws Exception {
    CyclicBarrier together = new CyclicBarrier(actions.length);
    List<Future<Void>> running = new ArrayList<>();
    for (Callable<Void> action : actions) {
      running.add(
          threads.submit(
              () -> {
                together.await();
                return action.call();
              }));
    }
    for (Future<Void> one : running) {
      one.get(30, TimeUnit.SECONDS);
    }
  }
}
