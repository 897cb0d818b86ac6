package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.SseEventSource;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Subscribing through the servlet door (Mercure draft 08, "Subscription"). */
interface SubscribingBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aStreamHasExactlyTheHeadersThatKeepItAlive() throws Exception {
    try (var client = RawClient.connect(server()).send("GET", HubCaller.HUB + "?match=/x")) {
      assertStreamHeaders(client.readHead());
    }
  }

  @Test
  default void headAnswersTheHeadersAndEnds() throws Exception {
    try (var client = RawClient.connect(server())) {
      client.send("HEAD", HubCaller.HUB + "?match=/x");
      assertStreamHeaders(client.readHead());
      // The connection goes on with the next answer: there was no body.
      client.send("HEAD", HubCaller.HUB, "Connection: close");
      assertThat(client.readHead().status()).isEqualTo(400);
      assertThat(client.readRest()).isEmpty();
    }
  }

  private static void assertStreamHeaders(RawClient.Head head) {
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.all("Content-Type"))
        .singleElement()
        .asString()
        .matches("(?i)text/event-stream; ?charset=utf-8");
    assertThat(head.all("Cache-Control")).containsExactly("no-cache, no-store");
    assertThat(head.all("X-Accel-Buffering")).containsExactly("no");
    assertThat(head.all("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(head.all("Connection")).containsExactly("keep-alive");
    assertThat(head.all("Vary")).containsExactlyInAnyOrder("Origin", "Accept");
  }

  @Test
  default void theFirstBytesComeAtOnceAndNotWithTheFirstHeartbeat() throws Exception {
    // Heartbeats come every two seconds: twenty streams in a row would take twice the time.
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    for (int i = 0; i < 20; i++) {
      try (var client = RawClient.connect(server()).send("GET", HubCaller.HUB + "?match=/x")) {
        assertThat(client.readHead().status()).isEqualTo(200);
        while (!client.readLine().startsWith(":")) {
          assertThat(System.nanoTime()).isLessThan(deadline);
        }
      }
    }
    assertThat(System.nanoTime()).isLessThan(deadline);
  }

  @Test
  default void anIdleStreamGetsHeartbeats() throws Exception {
    try (var client = RawClient.connect(server()).send("GET", HubCaller.HUB + "?match=/x")) {
      client.readHead();
      for (int heartbeats = 0; heartbeats < 2; ) {
        heartbeats += client.readLine().startsWith(":") ? 1 : 0;
      }
    }
  }

  @Test
  default void severalMatchersAreOneSubscription() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader = StreamReader.on(server(), "/sub/a", "/sub/b", "/sub/a")) {
      caller.publish("topic", "/sub/a", "data", "1");
      caller.publish("topic", "/sub/b", "data", "2");
      caller.publish("topic", "/sub/c", "data", "not asked for");
      caller.publish("topic", "/sub/A", "data", "case counts");
      caller.publish("topic", "/sub/b", "data", "3");
      assertThat(reader.dataUpTo("3")).containsExactly("1", "2", "3");
    }
  }

  @Test
  default void anEventUnderManyMatchingTopicsArrivesOnce() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var several = StreamReader.on(server(), "/sub/x", "/sub/y", "*");
        var alternate = StreamReader.on(server(), "/sub/y");
        var everything = StreamReader.on(server(), "*")) {
      String id = caller.publish("topic", "/sub/x", "topic", "/sub/y", "data", "twofold");
      caller.publish("topic", "/sub/y", "data", "the end of it");
      for (StreamReader reader : List.of(several, alternate, everything)) {
        reader.dataUpTo("the end of it");
        assertThat(reader.await(1)).filteredOn(e -> e.lastEventId().equals(id)).hasSize(1);
      }
    }
  }

  @Test
  default void theLongNameOfTheMatcherIsUnderstood() throws Exception {
    try (var reader = StreamReader.open(server(), HubCaller.HUB + "?match_exact=/sub/exact")) {
      new HubCaller(server()).publish("topic", "/sub/exact", "data", "x");
      assertThat(reader.awaitData(1)).containsExactly("x");
    }
  }

  @Test
  default void aSubscriptionThatBreaksARuleIsRefusedThroughBothDoors() throws Exception {
    String many =
        IntStream.rangeClosed(0, 100)
            .mapToObj(i -> "match=/m/" + i)
            .collect(Collectors.joining("&"));
    for (String door : List.of(HubCaller.HUB, "api/events")) {
      for (String query :
          List.of(
              "",
              "Match=/x",
              "match=/x&MATCH=/x",
              "match_regex=.*",
              "matchfoo=1",
              "match",
              "match=",
              "match=a%00b",
              "match=a%0Ab",
              "match=a%C2%85b",
              "match=a%E2%80%8Bb",
              "match=%FF",
              "match=/x&match=" + "t".repeat(4097),
              many)) {
        HttpResponse<String> response = new HubCaller(server()).get(door + "?" + query);
        assertThat(response.statusCode()).as("%s?%s", door, query).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
            .as("%s?%s", door, query)
            .startsWith("application/problem+json");
        assertThat(response.body()).contains("\"status\":400");
      }
    }
  }

  @Test
  default void whoShowsABadTokenGetsNoStreamThroughEitherDoor() throws Exception {
    String badToken = Challenges.of(server()).badToken();
    for (String path : List.of(HubCaller.HUB + "?match=/x", "api/events?match=/x")) {
      assertChallenge(path, 401, badToken, "Authorization: Bearer wrong");
      assertChallenge(path, 400, "Bearer error=\"invalid_request\"", "Authorization: Bearer");
      String good = "Authorization: " + new HubCaller(server()).bearer();
      assertChallenge(path, 400, "Bearer error=\"invalid_request\"", good, good);
    }
  }

  private void assertChallenge(String path, int status, String challenge, String... headers)
      throws Exception {
    try (var client = RawClient.connect(server()).send("GET", path, headers)) {
      RawClient.Head head = client.readHead();
      assertThat(head.status()).as(path).isEqualTo(status);
      assertThat(head.all("WWW-Authenticate")).as(path).containsExactly(challenge);
    }
  }

  @Test
  default void otherMethodsAreNotAllowed() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String method : List.of("PUT", "DELETE")) {
      HttpResponse<String> response =
          caller.send(caller.request(HubCaller.HUB).method(method, BodyPublishers.noBody()));
      assertThat(response.statusCode()).as(method).isEqualTo(405);
    }
  }

  @Test
  default void aStandardJaxRsClientReadsBothDoors() throws Exception {
    HubCaller caller = new HubCaller(server());
    Client client = ClientBuilder.newClient();
    List<Dispatched> received = new CopyOnWriteArrayList<>();
    for (String path : List.of(HubCaller.HUB, "api/events")) {
      received.clear();
      String topic = "/sub/jersey/" + path;
      var target = client.target(server().at(path)).queryParam("match", topic);
      try (var source = SseEventSource.target(target).build()) {
        source.register(
            e ->
                received.add(new Dispatched(e.getId(), String.valueOf(e.getName()), e.readData())));
        source.open();
        // open() does not wait for the answer: the first that arrives tells that the rest will.
        Eventually.holds(
            () -> {
              caller.publish("topic", topic, "data", "knock");
              assertThat(received).isNotEmpty();
            });
        String id = caller.publish("topic", topic, "data", "a\nb", "type", "lines");
        Eventually.holds(() -> assertThat(received).contains(new Dispatched(id, "lines", "a\nb")));
        source.close(5, TimeUnit.SECONDS);
      }
    }
    client.close();
  }
}
