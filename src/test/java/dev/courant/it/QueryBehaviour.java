package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Subscribing with the method QUERY: a question in a form (RFC 10008; Mercure draft 08). */
interface QueryBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void whatIsAskedForInQueryAndBodyIsOneSubscription() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader =
        StreamReader.open(
            query("?match=/query/a", "match=%2Fquery%2Fb&match_exact=/query/c&unknown"))) {
      for (String topic : List.of("/query/a", "/query/b", "/query/c", "/query/d", "/query/a")) {
        caller.publish("topic", topic, "data", topic);
      }
      caller.publish("topic", "/query/c", "data", "the end");
      assertThat(reader.dataUpTo("the end"))
          .containsExactly("/query/a", "/query/b", "/query/c", "/query/a", "the end");
      assertThat(reader.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
    }
  }

  @Test
  default void theCursorOfTheHeaderWinsOverTheQuerysAndThatOverTheBodys() throws Exception {
    HubCaller caller = new HubCaller(server());
    String topic = "/query/cursor";
    for (String id : List.of("urn:query:1", "urn:query:2", "urn:query:3", "urn:query:4")) {
      caller.publish("topic", topic, "id", id, "data", id);
    }
    String inBody = "match=" + topic + "&last_event_id=urn:query:1";
    String inQuery = "?last_event_id=urn:query:2&last_event_id=urn:query:1";
    assertReplayed(query("", inBody), "urn:query:1", 3);
    assertReplayed(query(inQuery, inBody), "urn:query:2", 2);
    HttpRequest.Builder all = query(inQuery, inBody).header("Last-Event-ID", "urn:query:3");
    assertReplayed(all, "urn:query:3", 1);
    assertReplayed(query("?last_event_id=", inBody), "earliest", 0);
  }

  private void assertReplayed(HttpRequest.Builder request, String cursor, int events)
      throws Exception {
    try (var reader = StreamReader.open(request)) {
      assertThat(reader.headers().firstValue("Mercure-Last-Event-ID")).hasValue(cursor);
      // The last one is the notice that tells how it went.
      assertThat(reader.await(events + 1)).hasSize(events + 1);
      assertThat(reader.await(events + 1).get(events).type()).isEqualTo("courant");
    }
  }

  @Test
  default void aPrivateEventReachesAQueryWithTheRight() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var granted =
            StreamReader.open(
                query("", "match=/query/p").header("Authorization", caller.bearer()));
        var anonymous = StreamReader.open(query("", "match=/query/p"))) {
      caller.publish("topic", "/query/p", "data", "secret", "private", "on");
      caller.publish("topic", "/query/p", "data", "public");
      assertThat(granted.dataUpTo("public")).containsExactly("secret", "public");
      assertThat(anonymous.dataUpTo("public")).containsExactly("public");
    }
  }

  @Test
  default void aQueryThatBreaksARuleIsRefused() throws Exception {
    assertRefused("nothing is asked for", query("", "x=1"), 400);
    assertRefused("an unknown matcher", query("?match=/x", "match_regex=.*"), 400);
    assertRefused("not UTF-8", query("?match=/x", "match=%FF"), 400);
    assertRefused("too many", query("", "match=/x&".repeat(99) + many(101)), 400);
    assertRefused("too large", query("", "match=/x&pad=" + "x".repeat(2_000_000)), 413);
    assertRefused(
        "no form", query("?match=/x", "{}").setHeader("Content-Type", "application/json"), 415);
    assertRefused(
        "no type",
        new HubCaller(server()).request(path("?match=/x")).method("QUERY", body("")),
        415);
    assertRefused("compressed", query("?match=/x", "").header("Content-Encoding", "gzip"), 415);
    assertRefused("a bad token", query("", "match=/x").header("Authorization", "Bearer nope"), 401);
    assertRefused(
        "a foreign page", query("", "match=/x").header("Origin", "https://evil.example"), 403);
  }

  @Test
  default void theHubTellsWhichMethodsItKnows() throws Exception {
    HubCaller caller = new HubCaller(server());
    String methods = "GET, HEAD, POST, QUERY, OPTIONS";
    HttpResponse<String> options =
        caller.send(caller.request(HubCaller.HUB).method("OPTIONS", BodyPublishers.noBody()));
    assertThat(options.statusCode()).isEqualTo(200);
    assertThat(options.headers().firstValue("Allow")).hasValue(methods);
    assertThat(options.headers().firstValue("Accept-Query"))
        .hasValue("application/x-www-form-urlencoded");
    for (String method : List.of("PUT", "DELETE", "PATCH", "SEARCH", "query")) {
      HttpRequest.Builder request =
          caller.request(HubCaller.HUB).method(method, BodyPublishers.noBody());
      HttpResponse<String> response = caller.send(request);
      assertThat(response.statusCode()).as(method).isEqualTo(405);
      assertThat(response.headers().firstValue("Allow")).as(method).hasValue(methods);
      assertThat(response.body()).as(method).contains("\"status\":405");
    }
  }

  private void assertRefused(String what, HttpRequest.Builder request, int status)
      throws Exception {
    HttpResponse<String> response = new HubCaller(server()).send(request);
    assertThat(response.statusCode()).as(what + ": " + response.body()).isEqualTo(status);
    assertThat(response.body()).as(what).contains("\"status\":" + status);
  }

  private HttpRequest.Builder query(String query, String body) {
    return new HubCaller(server())
        .request(path(query))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .method("QUERY", body(body));
  }

  private static String path(String query) {
    return HubCaller.HUB + query;
  }

  private static HttpRequest.BodyPublisher body(String text) {
    return BodyPublishers.ofString(text);
  }

  private static String many(int count) {
    StringBuilder matchers = new StringBuilder();
    for (int i = 0; i < count; i++) {
      matchers.append("match=/m/").append(i).append('&');
    }
    return matchers.toString();
  }
}
