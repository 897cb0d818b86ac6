package dev.courant.hub;

import static dev.courant.hub.connection.Samples.everything;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.log.EventLog;
import dev.courant.wire.Format;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A stop, from the last publication to the last word to each client. */
class StoppingTest {
  private static final Duration SPREAD = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final StopLimits QUICK = new StopLimits(SHORT, SPREAD);
  private static final StopLimits PATIENT = new StopLimits(Duration.ofMinutes(1), SPREAD);

  private final EventLog log = HubRig.memoryLog(1 << 20);

  @Test
  void theLastThingAClientHearsIsWhenToComeBackAndThatComesBehindAllThatWasPublished()
      throws Exception {
    RecordingChannel channel = RecordingChannel.open();
    try (HubRig rig = HubRig.stopping(log, PATIENT, () -> 0.5)) {
      rig.connect(everything()).attach(channel);
      for (int i = 0; i < 100; i++) {
        rig.hub.publish(Publication.of("/a", "event " + i)).get();
      }
    }
    assertThat(channel.dispatched()).hasSize(100);
    assertThat(new String(last(channel), UTF_8)).isEqualTo("retry: 3000\n\n");
    assertThat(channel.closes()).containsExactly(Departure.HUB_STOPPED);
    assertThat(channel.breaches()).isEmpty();
  }

  @Test
  void eachClientIsGivenATimeOfItsOwnFromOneSecondToTheWholeSpread() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    List<RecordingChannel> channels = new ArrayList<>();
    // The first one is for how long the stream would have lasted.
    try (HubRig rig = HubRig.stopping(log, PATIENT, () -> (calls.getAndIncrement() % 5) / 4.0)) {
      for (int i = 0; i < 5; i++) {
        RecordingChannel channel = RecordingChannel.open();
        rig.connect(everything()).attach(channel);
        channels.add(channel);
      }
    }
    assertThat(channels.stream().map(c -> new String(last(c), UTF_8).strip()))
        .containsExactlyInAnyOrder(
            "retry: 1000", "retry: 2000", "retry: 3000", "retry: 4000", "retry: 5000");
  }

  @Test
  void linesOfJsonSayItInTheirWayAndWhatTheContainerWritesIsHandedOver() throws Exception {
    RecordingChannel lines = RecordingChannel.open();
    RecordingChannel container = RecordingChannel.open();
    try (HubRig rig = HubRig.stopping(log, PATIENT, () -> 1.0)) {
      rig.connect(everythingAs(Format.JSON_LINES)).attach(lines);
      rig.connect(everythingAs(Format.CONTAINER)).attach(container);
    }
    assertThat(new String(last(lines), UTF_8)).isEqualTo("{\"retry\":5000}\n");
    assertThat(lastChunk(container).absence()).hasValue(SPREAD);
  }

  @Test
  void aSlowClientIsGivenTheTimeToTakeWhatWaits() throws Exception {
    RecordingChannel channel = RecordingChannel.blocked();
    HubRig rig = HubRig.stopping(log, PATIENT, () -> 0);
    Connection connection = rig.connect(everything());
    connection.attach(channel);
    rig.hub.publish(Publication.of("/a", "waits")).get();

    CompletableFuture<Void> stop = CompletableFuture.runAsync(rig.hub::close);
    Eventually.assertHolds("it stops", () -> refuses(rig));
    assertThat(stop).isNotDone();
    channel.unblock(connection);
    stop.join();
    assertThat(channel.dispatched()).singleElement().matches(e -> e.data().equals("waits"));
    assertThat(new String(last(channel), UTF_8)).isEqualTo("retry: 1000\n\n");
    rig.close();
  }

  @Test
  void aClientThatTakesNothingHoldsTheStopUpForItsTimeAndNoLonger() throws Exception {
    RecordingChannel channel = RecordingChannel.blocked();
    try (HubRig rig = HubRig.stopping(log, QUICK, () -> 0)) {
      Connection connection = rig.connect(everything());
      connection.attach(channel);
      rig.hub.close();
      assertThat(connection.isOpen()).isFalse();
    }
    assertThat(channel.closes()).containsExactly(Departure.HUB_STOPPED);
    assertThat(channel.writes()).isEmpty();
  }

  @Test
  void aFullOutboxTakesTheLastWordAllTheSameAndNothingBehindIt() throws Exception {
    RecordingChannel channel = RecordingChannel.blocked();
    HubRig rig = HubRig.stopping(log, PATIENT, () -> 0);
    Connection connection = rig.connect(everything());
    connection.attach(channel);
    for (int i = 0; i < 3; i++) {
      rig.hub.publish(Publication.of("/a", "x".repeat(HubRig.EVENT_MAX_BYTES - 1))).get();
    }
    CompletableFuture<Void> stop = CompletableFuture.runAsync(rig.hub::close);
    Eventually.assertHolds(
        "it has the last word", () -> !connection.offer(Chunk.heartbeat(Format.EVENT_STREAM)));
    channel.unblock(connection);
    stop.join();
    assertThat(new String(last(channel), UTF_8)).isEqualTo("retry: 1000\n\n");
    // What did not fit is not lost: the cursor is behind what has come.
    assertThat(channel.dispatched().size()).isLessThan(3);
    rig.close();
  }

  @Test
  void whatWasAdmittedIsStoredAndAnswered() throws Exception {
    HubRig rig = HubRig.stopping(log, PATIENT, () -> 0);
    Reservation underWay = rig.hub.reserve();
    underWay.add(Publication.of("/a", "in a transaction"));
    CompletableFuture<Void> stop = CompletableFuture.runAsync(rig.hub::close);
    Eventually.assertHolds("it stops", () -> refuses(rig));
    assertThat(stop).isNotDone();
    List<CompletableFuture<Receipt>> receipts = underWay.commit();
    stop.join();
    assertThat(receipts).singleElement().matches(r -> r.join().id().equals("#e-1"));
    rig.close();
  }

  @Test
  void aTransactionThatDoesNotEndHoldsTheStopUpForHalfOfItsTimeAtMost() throws Exception {
    RecordingChannel channel = RecordingChannel.open();
    try (HubRig rig = HubRig.stopping(log, QUICK, () -> 0)) {
      rig.connect(everything()).attach(channel);
      rig.hub.reserve().add(Publication.of("/a", "never committed"));
    }
    assertThat(new String(last(channel), UTF_8)).isEqualTo("retry: 1000\n\n");
  }

  @Test
  void whoeverComesLateIsRefused() throws Exception {
    try (HubRig rig = HubRig.stopping(log, QUICK, () -> 0)) {
      rig.hub.close();
      assertThat(
              catchThrowableOfType(RefusedException.class, () -> rig.connect(everything()))
                  .refusal())
          .isEqualTo(Refusal.STOPPING);
    }
  }

  private static boolean refuses(HubRig rig) {
    Reservation attempt = rig.hub.reserve();
    try {
      attempt.add(Publication.of("/b", ""));
      attempt.cancel();
      return false;
    } catch (RefusedException refused) {
      return refused.refusal() == Refusal.STOPPING;
    }
  }

  private static Interest everythingAs(Format format) {
    return new Interest(everything().matchers(), Grant.ANONYMOUS, format);
  }

  private static Chunk lastChunk(RecordingChannel channel) {
    List<List<Chunk>> writes = channel.writes();
    List<Chunk> last = writes.get(writes.size() - 1);
    return last.get(last.size() - 1);
  }

  private static byte[] last(RecordingChannel channel) {
    return lastChunk(channel).bytes();
  }
}
