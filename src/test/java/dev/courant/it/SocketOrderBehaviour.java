package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client may say on its WebSocket, and how that is answered. */
interface SocketOrderBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aTokenIsRenewedOnTheWebSocketItself() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/socket/renewed";
    String less = token("ann", "/socket/none", 5);
    String more = token("ann", topic, 600);
    try (var socket = SocketClient.open(server(), "ws?match=" + topic, "Authorization", less)) {
      secret(topic, "before");
      caller.publish("topic", topic, "data", "between");
      socket.dataUpTo("between");
      socket.send(renewal(more)).awaitNotice("renewed");
      secret(topic, "with it");
      socket.dataUpTo("with it");
      socket.send(renewal(token("bob", topic, 600)));
      Eventually.holds(() -> assertThat(socket.errors()).hasSize(1));
      assertThat(socket.errors().get(0).getInt("status")).isEqualTo(404);
      socket.send(renewal(token("ann", "/socket/none", 600)));
      Eventually.holds(() -> assertThat(socket.notices("renewed")).isEqualTo(2));
      secret(topic, "after");
      caller.publish("topic", topic, "data", "end");
      assertThat(socket.dataUpTo("end")).containsExactly("between", "with it", "end");
    }
  }

  @Test
  default void whatAWebSocketAsksForChangesWithoutLosingItsPlace() throws Exception {
    HubCaller caller = new HubCaller(server());
    String first = "/socket/change/1";
    String second = "/socket/change/2";
    String cursor;
    try (var socket = SocketClient.on(server(), first)) {
      publish(caller, 0, second, first);
      socket.dataUpTo(first + " 0");
      socket.send("{\"subscribe\":{\"match_urlpattern\":[\"/socket/change/:any\"]}}");
      socket.awaitNotice("subscribed");
      publish(caller, 1, first, second);
      socket.send("{\"unsubscribe\":{\"match\":[\"%s\"]}}".formatted(first));
      socket.awaitNotice("unsubscribed");
      socket.send("{\"unsubscribe\":{\"match_urlpattern\":[\"/socket/change/:any\"]}}");
      Eventually.holds(() -> assertThat(socket.errors()).hasSize(1));
      assertThat(socket.errors().get(0).getString("detail")).startsWith("Nothing is asked for");
      publish(caller, 2, first, second);
      assertThat(socket.dataUpTo(second + " 2"))
          .containsExactly(first + " 0", first + " 1", second + " 1", first + " 2", second + " 2");
      cursor = socket.events().get(4).getString("id");
    }
    publish(caller, 3, first, second);
    String path = "ws?match=" + second + "&last_event_id=" + HubCaller.encode(cursor);
    try (var socket = SocketClient.open(server(), path)) {
      assertThat(socket.dataUpTo(second + " 3")).containsExactly(second + " 3");
    }
  }

  private static void publish(HubCaller caller, int number, String... topics) throws Exception {
    for (String topic : topics) {
      caller.publish("topic", topic, "data", topic + " " + number);
    }
  }

  @Test
  default void whatIsNoOrderOnAWebSocketIsAnsweredWithTheProblem() throws Exception {
    List<String> nonsense =
        List.of(
            "",
            "x",
            "[]",
            "{}",
            "{\"publish\":{}}",
            "{\"token\":1}",
            "{\"token\":\"nonsense\"}",
            "{\"subscribe\":[]}",
            "{\"subscribe\":{\"match\":[1]}}");
    try (var socket = SocketClient.on(server(), "/socket/nonsense")) {
      for (String message : nonsense) {
        socket.send(message);
      }
      Eventually.holds(() -> assertThat(socket.errors()).hasSameSizeAs(nonsense));
      for (JsonObject error : socket.errors()) {
        assertThat(error.getString("detail")).isNotEmpty();
        assertThat(error.getString("title")).isNotEmpty();
        assertThat(error.getInt("status")).isIn(400, 401);
      }
      new HubCaller(server()).publish("topic", "/socket/nonsense", "data", "goes on");
      assertThat(socket.dataUpTo("goes on")).containsExactly("goes on");
    }
  }

  private static String renewal(String bearer) {
    return "{\"token\":\"%s\"}".formatted(bearer.substring("Bearer ".length()));
  }

  private void secret(String topic, String data) throws Exception {
    new HubCaller(server()).publish("topic", topic, "data", data, "private", "on");
  }

  private String token(String subject, String topic, int lifetimeSeconds) throws Exception {
    return new HubCaller(server())
        .mint(
            "{\"subject\":\"%s\",\"subscribe\":[\"%s\"],\"lifetime\":%d}"
                .formatted(subject, topic, lifetimeSeconds));
  }
}
