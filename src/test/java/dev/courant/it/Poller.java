package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A client that polls: it asks, and asks again with the cursor that the answer had. */
public final class Poller {
  static final String PATH = "api/poll?";

  private final HubCaller caller;
  private final String query;
  private final int waitSeconds;
  private String cursor;

  /**
   * A client that has not asked yet.
   *
   * @param query what it asks for
   * @param waitSeconds how long each poll waits
   * @param cursor where it begins
   */
  public Poller(ServerUnderTest server, String query, int waitSeconds, String cursor) {
    this.caller = new HubCaller(server);
    this.query = query;
    this.waitSeconds = waitSeconds;
    this.cursor = cursor;
  }

  String cursor() {
    return cursor;
  }

  /** Asks once, with headers (name, value, name, value, ...), and goes to the answer's cursor. */
  public JsonObject poll(String... headers) throws Exception {
    String path =
        PATH + query + "&wait=" + waitSeconds + "&last_event_id=" + HubCaller.encode(cursor);
    HttpRequest.Builder request = caller.request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    JsonObject answer = json(caller.send(request));
    cursor = answer.getString("cursor");
    return answer;
  }

  /** Asks until so many events have come, and returns those. */
  List<JsonObject> await(int count) throws Exception {
    List<JsonObject> events = new ArrayList<>();
    Eventually.holds(
        () -> {
          events.addAll(poll().getJsonArray("events").getValuesAs(JsonObject.class));
          assertThat(events).hasSizeGreaterThanOrEqualTo(count);
        });
    return events;
  }

  /** Where somebody begins who wants what comes from now on. */
  static String head(ServerUnderTest server, String topic) throws Exception {
    return json(new HubCaller(server).get(PATH + "match=" + topic)).getString("cursor");
  }

  static JsonObject json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }

  /** The data of the events in an answer. */
  public static List<String> dataOf(JsonObject answer) {
    return answer.getJsonArray("events").getValuesAs(JsonObject.class).stream()
        .map(event -> event.getString("data"))
        .toList();
  }
}
