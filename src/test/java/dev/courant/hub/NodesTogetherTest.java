package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.patterns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Samples;
import dev.courant.log.postgres.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several nodes count together, and what they do for one that is gone. */
class NodesTogetherTest {
  private static final int NODES = 3;

  private final List<SharingHub> nodes = new ArrayList<>();
  private String address;

  @BeforeEach
  void start() throws Exception {
    address = TestPostgres.newSchema();
    for (int i = 0; i < NODES; i++) {
      nodes.add(new SharingHub(address, "n" + i));
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (SharingHub node : nodes) {
      node.close();
    }
  }

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

  @Test
  void whatANodeHadEndsForOthersWhenItIsGone() {
    Connection lost = connect(0, "/lost");
    connectAnn(0);
    Eventually.assertHolds("begun", () -> told(lost).equals(List.of(true)));
    awaitTold(nodes.get(1), "+/lost", "+/ann");

    nodes.get(0).kill();
    Eventually.assertHolds("ended", () -> told(lost).equals(List.of(true, false)));
    awaitTold(nodes.get(1), "+/lost", "+/ann", "-/lost", "-/ann");
    awaitTold(nodes.get(2), "+/lost", "+/ann", "-/lost", "-/ann");
    assertThat(connectionsElsewhere(1)).isZero();
    Eventually.assertHolds("buried", () -> rows("node WHERE name = 'n0'") == 0);
    assertThat(rows("testament WHERE subscriptions LIKE '%/lost%'")).isZero();
    assertThat(told(lost)).as("told once").containsExactly(true, false);
  }

  @Test
  void aSubscriptionThatWasChangedEndsAsItWasAtLast() {
    Connection changing = connect(0, "/before");
    Eventually.assertHolds("begun", () -> told(changing).equals(List.of(true)));
    nodes
        .get(0)
        .rig
        .hub
        .standings()
        .change(changing, Set.of(exact("/after")), Set.of(exact("/before")));
    Eventually.assertHolds("changed", () -> told(changing).equals(List.of(true, false, true)));
    nodes.get(0).kill();
    Eventually.assertHolds("ended", () -> told(changing).equals(List.of(true, false, true, false)));
    assertThat(lastData()).contains("\"/after\"", "\"active\":false");
  }

  @Test
  void aNodeThatStoodStillForTooLongComesBackWithAllThatItHas() throws Exception {
    Connection kept = connect(0, "/kept");
    Eventually.assertHolds("begun", () -> told(kept).equals(List.of(true)));
    awaitTold(nodes.get(1), "+/kept");
    // As it is when a process stood still: its lease has run out, and somebody else is its heir.
    execute("UPDATE node SET state = 'gone', seen = 'epoch' WHERE name = 'n0'");

    Eventually.assertHolds("told anew", () -> told(kept).equals(List.of(true, false, true)));
    Eventually.assertHolds("its former life is over", () -> rows("node WHERE name = 'n0'") == 1);
    Eventually.assertHolds("listens", () -> last(nodes.get(1)).equals("+/kept"));
    kept.depart(Departure.CLIENT_GONE);
    Eventually.assertHolds("ended", () -> told(kept).equals(List.of(true, false, true, false)));
    Eventually.assertHolds("ended", () -> last(nodes.get(1)).equals("-/kept"));
    Eventually.assertHolds("no word is left", () -> rows("testament") == 0);
  }

  @Test
  void whatADatabaseThatWasPutBackLacksIsToldAgain() throws Exception {
    Connection early = connect(0, "/early");
    awaitTold(nodes.get(1), "+/early");
    Connection late = connect(0, "/late");
    Eventually.assertHolds("begun", () -> told(late).equals(List.of(true)));
    Eventually.assertHolds("counted", () -> rows("node_count WHERE name LIKE '%/late'") == 1);
    // As it was before the second came.
    execute("DELETE FROM testament WHERE subscriptions LIKE '%" + late.id() + "%'");
    execute("DELETE FROM node_count WHERE name LIKE '%/late'");
    execute("UPDATE node SET seen = seen - interval '1 second' WHERE name = 'n0'");

    Eventually.assertHolds("told again", () -> rows("node_count WHERE name LIKE '%/late'") == 1);
    Eventually.assertHolds("left again", () -> rows("testament") == 2);
    late.depart(Departure.CLIENT_GONE);
    early.depart(Departure.CLIENT_GONE);
    awaitTold(nodes.get(1), "+/early", "+/late", "-/early", "-/late");
  }

  @Test
  void aNodeThatStopsTellsTheEndsItself() throws Exception {
    Connection here = connect(0, "/here");
    Eventually.assertHolds("begun", () -> told(here).equals(List.of(true)));
    nodes.get(0).stopRounds();
    assertThat(rows("node WHERE state = 'leaving' AND seen > clock_timestamp()"))
        .as("nobody else tells its ends while it stops")
        .isEqualTo(1);
    nodes.remove(0).close();
    assertThat(rows("testament")).isZero();
    Eventually.assertHolds("buried", () -> rows("node WHERE name = 'n0'") == 0);
    Eventually.assertHolds("told once", () -> told(here).equals(List.of(true, false)));
  }

  private Connection connect(int node, String topic) {
    return nodes.get(node).rig.connect(interest(Grant.ANONYMOUS, topic));
  }

  private Connection connectAnn(int node) {
    return nodes
        .get(node)
        .rig
        .hub
        .connect(
            Samples.visitor(Samples.caller("ann"), "192.0.2.1"),
            interest(Grant.ANONYMOUS, "/ann"),
            new Cursor.None())
        .connection();
  }

  private long connectionsElsewhere(int node) {
    return nodes
        .get(node)
        .rig
        .hub
        .shared()
        .connections()
        .elsewhere(Samples.caller("ann").identity());
  }

  /** What was told of a subscription: whether it is active, each time. */
  private List<Boolean> told(Connection connection) {
    return lastNode().rig.log.read(0, 1 << 20).events().stream()
        .map(event -> event.publication().data())
        .filter(data -> data.contains(connection.id()))
        .map(data -> data.contains("\"active\":true"))
        .toList();
  }

  private String lastData() {
    var events = lastNode().rig.log.read(0, 1 << 20).events();
    return events.get(events.size() - 1).publication().data();
  }

  private static Matcher exact(String topic) {
    return new Matcher.Exact(new Topic(topic));
  }

  private static void awaitTold(SharingHub node, String... changes) {
    Eventually.assertHolds(
        node.name + " tells " + List.of(changes),
        () -> sorted(demands(node)).equals(sorted(List.of(changes))));
  }

  private static List<String> demands(SharingHub node) {
    return node.rig.demands.stream().map(d -> (d.wanted() ? "+" : "-") + d.topic()).toList();
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static String last(SharingHub node) {
    List<String> demands = demands(node);
    return demands.get(demands.size() - 1);
  }

  private SharingHub lastNode() {
    return nodes.get(nodes.size() - 1);
  }

  private long rows(String from) {
    try (var connection = DriverManager.getConnection(address);
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(address);
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
