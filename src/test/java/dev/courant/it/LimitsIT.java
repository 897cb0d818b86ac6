package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A hub that is soon full, and behind a proxy: the tests, which say for whom they ask. */
@ArquillianTest
class LimitsIT {
  private static final String STREAM = HubCaller.HUB + "?match=/limits";
  private static final String SINK = "api/events?match=/limits";
  private static final String SOCKET = "ws?match=/limits";
  private static final int PER_ADDRESS = 3;
  private static final int PER_SUBJECT = 2;

  @ArquillianResource private URL deployment;

  @Deployment(testable = false)
  static WebArchive hub() {
    return Archives.hub()
        .addAsResource(
            new StringAsset(
                """
                courant.connections.max-per-subject=%d
                courant.connections.max-per-address=%d
                courant.proxies=127.0.0.0/8
                courant.publish.rate=1
                courant.stream.max-age=PT10S
                """
                    .formatted(PER_SUBJECT, PER_ADDRESS)),
            "META-INF/microprofile-config.properties");
  }

  @Test
  void beyondTheLimitOfAnAddressOthersAreStillTakenIn() throws Exception {
    for (String path : List.of(STREAM, SINK)) {
      String address = path.equals(STREAM) ? "198.51.100.1" : "198.51.100.2";
      List<StreamReader> open = new ArrayList<>();
      for (int i = 0; i < PER_ADDRESS; i++) {
        open.add(StreamReader.open(server(), path, "X-Forwarded-For", "6.6.6.6, " + address));
      }
      HttpRequest.Builder oneMore =
          new HubCaller(server()).request(path).header("X-Forwarded-For", address);
      HttpResponse<String> refused = new HubCaller(server()).send(oneMore);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After").orElse("")).matches("[0-9]+");
      assertThat(refused.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      StreamReader.open(server(), path, "X-Forwarded-For", "203.0.113.9").close();
      for (StreamReader reader : open) {
        reader.close();
      }
      Eventually.holds(() -> StreamReader.open(server(), path, "X-Forwarded-For", address).close());
    }
  }

  @Test
  void aBrowserIsToldToComeBackInTheWordsThatItUnderstands() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String path : List.of(STREAM, SINK)) {
      String bearer = caller.mint("{\"subject\":\"%s\"}".formatted(path));
      List<StreamReader> open = new ArrayList<>();
      for (int i = 0; i < PER_SUBJECT; i++) {
        open.add(
            StreamReader.open(
                server(), path, "Authorization", bearer, "X-Forwarded-For", "203.0.113." + i));
      }
      HttpResponse<String> stream = caller.send(asBrowser(path, bearer));
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(stream.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
          .isEqualToIgnoringCase("text/event-stream;charset=utf-8");
      assertThat(stream.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(stream.body()).matches(": Too many connections\nretry: [2-8]\\d{3}\n\n");
      HttpResponse<String> status = caller.send(asBrowser(path + "&problems=status", bearer));
      assertThat(status.statusCode()).isEqualTo(429);
      assertThat(status.body()).contains("\"status\":429");
      if (path.equals(STREAM)) {
        HttpResponse<String> lines =
            caller.send(asBrowser(path, bearer).setHeader("Accept", "application/x-ndjson"));
        assertThat(lines.statusCode()).isEqualTo(429);
        assertThat(lines.headers().firstValue("Retry-After").orElse("")).matches("[0-9]+");
      }
      for (StreamReader reader : open) {
        reader.close();
      }
      Eventually.holds(() -> StreamReader.open(server(), path, "Authorization", bearer).close());
    }
  }

  @Test
  void aPageIsToldByACloseCodeThatItMayComeBackWithItsWebSocket() throws Exception {
    String address = "198.51.100.3";
    List<SocketClient> open = new ArrayList<>();
    for (int i = 0; i < PER_ADDRESS; i++) {
      open.add(SocketClient.open(server(), SOCKET, "X-Forwarded-For", address));
    }
    try (RawClient client = RawClient.connect(server())) {
      String[] lines = Handshakes.lines("X-Forwarded-For: " + address);
      RawClient.Head refused = client.send("GET", SOCKET, lines).readHead();
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.all("Retry-After")).singleElement().asString().matches("[0-9]+");
    }
    String own = "http://" + server().base().getRawAuthority();
    try (SocketClient page =
        SocketClient.open(server(), SOCKET, "X-Forwarded-For", address, "Origin", own)) {
      assertThat(page.awaitClose()).isEqualTo(1013);
      assertThat(page.errors())
          .singleElement()
          .satisfies(problem -> assertThat(problem.getInt("status")).isEqualTo(429));
    }
    open.forEach(SocketClient::close);
    Eventually.holds(
        () -> {
          try (var again = SocketClient.open(server(), SOCKET, "X-Forwarded-For", address)) {
            assertThat(again.id()).isNotEmpty();
          } catch (ExecutionException stillFull) {
            throw new AssertionError(stillFull);
          }
        });
  }

  @Test
  void noWebSocketBecomesOlderThanItMay() throws Exception {
    try (var socket = SocketClient.open(server(), SOCKET, "X-Forwarded-For", "203.0.113.78")) {
      assertThat(socket.awaitClose()).isEqualTo(1012);
    }
  }

  @Test
  void whoPublishesTooFastIsTold() throws Exception {
    HubCaller caller = new HubCaller(server());
    String bearer = caller.mint("{\"subject\":\"bob\",\"publish\":[\"*\"]}");
    Eventually.holds(
        () -> {
          HttpResponse<String> refused = publish(bearer);
          assertThat(refused.statusCode()).isEqualTo(429);
          assertThat(refused.headers().firstValue("Retry-After").orElse("")).matches("[0-9]+");
        });
    assertThat(caller.post("topic=/limits").statusCode()).as("another subject").isEqualTo(200);
    Eventually.holds(() -> assertThat(publish(bearer).statusCode()).isEqualTo(200));
  }

  @Test
  void noStreamBecomesOlderThanItMay() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String path : List.of(STREAM, SINK)) {
      long before = caller.overview("MAX_AGE");
      try (var reader = StreamReader.open(server(), path, "X-Forwarded-For", "203.0.113.77")) {
        reader.awaitEnd();
        Eventually.holds(() -> assertThat(caller.overview("MAX_AGE")).isGreaterThan(before));
      }
    }
  }

  private HttpResponse<String> publish(String bearer) throws Exception {
    HubCaller caller = new HubCaller(server());
    return caller.send(caller.posting("topic=/limits").header("Authorization", bearer));
  }

  private HttpRequest.Builder asBrowser(String path, String bearer) {
    return new HubCaller(server())
        .request(path)
        .header("Accept", "text/event-stream")
        .header("Authorization", bearer)
        .header("X-Forwarded-For", "203.0.113.99");
  }

  private ServerUnderTest server() {
    return ServerUnderTest.of(deployment);
  }
}
