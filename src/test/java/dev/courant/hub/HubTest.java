package dev.courant.hub;

import static dev.courant.hub.connection.Samples.everything;
import static dev.courant.hub.connection.Samples.interest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.connection.Visitor;
import dev.courant.log.Bounds;
import dev.courant.wire.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubTest {
  private final HubRig rig = new HubRig();
  private final Hub hub = rig.hub;

  @AfterEach
  void close() throws InterruptedException {
    rig.close();
  }

  @Test
  void whatIsPublishedReachesThoseWhoAskForIt() throws Exception {
    RecordingChannel ofA = attach(rig.connect(interest(Grant.ANONYMOUS, "/a")));
    RecordingChannel ofAll = attach(rig.connect(everything()));
    Receipt first = hub.publish(Publication.of("/b", "1")).get();
    Receipt second = hub.publish(Publication.on("/a").data("2").id("own").build()).get();

    assertThat(first).isEqualTo(new Receipt("#e-1", false));
    assertThat(second).isEqualTo(new Receipt("own", false));
    Eventually.assertHolds("both have arrived", () -> ofAll.dispatched().size() == 2);
    Eventually.assertHolds("one has arrived", () -> ofA.dispatched().size() == 1);
    assertThat(ofA.dispatched().get(0).lastEventId()).isEqualTo(second.id());
    assertThat(ofA.breaches()).isEmpty();
  }

  @Test
  void whoeverConnectsGetsASignOfLifeAtOnce() {
    RecordingChannel channel = attach(rig.connect(everything()));
    assertThat(channel.arrays()).singleElement().isEqualTo(Format.EVENT_STREAM.heartbeat());
    assertThat(channel.operations()).isEqualTo("WF");
  }

  @Test
  void aReservedTopicIsRefusedAlsoAsAnAlternate() {
    assertThat(refusalOf(Publication.of("/.well-known/mercure/subscriptions", "")))
        .isEqualTo(Refusal.INVALID);
    assertThat(refusalOf(Publication.on("/a").alsoOn("mercure").build()))
        .isEqualTo(Refusal.INVALID);
    assertThat(hub.counts().bounds().head().offset()).isZero();
  }

  @Test
  void dataIsLimitedInBytesOfUtf8() throws Exception {
    int max = HubRig.EVENT_MAX_BYTES;
    assertThat(hub.eventMaxBytes()).isEqualTo(max);
    hub.publish(Publication.of("/a", "x".repeat(max))).get();
    hub.publish(Publication.of("/a", "€".repeat(max / 3) + "x".repeat(max % 3))).get();

    assertThat(refusalOf(Publication.of("/a", "x".repeat(max + 1)))).isEqualTo(Refusal.TOO_LARGE);
    assertThat(refusalOf(Publication.of("/a", "€".repeat(max / 3) + "x".repeat(max % 3 + 1))))
        .isEqualTo(Refusal.TOO_LARGE);
  }

  @Test
  void theHubCountsWhoIsThereAndWhyOthersLeft() throws Exception {
    Connection staying = rig.connect(everything());
    Connection leaving = rig.connect(everything());
    leaving.depart(Departure.CLIENT_GONE);
    hub.publish(Publication.of("/a", "")).get();

    HubCounts counts = hub.counts();
    assertThat(counts.connections()).isEqualTo(1);
    assertThat(counts.departures())
        .containsEntry(Departure.CLIENT_GONE, 1L)
        .containsEntry(Departure.STALLED, 0L)
        .containsOnlyKeys(Departure.values());
    assertThat(counts.bounds()).isEqualTo(new Bounds(new Position("e", 1), 0));
    assertThat(staying.isOpen()).isTrue();
  }

  @Test
  void theConnectionsOfOneAreEndedAndThoseOfOthersGoOn() {
    List<RecordingChannel> ofAnn = List.of(attach(ofSubject("ann")), attach(ofSubject("ann")));
    Connection ofBob = ofSubject("bob");
    Connection ofNobody = rig.connect(everything());

    assertThat(hub.end(c -> c.caller().subject().equals("ann"), Departure.CLOSED_BY_APPLICATION))
        .isEqualTo(2);
    assertThat(ofAnn).allMatch(c -> c.closes().equals(List.of(Departure.CLOSED_BY_APPLICATION)));
    assertThat(List.of(ofBob, ofNobody)).allMatch(Connection::isOpen);
    assertThat(hub.end(c -> c.caller().subject().equals("ann"), Departure.CLOSED_BY_APPLICATION))
        .as("nothing is left to end")
        .isZero();
  }

  @Test
  void closingEndsEveryConnectionAndEveryThreadAndTakesNothingMore() throws Exception {
    List<RecordingChannel> channels = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      channels.add(attach(rig.connect(everything())));
    }
    Reservation early = hub.reserve();
    early.add(Publication.of("/a", ""));
    rig.close();

    assertThat(channels).allMatch(c -> c.closes().equals(List.of(Departure.HUB_STOPPED)));
    assertThat(hub.counts().connections()).isZero();
    assertThat(hub.counts().departures()).containsEntry(Departure.HUB_STOPPED, 10L);
    assertThat(refusalOf(Publication.of("/a", ""))).isEqualTo(Refusal.STOPPING);
    assertThat(
            catchThrowableOfType(RefusedException.class, () -> rig.connect(everything())).refusal())
        .isEqualTo(Refusal.STOPPING);
    assertThat(hub.counts().connections()).isZero();
    assertThat(early.commit()).singleElement().matches(CompletableFuture::isCompletedExceptionally);
    assertThat(rig.log.append(List.of(Publication.of("/a", ""))))
        .singleElement()
        .matches(CompletableFuture::isCompletedExceptionally);
  }

  @Test
  void theHubHasStoppedOnlyWhenTheLanesHaveEndedTheirStreams() throws Exception {
    try (var lane = new SlowLane()) {
      rig.connect(everything()).attach(RecordingChannel.withLane(lane));
      rig.close();
      assertThat(lane.waiting()).isZero();
    }
  }

  @Test
  void aChannelThatCannotBeClosedDoesNotKeepTheHubFromStopping() throws Exception {
    List<RecordingChannel> channels = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      RecordingChannel channel = attach(rig.connect(everything()));
      channel.breakWith(new IllegalStateException("The response has been recycled"));
      channels.add(channel);
    }
    rig.close();
    assertThat(channels).allMatch(c -> c.closes().size() == 1);
    assertThatThrownBy(() -> rig.log.append(List.of(Publication.of("/a", ""))).get(0).join())
        .hasMessageContaining("closed");
  }

  private Connection ofSubject(String subject) {
    Visitor visitor = Samples.visitor(Samples.caller(subject), "192.0.2.1");
    return hub.connect(visitor, everything(), new Cursor.None()).connection();
  }

  private static RecordingChannel attach(Connection connection) {
    RecordingChannel channel = RecordingChannel.open();
    connection.attach(channel);
    return channel;
  }

  private Refusal refusalOf(Publication publication) {
    return catchThrowableOfType(RefusedException.class, () -> hub.publish(publication)).refusal();
  }

  /** Does everything late, and in order. */
  private static final class SlowLane implements Executor, AutoCloseable {
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
      waiting.incrementAndGet();
      var unused =
          thread.schedule(
              () -> {
                waiting.decrementAndGet();
                task.run();
              },
              50,
              TimeUnit.MILLISECONDS);
    }

    int waiting() {
      return waiting.get();
    }

    @Override
    public void close() {
      thread.shutdownNow();
    }
  }
}
