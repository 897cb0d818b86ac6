package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads one stream with {@code java.net.http} and the independent parser, on a thread of its own.
 */
public final class StreamReader implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpResponse<InputStream> response;
  private final List<Dispatched> events = new CopyOnWriteArrayList<>();
  private final EventStreamParser parser = new EventStreamParser(events::add);
  private final CountDownLatch ended = new CountDownLatch(1);

  private StreamReader(HttpResponse<InputStream> response) {
    this.response = response;
  }

  /**
   * Opens a stream of these topics through the servlet door; it gets everything that is published
   * after this method has returned.
   */
  public static StreamReader on(ServerUnderTest server, String... matches)
      throws IOException, InterruptedException {
    return open(server, HubCaller.HUB + "?" + query(matches));
  }

  /** The same through the JAX-RS door. */
  public static StreamReader throughJaxRs(ServerUnderTest server, String... matches)
      throws IOException, InterruptedException {
    return open(server, "api/events?" + query(matches));
  }

  /** Opens a stream by its path, with headers: name, value, name, value, ... */
  public static StreamReader open(ServerUnderTest server, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return open(request);
  }

  /** Opens the stream that is the answer to a request, whatever its method. */
  static StreamReader open(HttpRequest.Builder asked) throws IOException, InterruptedException {
    return open(CLIENT, asked);
  }

  /** The same with a client of the test's own, which knows HTTP/2 for example. */
  public static StreamReader open(HttpClient client, HttpRequest.Builder asked)
      throws IOException, InterruptedException {
    HttpRequest request = asked.build();
    var reader = new StreamReader(client.send(request, BodyHandlers.ofInputStream()));
    assertThat(reader.response.statusCode()).as(request.toString()).isEqualTo(200);
    Thread thread = new Thread(reader::read, "reader of " + request.uri());
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  /** The version of HTTP that it comes by. */
  public HttpClient.Version version() {
    return response.version();
  }

  public HttpHeaders headers() {
    return response.headers();
  }

  /** The events that have arrived, as soon as there are so many. */
  public List<Dispatched> await(int count) throws Exception {
    Eventually.holds(() -> assertThat(events).hasSizeGreaterThanOrEqualTo(count));
    return List.copyOf(events);
  }

  /** The data of {@link #await}. */
  public List<String> awaitData(int count) throws Exception {
    return await(count).stream().map(Dispatched::data).toList();
  }

  /** Everything that arrived up to the event with this data, which is the last; their data. */
  public List<String> dataUpTo(String last) throws Exception {
    Eventually.holds(() -> assertThat(events).extracting(Dispatched::data).contains(last));
    return events.stream().map(Dispatched::data).toList();
  }

  public OptionalLong reconnectionMillis() {
    return parser.reconnectionMillis();
  }

  /** Waits until the server has ended the stream. */
  public void awaitEnd() throws InterruptedException {
    assertThat(ended.await(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("the stream has ended")
        .isTrue();
  }

  /** Whether the stream goes on. */
  public boolean isOpen() {
    return ended.getCount() > 0;
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }

  private static String query(String... matches) {
    StringBuilder query = new StringBuilder();
    for (String match : matches) {
      query.append("match=").append(HubCaller.encode(match)).append('&');
    }
    return query.toString();
  }

  private void read() {
    byte[] buffer = new byte[64 * 1024];
    try (InputStream body = response.body()) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        parser.feed(buffer, 0, n);
      }
    } catch (IOException closed) {
      // By this side or by the other: the same for who reads.
      return;
    } finally {
      ended.countDown();
    }
  }
}
