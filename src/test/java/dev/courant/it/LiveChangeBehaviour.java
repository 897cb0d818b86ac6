package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a stream asks for is changed while it goes on. */
interface LiveChangeBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aStreamAsksForOtherThingsWithoutANewConnection() throws Exception {
    HubCaller caller = new HubCaller(server());
    String path = HubCaller.HUB + "?match=/change/a";
    try (var stream = StreamReader.open(server(), path);
        var lines = LineReader.open(server(), path)) {
      caller.publish("topic", "/change/a", "data", "1");
      // A change counts from where the stream stands.
      stream.dataUpTo("1");
      lines.dataUpTo("1");
      for (var headers : List.of(stream.headers(), lines.headers())) {
        String id = headers.firstValue("Courant-Subscriber").orElseThrow();
        assertThat(
                patch(
                    id,
                    """
                    {"add":{"match":["/change/b"],"match_urlpattern":["/change/c/:n"]},
                     "remove":{"match":["/change/a"]}}"""))
            .isEqualTo(204);
      }
      caller.publish("topic", "/change/a", "data", "2");
      caller.publish("topic", "/change/c/7", "data", "3");
      String id = caller.publish("topic", "/change/b", "data", "4");
      assertThat(stream.dataUpTo("4")).containsExactly("1", "3", "4");
      assertThat(lines.dataUpTo("4")).containsExactly("1", "3", "4");
      List<Dispatched> events = stream.await(3);
      assertThat(events.get(2).lastEventId()).isEqualTo(id);
    }
  }

  @Test
  default void aChangeByPostIsTheSame() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var stream = StreamReader.on(server(), "/change/post/a")) {
      String id = stream.headers().firstValue("Courant-Subscriber").orElseThrow();
      HttpRequest.Builder request =
          change("POST", id, "{\"add\":{\"match\":[\"/change/post/b\"]}}");
      assertThat(caller.send(request).statusCode()).isEqualTo(204);
      caller.publish("topic", "/change/post/b", "data", "b");
      caller.publish("topic", "/change/post/a", "data", "a");
      assertThat(stream.dataUpTo("a")).containsExactly("b", "a");
    }
  }

  @Test
  default void onlyItsOwnSubjectChangesAStreamAndNobodyElseLearnsOfIt() throws Exception {
    HubCaller caller = new HubCaller(server());
    String owner = caller.mint("{\"subject\":\"change-owner\"}");
    String other = caller.mint("{\"subject\":\"change-other\"}");
    String body = "{\"add\":{\"match\":[\"/change/own/b\"]}}";
    try (var stream =
        StreamReader.open(
            server(), HubCaller.HUB + "?match=/change/own/a", "Authorization", owner)) {
      String id = stream.headers().firstValue("Courant-Subscriber").orElseThrow();
      HttpResponse<String> foreign =
          caller.send(change("PATCH", id, body).header("Authorization", other));
      HttpResponse<String> nobody = caller.send(change("PATCH", id, body));
      HttpResponse<String> unknown =
          caller.send(
              change("PATCH", "urn:uuid:00000000-0000-4000-8000-000000000000", body)
                  .header("Authorization", other));
      for (HttpResponse<String> refused : List.of(foreign, nobody, unknown)) {
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(HubCaller.saidIn(refused)).isEqualTo(HubCaller.saidIn(unknown));
      }
      HttpRequest.Builder byOwner = change("PATCH", id, body).header("Authorization", owner);
      assertThat(caller.send(byOwner).statusCode()).isEqualTo(204);
      caller.publish("topic", "/change/own/b", "data", "b");
      assertThat(stream.awaitData(1)).containsExactly("b");
    }
  }

  @Test
  default void aChangeThatBreaksARuleIsRefusedAndChangesNothing() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var stream = StreamReader.on(server(), "/change/rules")) {
      String id = stream.headers().firstValue("Courant-Subscriber").orElseThrow();
      for (String body :
          List.of(
              "",
              "[]",
              "{}",
              "{\"add\":{}}",
              "{\"add\":[\"/x\"]}",
              "{\"add\":{\"match\":[1]}}",
              "{\"add\":{\"match_regex\":[\"/x\"]}}",
              "{\"add\":{\"match\":[\"/\\u0000\"]}}",
              "{\"add\":{\"match_urlpattern\":[\"/(\"]}}",
              "{\"put\":{\"match\":[\"/x\"]}}",
              "{\"remove\":{\"match\":[\"/change/rules\"]}}")) {
        assertThat(patch(id, body)).as(body).isEqualTo(400);
      }
      HttpRequest.Builder form =
          change("PATCH", id, "match=/x").setHeader("Content-Type", "text/plain");
      assertThat(caller.send(form).statusCode()).isEqualTo(415);
      HttpRequest.Builder foreign =
          change("PATCH", id, "{\"add\":{\"match\":[\"*\"]}}")
              .header("Origin", "https://evil.example");
      assertThat(caller.send(foreign).statusCode()).isEqualTo(403);
      caller.publish("topic", "/x", "data", "x");
      caller.publish("topic", "/change/rules", "data", "the end");
      assertThat(stream.dataUpTo("the end")).containsExactly("the end");
    }
  }

  private int patch(String id, String json) throws Exception {
    return new HubCaller(server()).send(change("PATCH", id, json)).statusCode();
  }

  private HttpRequest.Builder change(String method, String id, String json) {
    return new HubCaller(server())
        .request("api/connections/" + id)
        .method(method, HttpRequest.BodyPublishers.ofString(json))
        .header("Content-Type", "application/json");
  }
}
