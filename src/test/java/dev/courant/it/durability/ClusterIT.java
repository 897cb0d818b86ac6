package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.StreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers with one database: P1, P2 and P5 for clients that go from one to another. They run
 * for all tests; each leaves them running. On Payara Micro, and on both servers when it.long.
 */
class ClusterIT implements ClusterAdminBehaviour, ClusterConsoleBehaviour {
  private static final int NODES = Cluster.NODES;
  private static final Duration REST = Duration.ofMillis(20);
  private static final String READY = "api/health/ready";

  @TempDir private static Path directory;

  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Boolean.getBoolean("it.long") || Brand.underTest() == Brand.PAYARA,
        "several nodes are tested on Payara Micro; ./verify --long does it on both servers");
    cluster = Cluster.in(directory);
  }

  @AfterAll
  static void end() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  public Cluster cluster() {
    return cluster;
  }

  @Test
  void aTokenOfOneNodeIsGoodOnAllAndWhatOnePublishesAllTell() throws Exception {
    String topic = "/cluster/told";
    String bearer = caller(0).bearer();
    List<StreamReader> readers = new ArrayList<>();
    for (ServerProcess node : cluster.nodes()) {
      readers.add(StreamReader.on(node.server(), topic));
    }
    for (int i = 0; i < NODES; i++) {
      HttpResponse<String> answer =
          caller(i)
              .send(
                  caller(i)
                      .posting(HubCaller.form("topic", topic, "data", "from " + i))
                      .header("Authorization", bearer));
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    for (StreamReader reader : readers) {
      assertThat(reader.awaitData(NODES)).containsExactly("from 0", "from 1", "from 2");
      reader.close();
    }
  }

  @Test
  void aNodeThatIsKilledUnderLoadCostsItsClientsNothing() throws Exception {
    List<InsistentWriter> writers = new ArrayList<>();
    List<Follower> followers = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      writers.add(InsistentWriter.start("w" + i, caller(i), "/cluster/killed", REST));
      // Each begins at another node.
      followers.add(Follower.start(List.of(server(i), server(i + 1)), "*", "earliest"));
    }
    InsistentWriter.awaitProgress(writers);
    cluster.nodes().get(0).kill();
    InsistentWriter.awaitProgress(writers.subList(1, NODES));
    cluster.nodes().get(0).start();
    cluster.nodes().get(0).awaitReady();
    InsistentWriter.awaitProgress(writers);
    for (InsistentWriter writer : writers) {
      writer.finish();
    }
    Replay everything = Replay.ofEverything(server(0));
    writers.forEach(writer -> writer.assertKeptIn(everything.events()));
    for (int i = 1; i < NODES; i++) {
      assertThat(Replay.ofEverything(server(i)).events())
          .as("one order")
          .isEqualTo(everything.events());
    }
    for (Follower follower : followers) {
      Eventually.holds(() -> assertThat(follower.events()).hasSameSizeAs(everything.events()));
      assertThat(follower.events()).isEqualTo(everything.events());
      follower.close();
    }
    assertThat(followers.stream().mapToInt(Follower::streams).sum()).isGreaterThan(NODES);
  }

  @Test
  void whoOutlivesANodeTellsTheEndOfItsSubscriptions() throws Exception {
    String topic = "/cluster/outlived";
    String events =
        HubCaller.HUB
            + "?match_urlpattern="
            + HubCaller.encode("/.well-known/mercure/subscriptions/exact/:match/:subscriber");
    try (var watcher = StreamReader.open(server(1), events, "Authorization", caller(1).bearer());
        var lost = StreamReader.on(server(0), topic)) {
      awaitTold(watcher, topic, "true");
      cluster.nodes().get(0).kill();
      lost.awaitEnd();
      awaitTold(watcher, topic, "true", "false");
    }
    cluster.nodes().get(0).start();
    cluster.nodes().get(0).awaitReady();
  }

  @Test
  void withoutTheDatabaseStreamsStayOpenAndPublishingIsRefused() throws Exception {
    String topic = "/cluster/without";
    try (var reader = StreamReader.on(server(1), topic)) {
      caller(0).publish("topic", topic, "data", "before");
      reader.awaitData(1);
      cluster.database().stop();
      Eventually.holds(() -> assertThat(caller(1).get(READY).statusCode()).isEqualTo(503));
      HttpResponse<String> refused = caller(1).post(HubCaller.form("topic", topic, "data", "not"));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(reader.isOpen()).isTrue();
      try (var newcomer = StreamReader.on(server(2), topic)) {
        cluster.database().start();
        for (int i = 0; i < NODES; i++) {
          HubCaller node = caller(i);
          Eventually.holds(() -> assertThat(node.get(READY).statusCode()).isEqualTo(200));
        }
        caller(2).publish("topic", topic, "data", "after");
        assertThat(newcomer.awaitData(1)).containsExactly("after");
      }
      assertThat(reader.awaitData(2)).containsExactly("before", "after");
      assertThat(reader.isOpen()).isTrue();
    }
  }

  @Test
  void aStreamIsRenewedAndChangedThroughAnyNode() throws Exception {
    String first = "/cluster/first";
    String second = "/cluster/second";
    String order = "{\"subject\":\"ann\",\"subscribe\":[\"%s\"]}";
    String token = caller(0).mint(order.formatted(first));
    String renewed = caller(0).mint(order.formatted(second));
    String path = HubCaller.HUB + "?match=" + HubCaller.encode(first);
    try (var stream = StreamReader.open(server(1), path, "Authorization", token)) {
      String id = stream.headers().firstValue("Courant-Subscriber").orElseThrow();
      for (int i = 0; i < NODES; i++) {
        HubCaller asked = caller(i);
        assertThat(asked.send(asked.sending("GET", HubCaller.HUB + "/subscriptions", "")).body())
            .as("all nodes know who listens")
            .contains(id);
      }
      for (int i = 0; i < NODES; i++) {
        String wanted = "{\"add\":{\"match\":[\"%s\"]}}".formatted(second + i);
        HubCaller node = caller(i);
        HttpResponse<String> changed =
            node.send(
                node.request("api/connections/" + id)
                    .method("PATCH", BodyPublishers.ofString(wanted))
                    .header("Content-Type", "application/json")
                    .header("Authorization", token));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
        node.publish("topic", second + i, "data", "" + i);
      }
      assertThat(stream.awaitData(NODES)).containsExactly("0", "1", "2");
      HubCaller node = caller(2);
      HttpResponse<String> answer =
          node.send(
              node.request("api/connections/" + id + "/token")
                  .method("PUT", BodyPublishers.noBody())
                  .header("Authorization", renewed));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
      String stranger = caller(0).mint("{\"subject\":\"bob\"}");
      assertThat(
              node.send(
                      node.request("api/connections/" + id + "/token")
                          .method("PUT", BodyPublishers.noBody())
                          .header("Authorization", stranger))
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void whatIsTakenBackOnOneNodeEndsStreamsOnTheOthers() throws Exception {
    String topic = "/cluster/revoked";
    String token =
        caller(0).mint("{\"subject\":\"mallory\",\"subscribe\":[\"%s\"]}".formatted(topic));
    String path = HubCaller.HUB + "?match=" + HubCaller.encode(topic);
    try (var stream = StreamReader.open(server(1), path, "Authorization", token)) {
      assertThat(stream.isOpen()).isTrue();
      HttpResponse<String> answer =
          caller(2)
              .send(
                  caller(2).sending("POST", "api/admin/revocations", "{\"subject\":\"mallory\"}"));
      assertThat(answer.body()).contains("\"lasting\":true");
      stream.awaitEnd();
    }
    for (int i = 0; i < NODES; i++) {
      HubCaller node = caller(i);
      Eventually.holds(
          () ->
              assertThat(
                      node.send(
                              node.request(path)
                                  .method("HEAD", BodyPublishers.noBody())
                                  .header("Authorization", token))
                          .statusCode())
                  .isEqualTo(401));
    }
  }

  private static void awaitTold(StreamReader watcher, String topic, String... active)
      throws Exception {
    Eventually.holds(
        () ->
            assertThat(watcher.awaitData(0))
                .filteredOn(data -> data.contains(topic))
                .map(data -> data.replaceAll(".*\"active\":(true|false).*", "$1"))
                .containsExactly(active));
  }

  private static ServerUnderTest server(int node) {
    return cluster.server(node);
  }

  private static HubCaller caller(int node) {
    return cluster.caller(node);
  }
}
