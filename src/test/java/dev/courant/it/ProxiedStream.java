package dev.courant.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** The lines of a stream, as a client sees them that lets proxies compress what it gets. */
final class ProxiedStream implements AutoCloseable {
  private final HttpResponse<InputStream> response;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private ProxiedStream(HttpResponse<InputStream> response) {
    this.response = response;
  }

  static ProxiedStream open(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpRequest asked = request.header("Accept-Encoding", "gzip").build();
    ProxiedStream stream = new ProxiedStream(client.send(asked, BodyHandlers.ofInputStream()));
    assertThat(stream.response.statusCode()).as(asked.toString()).isEqualTo(200);
    Thread thread = new Thread(stream::read, "reader of " + asked.uri());
    thread.setDaemon(true);
    thread.start();
    return stream;
  }

  /** Whether it comes compressed. */
  boolean isCompressed() {
    return response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
  }

  /** Waits for a line that contains this. */
  void await(String part) throws Exception {
    Eventually.holds(() -> assertThat(lines).anyMatch(line -> line.contains(part)));
  }

  /** How many signs of life there were. */
  long heartbeats() {
    return lines.stream().filter(line -> line.startsWith(":")).count();
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }

  /** By the piece: a reader of the JDK waits for more than there is of what is compressed. */
  private void read() {
    byte[] buffer = new byte[8 * 1024];
    StringBuilder rest = new StringBuilder();
    try (InputStream body = response.body();
        InputStream plain = isCompressed() ? new GZIPInputStream(body, 1) : body) {
      for (int n = plain.read(buffer); n >= 0; n = plain.read(buffer)) {
        rest.append(new String(buffer, 0, n, US_ASCII));
        for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
          lines.add(rest.substring(0, end));
          rest.delete(0, end + 1);
        }
      }
    } catch (IOException closed) {
      // By this side or by the other: the same for who reads.
      return;
    }
  }
}
