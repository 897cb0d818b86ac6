package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.HubTopics;
import dev.courant.event.Publication;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.connection.Transport;
import dev.courant.it.Eventually;
import org.junit.jupiter.api.Test;

/** What an operator sees. */
class InsightTest {
  @Test
  void aConnectionThatTakesNothingIsSeenToBeBehind() throws Exception {
    try (HubRig rig = new HubRig()) {
      Connection connection = rig.connect(Samples.interest(Grant.ANONYMOUS, "/a"));
      rig.hub.publish(Publication.of("/a", "x".repeat(1000))).join();
      rig.hub.publish(Publication.of("/other", "x")).join();
      Eventually.holds(
          () -> assertThat(view(rig, connection).traffic().waitingBytes()).isGreaterThan(1000));
      ConnectionView view = view(rig, connection);
      assertThat(view.isSlow()).isTrue();
      assertThat(view.traffic().sentEvents()).isZero();
      assertThat(view.traffic().waitingNanos()).isPositive();
      assertThat(rig.hub.insight().waitingBytes()).isEqualTo(view.traffic().waitingBytes());
      // Its outbox has room for less than that: it catches up from where it stands.
      for (int i = 0; i < 4; i++) {
        rig.hub.publish(Publication.of("/a", "x".repeat(50_000))).join();
      }
      Eventually.holds(() -> assertThat(view(rig, connection).lagEvents()).isPositive());
      assertThat(view(rig, connection).whereabouts().isLive()).isFalse();
    }
  }

  private static ConnectionView view(HubRig rig, Connection connection) {
    return rig.hub.insight().connection(connection.id()).orElseThrow();
  }

  @Test
  void connectionsAreCountedByTransport() throws Exception {
    try (HubRig rig = new HubRig()) {
      rig.connect(Samples.everything());
      assertThat(rig.hub.insight().countByTransport())
          .containsEntry(Transport.SSE, 1)
          .containsEntry(Transport.WEBSOCKET, 0);
      assertThat(rig.hub.insight().connections()).hasSize(1);
      assertThat(rig.hub.insight().connection("unknown")).isEmpty();
    }
  }

  @Test
  void onlyWhoNamesATopicAsksForIt() throws Exception {
    try (HubRig rig = new HubRig()) {
      rig.connect(Samples.everything());
      assertThat(rig.hub.insight().isAskedFor(HubTopics.SAMPLE)).isFalse();
      rig.connect(Samples.interest(Grant.ANONYMOUS, HubTopics.SAMPLE.name()));
      assertThat(rig.hub.insight().isAskedFor(HubTopics.SAMPLE)).isTrue();
    }
  }
}
