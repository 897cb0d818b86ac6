package dev.courant.hub;

import static dev.courant.hub.connection.Samples.patterns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What several nodes count together. */
class NodesTogetherTest extends NodesRig {
  @Test
  void aTopicIsWantedWhileSomebodyListensOnAnyNode() {
    nodes.forEach(node -> node.rig.hub.offer(new Topic("/offered/1")));
    Connection first = connect(1, "/a");
    Connection second = connect(2, "/a");
    Connection byPattern = nodes.get(2).rig.connect(patterns(Grant.ANONYMOUS, "/offered/:number"));
    nodes.forEach(node -> awaitTold(node, "+/a", "+/offered/1"));

    first.depart(Departure.CLIENT_GONE);
    byPattern.depart(Departure.CLIENT_GONE);
    nodes.forEach(node -> awaitTold(node, "+/a", "+/offered/1", "-/offered/1"));
    second.depart(Departure.CLIENT_GONE);
    nodes.forEach(node -> awaitTold(node, "+/a", "+/offered/1", "-/offered/1", "-/a"));
  }

  @Test
  void howeverMuchIsCountedOthersHearAllOfIt() {
    var counts = nodes.get(0).rig.hub.shared().listeners();
    // More than is told in one step.
    for (int i = 0; i < 5_000; i++) {
      counts.add(exact("/many/" + i), 1);
    }
    var heard = nodes.get(1).rig.hub.shared().listeners();
    Eventually.assertHolds(
        "heard",
        () -> IntStream.range(0, 5_000).allMatch(i -> heard.elsewhere(exact("/many/" + i)) == 1));
    assertThat(rows("node_count")).isEqualTo(5_000);
  }

  @Test
  void aSubjectHasSoManyConnectionsOnAllNodesTogether() {
    List<Connection> open = new ArrayList<>();
    for (int i = 0; i < SharingHub.MAX_PER_SUBJECT; i++) {
      open.add(connectAnn(i % 2));
    }
    Eventually.assertHolds("told", () -> connectionsElsewhere(2) == open.size());
    assertThatThrownBy(() -> connectAnn(2))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.TOO_MANY_CONNECTIONS));
    open.get(0).depart(Departure.CLIENT_GONE);
    Eventually.assertHolds("told", () -> connectionsElsewhere(2) == open.size() - 1);
    connectAnn(2);
  }
}
