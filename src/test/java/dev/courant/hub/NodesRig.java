package dev.courant.hub;

import static dev.courant.hub.connection.Samples.interest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Eventually;
import dev.courant.event.Matcher;
import dev.courant.event.Topic;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Samples;
import dev.courant.log.postgres.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Nodes with one database, and what they have told. */
abstract class NodesRig {
  static final int NODES = 3;

  final List<SharingHub> nodes = new ArrayList<>();
  String address;

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

  Connection connect(int node, String topic) {
    return nodes.get(node).rig.connect(interest(Grant.ANONYMOUS, topic));
  }

  Connection connectAnn(int node) {
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

  long connectionsElsewhere(int node) {
    return nodes
        .get(node)
        .rig
        .hub
        .shared()
        .connections()
        .elsewhere(Samples.caller("ann").identity());
  }

  /** What was told of a subscription: whether it is active, each time. */
  List<Boolean> told(Connection connection) {
    return lastNode().rig.log.read(0, 1 << 20).events().stream()
        .map(event -> event.publication().data())
        .filter(data -> data.contains(connection.id()))
        .map(data -> data.contains("\"active\":true"))
        .toList();
  }

  String lastData() {
    var events = lastNode().rig.log.read(0, 1 << 20).events();
    return events.get(events.size() - 1).publication().data();
  }

  static Matcher exact(String topic) {
    return new Matcher.Exact(new Topic(topic));
  }

  static void awaitTold(SharingHub node, String... changes) {
    Eventually.assertHolds(
        node.name + " tells " + List.of(changes),
        () -> sorted(demands(node)).equals(sorted(List.of(changes))));
  }

  static List<String> demands(SharingHub node) {
    return node.rig.demands.stream().map(d -> (d.wanted() ? "+" : "-") + d.topic()).toList();
  }

  static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  static String last(SharingHub node) {
    List<String> demands = demands(node);
    return demands.get(demands.size() - 1);
  }

  SharingHub lastNode() {
    return nodes.get(nodes.size() - 1);
  }

  long rows(String from) {
    try (var connection = DriverManager.getConnection(address);
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(address);
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
