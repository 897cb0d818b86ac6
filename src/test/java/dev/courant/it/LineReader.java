package dev.courant.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads one stream of JSON lines, on a thread of its own: each line as JSON-P understands it. */
public final class LineReader implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpResponse<InputStream> response;
  private final List<JsonObject> objects = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger emptyLines = new AtomicInteger();

  private LineReader(HttpResponse<InputStream> response) {
    this.response = response;
  }

  /** Opens a stream by its path, with headers: name, value, name, value, ... */
  public static LineReader open(ServerUnderTest server, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return open(request);
  }

  /** Opens the stream that is the answer to a request, whatever its method. */
  static LineReader open(HttpRequest.Builder asked) throws IOException, InterruptedException {
    HttpRequest request = asked.header("Accept", "application/x-ndjson").build();
    var reader = new LineReader(CLIENT.send(request, BodyHandlers.ofInputStream()));
    assertThat(reader.response.statusCode()).as(request.toString()).isEqualTo(200);
    Thread thread = new Thread(reader::read, "reader of " + request.uri());
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  public HttpHeaders headers() {
    return response.headers();
  }

  /** Everything that has arrived, notices and heartbeats with a cursor included. */
  public List<JsonObject> objects() {
    return List.copyOf(objects);
  }

  /** The events that have arrived, as soon as there are so many. */
  public List<JsonObject> await(int count) throws Exception {
    Eventually.holds(() -> assertThat(events()).hasSizeGreaterThanOrEqualTo(count));
    return events();
  }

  /** Everything that arrived up to the event with this data, which is the last; their data. */
  public List<String> dataUpTo(String last) throws Exception {
    Eventually.holds(() -> assertThat(data()).contains(last));
    return data();
  }

  /** How many lines had nothing in them. */
  public int emptyLines() {
    return emptyLines.get();
  }

  /** Waits until the server has ended the stream. */
  public void awaitEnd() throws InterruptedException {
    assertThat(ended.await(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("the stream has ended")
        .isTrue();
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }

  private List<JsonObject> events() {
    return objects.stream().filter(object -> object.containsKey("data")).toList();
  }

  private List<String> data() {
    return events().stream().map(event -> event.getString("data")).toList();
  }

  private void read() {
    var line = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream body = response.body()) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        int start = 0;
        for (int i = 0; i < n; i++) {
          if (buffer[i] == '\n') {
            line.write(buffer, start, i - start);
            start = i + 1;
            take(line.toByteArray());
            line.reset();
          }
        }
        line.write(buffer, start, n - start);
      }
    } catch (IOException closed) {
      // By this side or by the other: the same for who reads.
      return;
    } finally {
      ended.countDown();
    }
  }

  private void take(byte[] line) {
    if (line.length == 0) {
      emptyLines.incrementAndGet();
      return;
    }
    try (JsonReader json = Json.createReader(new StringReader(new String(line, UTF_8)))) {
      objects.add(json.readObject());
    }
  }
}
