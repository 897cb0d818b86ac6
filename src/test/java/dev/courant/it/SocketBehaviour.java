package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes out of a WebSocket is what comes out of every stream. */
interface SocketBehaviour {
  /**
   * The tail may hold 64 MiB; the rest is what ten clients may leave unread, and what a run leaves.
   */
  long MOST_HELD_BYTES = 128L * 1024 * 1024;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void nastyDataReadByWebSocketIsWhatTheEventStreamHas() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/socket/nasty";
    List<String> nasty = NastyDataBehaviour.nasty();
    try (var stream = StreamReader.on(server(), topic);
        var socket = SocketClient.on(server(), topic)) {
      for (String data : nasty) {
        caller.trigger("fire", data, "topic", topic);
      }
      List<Dispatched> expected = stream.await(nasty.size());
      Eventually.holds(() -> assertThat(socket.events().size()).isEqualTo(nasty.size()));
      for (int i = 0; i < expected.size(); i++) {
        JsonObject event = socket.events().get(i);
        assertThat(event.getString("data").equals(expected.get(i).data()))
            .as("event %d", i)
            .isTrue();
        assertThat(event.getString("id")).isEqualTo(expected.get(i).lastEventId());
        assertThat(event.getJsonArray("topics").getString(0)).isEqualTo(topic);
      }
    }
  }

  @Test
  default void aWebSocketGoesOnWhereAnEventStreamLeftOffAndTheOtherWayRound() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/socket/resume";
    String first = caller.publish("topic", topic, "data", "1");
    caller.publish("topic", topic, "data", "2");
    String last;
    try (var socket = SocketClient.open(server(), resuming("ws", topic, first))) {
      assertThat(socket.awaitNotice("live").getInt("replayed")).isEqualTo(1);
      caller.publish("topic", topic, "data", "3");
      assertThat(socket.dataUpTo("3")).containsExactly("2", "3");
      last = socket.events().get(1).getString("id");
    }
    caller.publish("topic", topic, "data", "4");
    try (var stream = StreamReader.open(server(), resuming(HubCaller.HUB, topic, last))) {
      assertThat(stream.awaitData(2)).containsExactly("4", "{\"status\":\"live\",\"replayed\":1}");
    }
    try (var socket = SocketClient.open(server(), resuming("ws", topic, "#unknown-7"))) {
      assertThat(socket.awaitNotice("reset").getString("head")).startsWith("#");
    }
  }

  @Test
  default void privateEventsReachAWebSocketOnlyWithTheRight() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/socket/private";
    String granted = caller.mint("{\"subject\":\"ann\",\"subscribe\":[\"%s\"]}".formatted(topic));
    String other = caller.mint("{\"subject\":\"bob\",\"subscribe\":[\"/socket/other\"]}");
    String path = "ws?match=" + topic;
    try (var may = SocketClient.open(server(), path, "Authorization", granted);
        var mayNot = SocketClient.open(server(), path, "Authorization", other);
        var nobody = SocketClient.open(server(), path)) {
      caller.publish("topic", topic, "data", "secret", "private", "on");
      caller.publish("topic", topic, "data", "open");
      assertThat(may.dataUpTo("open")).containsExactly("secret", "open");
      assertThat(mayNot.dataUpTo("open")).containsExactly("open");
      assertThat(nobody.dataUpTo("open")).containsExactly("open");
    }
  }

  @Test
  default void aWebSocketEndsBeforeItsTokenExpiresAndWhenThatIsTakenBack() throws Exception {
    HubCaller caller = new HubCaller(server());
    String path = "ws?match=/socket/end";
    String brief = caller.mint("{\"subject\":\"ann\",\"lifetime\":4}");
    String longer = caller.mint("{\"subject\":\"socket-mallory\",\"lifetime\":600}");
    try (var expiring = SocketClient.open(server(), path, "Authorization", brief);
        var revoked = SocketClient.open(server(), path, "Authorization", longer)) {
      assertThat(expiring.awaitNotice("expiring").getInt("in")).isBetween(1, 4);
      var taken =
          caller.sending(
              "POST",
              "api/admin/revocations",
              "{\"subject\":\"socket-mallory\",\"issuer\":\"courant\"}");
      assertThat(caller.send(taken).body()).contains("\"ended\":1");
      assertThat(revoked.awaitClose()).isEqualTo(1008);
      assertThat(expiring.awaitClose()).isEqualTo(3000);
    }
  }

  @Test
  default void webSocketsThatNeverReadDelayNobodyAndAreCutOff() throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    String topic = "/socket/slow";
    String path = "ws?match=" + topic;
    int stalledClients = 10;
    int descriptors = server().openFileDescriptors();
    long stalledBefore = caller.overview("STALLED");
    long heapBefore = caller.heapBytes();
    List<RawClient> stalled = new ArrayList<>();
    try (var socket = SocketClient.on(server(), topic);
        var readers = Fleet.of(server(), HubCaller.HUB + "?match=" + topic, 5)) {
      for (int i = 0; i < stalledClients; i++) {
        stalled.add(RawClient.withTinyBuffer(server()).send("GET", path, Handshakes.lines()));
      }
      Eventually.holds(
          () -> assertThat(caller.overview("connections")).isEqualTo(6 + stalledClients));

      String[] millis = load(caller, topic, 20_000, 1000, 10_000).split(" ", 2);

      // Now, while nobody has been cut off yet: servers queue what they are given.
      assertThat(caller.heapBytes()).isLessThan(heapBefore + MOST_HELD_BYTES);
      assertThat(Long.parseLong(millis[1])).as("longest fire").isLessThan(2500);
      readers.awaitAll(20_000, SlowReaderBehaviour.REST);
      Eventually.holds(
          SlowReaderBehaviour.REST, () -> assertThat(socket.events().size()).isEqualTo(20_000));
      Eventually.holds(
          () -> assertThat(caller.overview("STALLED")).isEqualTo(stalledBefore + stalledClients));
      assertThat(socket.isOpen()).isTrue();
      Eventually.holds(
          () ->
              assertThat(server().openFileDescriptors())
                  .isLessThan(descriptors + 6 + stalledClients / 2));
    } finally {
      for (RawClient client : stalled) {
        client.reset();
      }
    }
  }

  @Test
  default void webSocketsThatVanishAreNoticedByTheirPings() throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(
          RawClient.connect(server()).send("GET", "ws?match=/socket/gone", Handshakes.lines()));
      assertThat(clients.get(i).readHead().status()).isEqualTo(101);
    }
    Eventually.holds(() -> assertThat(caller.overview("connections")).isEqualTo(20));
    for (int i = 0; i < 20; i++) {
      if (i % 2 == 0) {
        clients.get(i).reset();
      } else {
        clients.get(i).vanish();
      }
    }
    Eventually.holds(
        VanishingBehaviour.THREE_HEARTBEATS,
        () -> assertThat(caller.overview("connections")).isZero());
  }

  private static String load(HubCaller caller, String topic, int count, int bytes, int perSecond)
      throws Exception {
    return caller.trigger(
        "load",
        "",
        "topic",
        topic,
        "count",
        "" + count,
        "bytes",
        "" + bytes,
        "per-second",
        "" + perSecond);
  }

  private static String resuming(String path, String topic, String cursor) throws IOException {
    return path + "?match=" + topic + "&last_event_id=" + HubCaller.encode(cursor);
  }
}
