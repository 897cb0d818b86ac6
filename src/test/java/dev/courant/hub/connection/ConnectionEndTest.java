package dev.courant.hub.connection;

import static dev.courant.hub.connection.Samples.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionEndTest extends ConnectionRig {
  @Test
  void aConnectionThatHasEndedTakesEverythingAndHasNoMoreRoom() {
    AtomicInteger told = new AtomicInteger();
    attachBlocked();
    connection.offer(chunk(OUTBOX_BYTES));
    connection.whenRoom(1, told::incrementAndGet);
    connection.depart(Departure.STALLED);
    connection.depart(Departure.OVERTAKEN);
    connection.ready();
    connection.whenRoom(1, told::incrementAndGet);

    assertThat(connection.offer(chunk(OUTBOX_BYTES))).isTrue();
    assertThat(connection.isOpen()).isFalse();
    assertThat(told).hasValue(0);
    assertThat(departures).containsExactly(Departure.STALLED);
    assertThat(channel.closes()).containsExactly(Departure.STALLED);
    assertThat(channel.operations()).isEmpty();
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
}
