package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The JAX-RS door: the injected broadcaster does all that its interface says. */
interface BroadcasterBehaviour {
  /** {@code courant.sinks.max}, as it is by default. */
  int MAX_SINKS = 200;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void anInjectedBroadcasterPublishesOnAllItsTopics() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var sink = StreamReader.open(server(), "api/it/news");
        var hub = StreamReader.on(server(), "/it/news/all");
        var events = StreamReader.throughJaxRs(server(), "/it/news")) {
      caller.trigger("news", "rain");
      Dispatched expected =
          new Dispatched("own-rain", "headline", "{\"stars\":5,\"text\":\"rain\"}");
      for (StreamReader reader : List.of(sink, hub, events)) {
        assertThat(reader.await(1)).containsExactly(expected);
        assertThat(reader.reconnectionMillis()).hasValue(4000);
      }
    }
  }

  @Test
  default void aSinkIsAStreamWithTheHeadersOfOne() throws Exception {
    for (String path : List.of("api/it/news", "api/events?match=/x", "api/sse")) {
      try (var client = RawClient.connect(server()).send("GET", path)) {
        RawClient.Head head = client.readHead();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.all("Content-Type"))
            .singleElement()
            .asString()
            .startsWith("text/event-stream");
        assertThat(head.all("Cache-Control")).containsExactly("no-cache, no-store");
        assertThat(head.all("X-Accel-Buffering")).containsExactly("no");
        assertThat(head.all("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(head.all("Vary")).containsExactly("Origin");
      }
    }
  }

  @Test
  default void whatIsBroadcastWhileTheResourceMethodStillRunsIsNotLost() throws Exception {
    List<String> all = IntStream.rangeClosed(1, 500).mapToObj(n -> "at once " + n).toList();
    for (int i = 0; i < 10; i++) {
      try (var sink = StreamReader.open(server(), "api/it/boards/at-once-" + i + "?at-once=500")) {
        assertThat(sink.awaitData(500)).isEqualTo(all);
      }
    }
  }

  @Test
  default void everyRegisteredSinkGetsWhatIsBroadcast() throws Exception {
    HubCaller caller = new HubCaller(server());
    List<StreamReader> sinks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sinks.add(StreamReader.open(server(), "api/it/boards/all"));
    }
    caller.trigger("boards/all", "one");
    caller.trigger("boards/another", "not for them");
    caller.trigger("boards/all", "two");
    for (StreamReader sink : sinks) {
      // Both boards share a second topic, and a sink gets what is on any of its topics.
      assertThat(sink.awaitData(3)).containsExactly("one", "not for them", "two");
      sink.close();
    }
  }

  @Test
  default void closingABroadcasterEndsItsSinksAndTellsItsListeners() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var first = StreamReader.open(server(), "api/it/boards/closed");
        var second = StreamReader.open(server(), "api/it/boards/closed");
        var other = StreamReader.open(server(), "api/it/boards/open")) {
      caller.trigger("boards/closed", "before");
      first.await(1);
      second.await(1);
      close("closed", true);
      first.awaitEnd();
      second.awaitEnd();
      Eventually.holds(() -> assertThat(calls("closed")).isEqualTo("closed closed"));
      assertThat(caller.trigger("boards/closed", "after")).isEqualTo("closed");

      caller.trigger("boards/open", "still here");
      assertThat(other.dataUpTo("still here")).containsExactly("before", "still here");
    }
  }

  @Test
  default void closingABroadcasterWithoutCascadingLeavesTheSinksOpen() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var sink = StreamReader.open(server(), "api/it/boards/left")) {
      caller.trigger("boards/left", "before");
      sink.await(1);
      close("left", false);
      assertThat(caller.trigger("boards/left", "after")).isEqualTo("closed");
      Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
      assertThat(sink.isOpen()).isTrue();
      assertThat(calls("left")).isEmpty();
    }
  }

  @Test
  default void aClientThatVanishesIsReportedToTheListeners() throws Exception {
    try (var stays = StreamReader.open(server(), "api/it/boards/vanish")) {
      RawClient reset = RawClient.connect(server()).send("GET", "api/it/boards/vanish");
      RawClient gone = RawClient.connect(server()).send("GET", "api/it/boards/vanish");
      reset.readHead();
      gone.readHead();
      reset.reset();
      gone.vanish();
      Eventually.holds(
          () ->
              assertThat(calls("vanish").split(" ", -1))
                  .containsExactlyInAnyOrder("error", "closed", "error", "closed"));
      new HubCaller(server()).trigger("boards/vanish", "for who is left");
      assertThat(stays.awaitData(1)).containsExactly("for who is left");
    }
  }

  @Test
  default void sinksBeyondTheLimitAreRefusedAndTheirPlacesComeBack() throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    List<RawClient> sinks = new ArrayList<>();
    for (int i = 0; i < MAX_SINKS; i++) {
      RawClient sink = RawClient.connect(server()).send("GET", "api/events?match=/limit");
      assertThat(sink.readHead().status()).as("sink %d", i).isEqualTo(200);
      sinks.add(sink);
    }
    HttpResponse<String> refused = caller.get("api/events?match=/limit");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After").orElse("")).matches("[0-9]+");
    assertThat(refused.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    // The other door is not concerned.
    StreamReader.on(server(), "/limit").close();

    for (RawClient sink : sinks) {
      sink.vanish();
    }
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    StreamReader.throughJaxRs(server(), "/limit").close();
  }

  private void close(String board, boolean cascading) throws Exception {
    HubCaller caller = new HubCaller(server());
    var request = caller.request("api/it/boards/" + board + "?cascading=" + cascading).DELETE();
    assertThat(caller.send(request).statusCode()).isEqualTo(204);
  }

  private String calls(String board) throws Exception {
    return new HubCaller(server()).get("api/it/boards/" + board + "/calls").body();
  }
}
