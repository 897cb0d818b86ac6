package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.StreamReader;
import dev.courant.it.admin.Contract;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator sees and does through one node concerns all of them. */
interface ClusterAdminBehaviour {
  /** The topic of those who are kept away. */
  String AWAY = "/cluster/away";

  /** The servers, which are left running. */
  Cluster cluster();

  @Test
  default void theConnectionsOfAllNodesAreSeenThroughAny() throws Exception {
    List<StreamReader> streams = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < Cluster.NODES; i++) {
      streams.add(open(i, "/cluster/seen", "seen" + (Cluster.NODES - i)));
      ids.add(id(streams.get(i)));
    }
    Contract contract = Contract.of(cluster().server(0));
    String query = "api/admin/connections?topic=/cluster/seen&sort=subject";
    for (int i = 0; i < Cluster.NODES; i++) {
      int node = i;
      Eventually.holds(() -> assertReached(get(node, query)));
      assertThat(idsOf(get(i, query))).containsExactly(ids.get(2), ids.get(1), ids.get(0));
      assertThat(idsOf(get(i, query + "&descending=true"))).containsExactlyElementsOf(ids);
      assertThat(idsOf(get(i, query + "&offset=1&limit=1"))).containsExactly(ids.get(1));
      for (String id : ids) {
        contract.check(
            "get", "/admin/connections/{id}", get(i, "api/admin/connections/" + id).toString());
      }
    }
    JsonObject list = get(0, query);
    contract.check("get", "/admin/connections", list.toString());
    Set<String> nodes = new HashSet<>();
    for (JsonObject one : connections(list)) {
      nodes.add(one.getString("node"));
      JsonObject narrowed = get(1, query + "&node=" + one.getString("node"));
      assertThat(narrowed.getInt("matching")).isEqualTo(1);
      assertThat(idsOf(narrowed)).containsExactly(one.getString("id"));
    }
    assertThat(nodes).hasSize(Cluster.NODES);
    assertThat(send(0, "GET", query + "&offset=900&limit=101", "").body()).contains("1,000");
    assertThat(send(0, "GET", "api/admin/connections/unknown", "").statusCode()).isEqualTo(404);
    for (StreamReader stream : streams) {
      stream.close();
    }
  }

  @Test
  default void allNodesAreToldOfTheOneThatIsAskedFirst() throws Exception {
    Contract contract = Contract.of(cluster().server(0));
    Set<String> first = new HashSet<>();
    for (int i = 0; i < Cluster.NODES; i++) {
      int node = i;
      Eventually.holds(() -> assertReached(get(node, "api/admin/nodes")));
      JsonObject all = get(i, "api/admin/nodes");
      contract.check("get", "/admin/nodes", all.toString());
      List<String> ids =
          all.getJsonArray("nodes").getValuesAs(JsonObject.class).stream()
              .map(one -> one.getString("node"))
              .toList();
      assertThat(ids).hasSize(Cluster.NODES).doesNotHaveDuplicates();
      assertThat(get(i, "api/admin/overview").getString("node")).isEqualTo(ids.get(0));
      first.add(ids.get(0));
    }
    assertThat(first).hasSize(Cluster.NODES);
  }

  @Test
  default void whoIsDismissedThroughOneNodeIsKeptAwayFromAll() throws Exception {
    Eventually.holds(() -> assertReached(get(0, "api/admin/nodes")));
    try (var one = open(1, AWAY, "ann")) {
      String order = "{\"connection\":\"%s\",\"stay_away_seconds\":600}".formatted(id(one));
      HttpResponse<String> ended = send(0, "POST", "api/admin/dismissals", order);
      assertThat(ended.body())
          .isEqualTo("{\"ended\":1,\"others\":{\"reachable\":true,\"asked\":2,\"answered\":2}}");
      Contract.of(cluster().server(0)).check("post", "/admin/dismissals", ended.body());
      one.awaitEnd();
    }
    String ban = "";
    for (int i = 0; i < Cluster.NODES; i++) {
      assertThat(comesBackTo(i)).isEqualTo(204);
      List<JsonObject> bans =
          get(i, "api/admin/dismissals").getJsonArray("bans").getValuesAs(JsonObject.class);
      assertThat(bans).hasSize(1);
      ban = bans.get(0).getString("id");
    }
    String path = "api/admin/dismissals/" + ban;
    assertThat(send(2, "DELETE", path, "").statusCode()).isEqualTo(204);
    for (int i = 0; i < Cluster.NODES; i++) {
      open(i, AWAY, "ann").close();
    }
    assertThat(send(1, "DELETE", path, "").statusCode()).isEqualTo(404);
  }

  private int comesBackTo(int node) throws Exception {
    HubCaller caller = cluster().caller(node);
    String path = HubCaller.HUB + "?match=" + AWAY;
    return caller.send(caller.request(path).header("Authorization", token("ann"))).statusCode();
  }

  private StreamReader open(int node, String topic, String subject) throws Exception {
    return StreamReader.open(
        cluster().server(node), HubCaller.HUB + "?match=" + topic, "Authorization", token(subject));
  }

  private String token(String subject) throws Exception {
    return cluster()
        .caller(0)
        .mint("{\"subject\":\"%s\",\"subscribe\":[\"*\"]}".formatted(subject));
  }

  private JsonObject get(int node, String path) throws Exception {
    HttpResponse<String> answer = send(node, "GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Contract.parse(answer.body());
  }

  private HttpResponse<String> send(int node, String verb, String path, String body)
      throws Exception {
    HubCaller caller = cluster().caller(node);
    return caller.send(caller.sending(verb, path, body));
  }

  private static void assertReached(JsonObject answer) {
    assertThat(answer.getJsonObject("others").toString())
        .isEqualTo("{\"reachable\":true,\"asked\":2,\"answered\":2}");
  }

  private static String id(StreamReader stream) {
    return stream.headers().firstValue("Courant-Subscriber").orElseThrow();
  }

  private static List<JsonObject> connections(JsonObject list) {
    return list.getJsonArray("connections").getValuesAs(JsonObject.class);
  }

  private static List<String> idsOf(JsonObject list) {
    return connections(list).stream().map(one -> one.getString("id")).toList();
  }
}
