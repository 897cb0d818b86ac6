package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket of the JDK's client: keeps what it gets, and what it was closed with. */
public final class SocketClient implements AutoCloseable {
  /** For what ends without a close frame. */
  static final int NO_FRAME = 1006;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private WebSocket socket;

  private SocketClient() {}

  /** Listens to these topics; gets everything that is published after this method has returned. */
  static SocketClient on(ServerUnderTest server, String... matches) throws Exception {
    StringBuilder query = new StringBuilder("ws?");
    for (String match : matches) {
      query.append("match=").append(HubCaller.encode(match)).append('&');
    }
    return open(server, query.toString());
  }

  /** Opens one by its path, with headers: name, value, name, value, ... */
  public static SocketClient open(ServerUnderTest server, String path, String... headers)
      throws Exception {
    return open(CLIENT, server.at(path), headers);
  }

  /** The same with a client of the test's own, and a URL of HTTP. */
  static SocketClient open(HttpClient http, URI url, String... headers) throws Exception {
    URI uri = URI.create(url.toString().replaceFirst("http", "ws"));
    WebSocket.Builder builder = http.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    SocketClient client = new SocketClient();
    client.socket =
        builder
            .buildAsync(uri, client.new Ear())
            .get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return client;
  }

  /** The name under which the hub knows it, which the first message tells. */
  String id() throws Exception {
    JsonObject open = await(m -> true);
    assertThat(open.getJsonObject("notice").getString("status")).isEqualTo("open");
    return open.getJsonObject("notice").getString("subscriber");
  }

  /** Sends a message. */
  SocketClient send(String text) throws Exception {
    socket.sendText(text, true).get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return this;
  }

  WebSocket socket() {
    return socket;
  }

  /** The first message that is like this, as soon as it is there. */
  JsonObject await(Predicate<JsonObject> like) throws Exception {
    Eventually.holds(() -> assertThat(messages).anyMatch(like));
    return messages.stream().filter(like).findFirst().orElseThrow();
  }

  /** The notice with this status, as soon as it is there. */
  JsonObject awaitNotice(String status) throws Exception {
    return await(m -> isNotice(m, status)).getJsonObject("notice");
  }

  /** How often there was such a notice. */
  long notices(String status) {
    return messages.stream().filter(m -> isNotice(m, status)).count();
  }

  /** The problems that orders were answered with. */
  List<JsonObject> errors() {
    return messages.stream()
        .filter(m -> m.containsKey("error"))
        .map(m -> m.getJsonObject("error"))
        .toList();
  }

  /** Every message so far. */
  public List<JsonObject> messages() {
    return List.copyOf(messages);
  }

  /** The events so far. */
  List<JsonObject> events() {
    return messages.stream().filter(m -> m.containsKey("data")).toList();
  }

  /** The data of the events so far. */
  List<String> data() {
    return events().stream().map(e -> e.getString("data")).toList();
  }

  /** Everything that arrived up to the event with this data, which is the last; their data. */
  public List<String> dataUpTo(String last) throws Exception {
    Eventually.holds(() -> assertThat(data()).contains(last));
    return data();
  }

  /** With which code the server closes it. */
  public int awaitClose() throws Exception {
    return closed.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static boolean isNotice(JsonObject message, String status) {
    return message.containsKey("notice")
        && message.getJsonObject("notice").getString("status").equals(status);
  }

  /** What the JDK calls; one thread at a time. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        try (JsonReader reader = Json.createReader(new StringReader(message.toString()))) {
          messages.add(reader.readObject());
        }
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      closed.complete(NO_FRAME);
    }
  }
}
