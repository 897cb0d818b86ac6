package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** WebSockets of clients that do what they should not: they end, and nobody else notices. */
interface UnrulySocketBehaviour {
  int MANY = 10_000;
  long BOUND_BYTES = 64L * 1024 * 1024;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void tenThousandTinyMessagesOnAWebSocketHurtNobodyButTheirSender() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/socket/unruly";
    long before = caller.overview("UNRULY");
    long heapBefore = caller.heapBytes();
    int senders = 5;
    List<RawClient> unruly = new ArrayList<>();
    try (var other = SocketClient.on(server(), topic);
        var stream = StreamReader.on(server(), topic)) {
      for (int i = 0; i < senders; i++) {
        unruly.add(flood(topic));
        caller.publish("topic", topic, "data", "news " + i);
      }
      other.dataUpTo("news " + (senders - 1));
      assertThat(other.data()).hasSize(senders);
      assertThat(stream.awaitData(senders)).isEqualTo(other.data());
      Eventually.holds(() -> assertThat(caller.overview("UNRULY")).isEqualTo(before + senders));
      assertThat(other.isOpen()).isTrue();
    }
    for (RawClient client : unruly) {
      client.close();
    }
    assertThat(caller.heapBytes()).isLessThan(heapBefore + BOUND_BYTES);
  }

  /** Sends and never reads, until the server has had enough. */
  private RawClient flood(String topic) throws Exception {
    RawClient client =
        RawClient.connect(server()).send("GET", "ws?match=" + topic, Handshakes.lines());
    assertThat(client.readHead().status()).isEqualTo(101);
    try {
      client.write(Handshakes.messages("x", MANY));
    } catch (IOException cutOff) {
      return client;
    }
    return client;
  }

  @Test
  default void aWebSocketThatGoesOnWithNonsenseIsClosedForThat() throws Exception {
    try (var socket = SocketClient.on(server(), "/socket/unruly/nonsense")) {
      for (int i = 0; i < 12 && socket.isOpen(); i++) {
        CompletableFuture<WebSocket> unused = socket.socket().sendText("nonsense", true);
        Eventually.holds(() -> assertThat(unused.isDone()).isTrue());
      }
      assertThat(socket.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  default void aWebSocketMessageThatIsTooLongEndsIt() throws Exception {
    try (var socket = SocketClient.on(server(), "/socket/unruly/long")) {
      CompletableFuture<WebSocket> unused = socket.socket().sendText("x".repeat(70 * 1024), true);
      assertThat(socket.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  default void aWebSocketMessageThatIsNotTextIsRefused() throws Exception {
    try (var socket = SocketClient.on(server(), "/socket/unruly/binary")) {
      CompletableFuture<WebSocket> unused =
          socket.socket().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true);
      Eventually.holds(() -> assertThat(socket.errors()).hasSize(1));
      assertThat(socket.errors().get(0).getInt("status")).isEqualTo(400);
      assertThat(socket.isOpen()).isTrue();
    }
  }
}
