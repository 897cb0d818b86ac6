package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.wire.EventStreamParser;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client gets that presents a cursor, up to the first word of the hub about it.
 *
 * @param events everything up to there, in order
 * @param notice the data of that word, an event of the type {@code courant}
 * @param lastEventId what the answer's header {@code Mercure-Last-Event-ID} says
 */
public record Replay(List<Dispatched> events, String notice, String lastEventId) {
  static final String NOTICE_TYPE = "courant";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Reads everything there is. */
  static Replay ofEverything(ServerUnderTest server) throws IOException, InterruptedException {
    return behind("earliest", server, "*");
  }

  /** Reads what lies behind a cursor. */
  public static Replay behind(String cursor, ServerUnderTest server, String match)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.at(HubCaller.HUB + "?match=" + HubCaller.encode(match)))
            .header("Last-Event-ID", cursor)
            .build();
    HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    List<Dispatched> read = new ArrayList<>();
    EventStreamParser parser = new EventStreamParser(read::add);
    byte[] buffer = new byte[64 * 1024];
    int seen = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (InputStream body = response.body()) {
      // Heartbeats come in any case, so this looks at the clock at least that often.
      while (System.nanoTime() < deadline) {
        int n = body.read(buffer);
        assertThat(n).as("the stream goes on").isNotNegative();
        parser.feed(buffer, 0, n);
        for (; seen < read.size(); seen++) {
          if (read.get(seen).type().equals(NOTICE_TYPE)) {
            return new Replay(
                List.copyOf(read.subList(0, seen)),
                read.get(seen).data(),
                response.headers().firstValue("Mercure-Last-Event-ID").orElse(""));
          }
        }
      }
    }
    throw new AssertionError("No notice after " + PATIENCE + " and " + read.size() + " events");
  }
}
