package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stream as lines of JSON: for {@code fetch}, and for {@code curl}. */
interface JsonLinesBehaviour {
  String LINES = "application/x-ndjson";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void linesOfJsonHaveTheHeadersOfAStreamAndTheirOwnType() throws Exception {
    for (String method : List.of("GET", "HEAD")) {
      try (var client = RawClient.connect(server())) {
        client.send(method, HubCaller.HUB + "?match=/x", "Accept: " + LINES + ", */*;q=0.1");
        RawClient.Head head = client.readHead();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.all("Content-Type")).containsExactly(LINES);
        assertThat(head.all("Cache-Control")).containsExactly("no-cache, no-store");
        assertThat(head.all("X-Accel-Buffering")).containsExactly("no");
        assertThat(head.all("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(head.all("Vary")).containsExactlyInAnyOrder("Origin", "Accept");
      }
    }
  }

  @Test
  default void anEventIsOneLineWithEverythingThatWasPublished() throws Exception {
    HubCaller caller = new HubCaller(server());
    String path = HubCaller.HUB + "?match=/lines/a";
    try (var lines = LineReader.open(server(), path);
        var stream = StreamReader.open(server(), path, "Accept", "text/event-stream, " + LINES)) {
      String id = caller.publish("topic", "/lines/b", "topic", "/lines/a", "data", "1\n2");
      caller.publish("topic", "/lines/a", "data", "x", "type", "t", "retry", "7", "id", "urn:l:2");
      List<JsonObject> events = lines.await(2);
      assertThat(events.get(0).getString("id")).isEqualTo(id);
      assertThat(events.get(0).getJsonArray("topics").toString())
          .isEqualTo("[\"/lines/b\",\"/lines/a\"]");
      assertThat(events.get(0).getString("data")).isEqualTo("1\n2");
      assertThat(events.get(0).getString("at")).matches("20\\d\\d-.*T.*Z");
      assertThat(events.get(0)).doesNotContainKeys("type", "retry");
      assertThat(events.get(1).getString("id")).isEqualTo("urn:l:2");
      assertThat(events.get(1).getString("type")).isEqualTo("t");
      assertThat(events.get(1).getInt("retry")).isEqualTo(7);
      assertThat(stream.awaitData(2)).containsExactly("1\n2", "x");
    }
  }

  @Test
  default void aCursorIsGoodForLinesToo() throws Exception {
    HubCaller caller = new HubCaller(server());
    String path = HubCaller.HUB + "?match=/lines/cursor";
    String first = caller.publish("topic", "/lines/cursor", "data", "1");
    caller.publish("topic", "/lines/cursor", "data", "2");
    try (var lines = LineReader.open(server(), path, "Last-Event-ID", first)) {
      assertThat(lines.dataUpTo("2")).containsExactly("2");
      assertThat(lines.headers().firstValue("Mercure-Last-Event-ID")).hasValue(first);
      Eventually.holds(
          () ->
              assertThat(lines.objects())
                  .anyMatch(o -> o.toString().contains("{\"status\":\"live\",\"replayed\":1}")));
    }
    try (var lines = LineReader.open(server(), path + "&last_event_id=urn:never")) {
      Eventually.holds(
          () -> assertThat(lines.objects().toString()).contains("\"status\":\"reset\""));
    }
  }

  @Test
  default void whereNothingHappensTheHeartbeatIsAnEmptyLineOrMovesTheCursor() throws Exception {
    try (var lines = LineReader.open(server(), HubCaller.HUB + "?match=/lines/quiet")) {
      Eventually.holds(() -> assertThat(lines.emptyLines()).isPositive());
      String id = new HubCaller(server()).publish("topic", "/lines/elsewhere", "data", "x");
      Eventually.holds(
          () ->
              assertThat(lines.objects())
                  .anyMatch(o -> o.size() == 1 && isNotBefore(o.getString("id"), id)));
    }
  }

  private static boolean isNotBefore(String cursor, String id) {
    return Long.parseLong(cursor.substring(cursor.lastIndexOf('-') + 1))
        >= Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
  }

  @Test
  default void aPrivateEventIsALineOnlyForWhoMayReadIt() throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpRequest.Builder query =
        caller
            .request(HubCaller.HUB)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method("QUERY", BodyPublishers.ofString("match=/lines/private"));
    try (var granted = LineReader.open(query.copy().header("Authorization", caller.bearer()));
        var anonymous = LineReader.open(query)) {
      caller.publish("topic", "/lines/private", "data", "secret", "private", "on");
      caller.publish("topic", "/lines/private", "data", "public");
      assertThat(granted.dataUpTo("public")).containsExactly("secret", "public");
      assertThat(anonymous.dataUpTo("public")).containsExactly("public");
    }
  }

  @Test
  default void aRefusalIsTheSameWhateverIsAccepted() throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpResponse<String> refused =
        caller.send(caller.request(HubCaller.HUB + "?match_regex=x").header("Accept", LINES));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(refused.headers().allValues("Vary")).contains("Accept");
  }
}
