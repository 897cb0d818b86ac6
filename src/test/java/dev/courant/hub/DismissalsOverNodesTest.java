package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Grant;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Samples;
import dev.courant.hub.connection.Visitor;
import dev.courant.it.Eventually;
import dev.courant.log.postgres.OwnPostgres;
import dev.courant.log.postgres.TestPostgres;
import dev.courant.wire.Format;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that an operator ends through another node, and clients that all keep away. */
class DismissalsOverNodesTest {
  private static final Duration AWAY = Duration.ofMinutes(1);
  private static final Ban.Who ANN = new Ban.Subject("ann", Optional.of("issuer"));

  @TempDir private Path directory;
  private final List<HubNode> nodes = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (HubNode node : nodes) {
      node.close();
    }
  }

  @Test
  void aConnectionOfAnotherNodeEndsAndItsClientIsKeptAwayFromAll() throws Exception {
    start(TestPostgres.newSchema(), 3);
    Connection connection = nodes.get(1).rig().connect(pattern());
    Ban.OneConnection who = nodes.get(0).dismissals().find(connection.id()).orElseThrow();
    assertThat(nodes.get(0).dismissals().dismiss(who, AWAY))
        .isEqualTo(new Dismissed(1, Reach.of(2, 2)));
    assertThat(connection.isOpen()).isFalse();
    Ban ban = nodes.get(0).dismissals().bans().get(0);
    for (HubNode node : nodes) {
      assertThatThrownBy(() -> node.rig().connect(pattern())).isInstanceOf(RefusedException.class);
      assertThat(node.dismissals().bans()).containsExactly(ban);
    }
    assertThat(nodes.get(2).dismissals().lift(ban.id())).contains(ban);
    for (HubNode node : nodes) {
      assertThat(node.rig().connect(pattern()).isOpen()).isTrue();
      assertThat(node.dismissals().lift(ban.id())).isEmpty();
    }
  }

  @Test
  void whatIsMeantEndsOnAllNodesAndTheSumIsTold() throws Exception {
    start(TestPostgres.newSchema(), 2);
    for (HubNode node : nodes) {
      ann(node);
      ann(node);
    }
    Connection other = nodes.get(1).rig().connect(Samples.everything());
    assertThat(nodes.get(1).dismissals().dismiss(ANN, Duration.ZERO))
        .isEqualTo(new Dismissed(4, Reach.of(1, 1)));
    assertThat(other.isOpen()).isTrue();
    assertThat(ann(nodes.get(0)).isOpen()).isTrue();
    assertThat(nodes.get(0).dismissals().find("unknown")).isEmpty();
  }

  @Test
  void aNodeThatIsStartedLaterKnowsWhoIsToStayAway() throws Exception {
    String address = TestPostgres.newSchema();
    start(address, 1);
    Dismissals first = nodes.get(0).dismissals();
    assertThat(first.dismiss(ANN, AWAY)).isEqualTo(new Dismissed(0, Reach.of(0, 0)));
    first.dismiss(new Ban.Token("t"), AWAY);
    nodes.add(HubNode.over(address));
    Dismissals second = nodes.get(1).dismissals();
    Eventually.holds(() -> assertThat(second.bans()).isEqualTo(first.bans()).hasSize(2));
    assertThatThrownBy(() -> ann(nodes.get(1))).isInstanceOf(RefusedException.class);
  }

  @Test
  void withoutTheDatabaseThatIsDoneWhichCanBeAndTheRestLater() throws Exception {
    try (OwnPostgres database = OwnPostgres.in(directory)) {
      start(database.address(), 2);
      Connection here = ann(nodes.get(0));
      Connection there = ann(nodes.get(1));
      database.stop();
      for (HubNode node : nodes) {
        Eventually.holds(() -> assertThat(node.rig().hub.insight().trouble()).isPresent());
      }
      Dismissals dismissals = nodes.get(0).dismissals();
      assertThatThrownBy(() -> dismissals.find(there.id()))
          .isInstanceOfSatisfying(
              RefusedException.class,
              e -> assertThat(e.refusal()).isEqualTo(Refusal.STORE_UNAVAILABLE));
      assertThat(dismissals.dismiss(ANN, AWAY)).isEqualTo(new Dismissed(1, Reach.CUT_OFF));
      assertThat(here.isOpen()).isFalse();
      assertThat(there.isOpen()).isTrue();
      assertThatThrownBy(() -> ann(nodes.get(0))).isInstanceOf(RefusedException.class);
      database.start();
      Dismissals others = nodes.get(1).dismissals();
      Eventually.holds(() -> assertThat(others.bans()).isEqualTo(dismissals.bans()).hasSize(1));
      assertThatThrownBy(() -> ann(nodes.get(1))).isInstanceOf(RefusedException.class);
      nodes.removeAll(closed());
    }
  }

  private List<HubNode> closed() throws Exception {
    List<HubNode> all = List.copyOf(nodes);
    for (HubNode node : all) {
      node.close();
    }
    return all;
  }

  private void start(String address, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      nodes.add(HubNode.over(address));
    }
    for (HubNode node : nodes) {
      Reach all = Reach.of(count - 1, count - 1);
      Eventually.holds(
          () ->
              assertThat(node.dismissals().dismiss(new Ban.Token("nobody's"), Duration.ZERO))
                  .isEqualTo(new Dismissed(0, all)));
    }
  }

  private static Connection ann(HubNode node) {
    Visitor ann = Samples.visitor(Samples.caller("ann"), "192.0.2.1");
    return node.rig()
        .hub
        .connect(ann, Samples.interest(Grant.ANONYMOUS, "/a"), new Cursor.None())
        .connection();
  }

  /** What is asked for is known again on the other node, patterns too. */
  private static Interest pattern() {
    Matchers matchers = new Matchers(URI.create("https://hub.example/.well-known/mercure"));
    return new Interest(
        Set.of(matchers.urlPattern("/orders/:id")), Grant.ANONYMOUS, Format.EVENT_STREAM);
  }
}
