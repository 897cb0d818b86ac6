package dev.courant.it;

import static dev.courant.it.Issuers.details;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Private events reach nobody without the right, in whatever way he asks, and what somebody may not
 * read looks like what is not there (promise P5).
 */
interface SecrecyBehaviour {
  String SECRET = "urn:secrecy:private";
  String NEVER = "urn:secrecy:neverxx";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aPrivateEventIsNeitherReplayedNorNamedToWhoMayNotReadIt() throws Exception {
    String topic = "/secrecy/replay";
    publish(topic, "before", "public 1");
    publishPrivately(topic, SECRET, "secret");
    publish(topic, "after", "public 2");
    for (String door : List.of(HubCaller.HUB, "api/events")) {
      for (String cursor : List.of("earliest", "before")) {
        String path = door + "?match=" + topic + "&last_event_id=" + cursor;
        try (var weak = open(path, token("subscribe", "/secrecy/other"));
            var none = open(path, token("publish", topic));
            var anonymous = StreamReader.open(server(), path);
            var strong = open(path, token("subscribe", topic))) {
          assertThat(strong.dataUpTo("public 2")).contains("secret");
          for (StreamReader blind : List.of(weak, none, anonymous)) {
            blind.dataUpTo("public 2");
            assertThat(everythingOf(blind)).doesNotContain("secret", SECRET);
          }
        }
      }
    }
  }

  @Test
  default void theIdOfAPrivateEventAndOneThatNoEventHasLookTheSame() throws Exception {
    String topic = "/secrecy/enumeration";
    publishPrivately(topic, SECRET + ":e", "secret");
    for (String door : List.of(HubCaller.HUB, "api/events")) {
      for (String token : List.of("", token("subscribe", "/secrecy/other"))) {
        Seen hidden = seen(door, topic, SECRET + ":e", token);
        Seen absent = seen(door, topic, NEVER + ":e", token);
        assertThat(hidden).isEqualTo(absent);
        assertThat(hidden.headers().toString()).contains("mercure-last-event-id=[earliest]");
      }
      Seen granted = seen(door, topic, SECRET + ":e", token("subscribe", topic));
      assertThat(granted.headers().toString()).contains(SECRET + ":e");
    }
  }

  @Test
  default void whoGivesAnEventTheIdOfSomethingPrivateLearnsNothingByIt() throws Exception {
    String topic = "/secrecy/namesake";
    publishPrivately(topic, SECRET + ":n", "secret");
    for (String id : List.of(SECRET + ":n", NEVER + ":n")) {
      publish("/secrecy/mine", id, "public");
      publish("/secrecy/mine", id + ":next", "behind " + id);
      for (String door : List.of(HubCaller.HUB, "api/events")) {
        String path = door + "?match=/secrecy/mine&last_event_id=" + id;
        try (var reader = StreamReader.open(server(), path)) {
          assertThat(reader.headers().firstValue("Mercure-Last-Event-ID")).hasValue(id);
          assertThat(reader.dataUpTo("behind " + id))
              .filteredOn(data -> !data.startsWith("{\"status\""))
              .containsExactly("behind " + id);
        }
      }
    }
  }

  @Test
  default void whoComesBackWithLessRightsGetsNoMoreThanTheseGrant() throws Exception {
    String topic = "/secrecy/less";
    String path = HubCaller.HUB + "?match=" + topic;
    try (var before = open(path, token("subscribe", topic))) {
      publishPrivately(topic, SECRET + ":1", "secret 1");
      assertThat(before.dataUpTo("secret 1")).containsExactly("secret 1");
    }
    publishPrivately(topic, SECRET + ":2", "secret 2");
    publish(topic, "urn:secrecy:public", "public");
    String weaker = token("subscribe", "/secrecy/other");
    // The cursor that it has is of an event that it may not read any more.
    try (var after = open(path, weaker, "Last-Event-ID", SECRET + ":1");
        var all = open(path + "&last_event_id=earliest", weaker)) {
      publishPrivately(topic, SECRET + ":3", "secret 3");
      publish(topic, "urn:secrecy:end", "the end");
      for (StreamReader reader : List.of(after, all)) {
        reader.dataUpTo("the end");
        assertThat(everythingOf(reader)).doesNotContain("secret");
      }
      assertThat(after.headers().firstValue("Mercure-Last-Event-ID")).hasValue("earliest");
    }
  }

  @Test
  default void aTopicThatMayNotBePublishedOnAndOneThatNobodyKnowsLookTheSame() throws Exception {
    publish("/secrecy/known", "urn:secrecy:known", "x");
    String token = token("publish", "/secrecy/other");
    HttpResponse<String> known = post("/secrecy/known", token);
    HttpResponse<String> unknown = post("/secrecy/unknown", token);
    assertThat(known.statusCode()).isEqualTo(403).isEqualTo(unknown.statusCode());
    assertThat(HubCaller.saidIn(known)).isEqualTo(HubCaller.saidIn(unknown));
    assertThat(headers(known)).isEqualTo(headers(unknown));
  }

  /**
   * What somebody can see of a stream that it has opened with a cursor.
   *
   * @param notice what the hub says first in the stream
   */
  record Seen(Map<String, List<String>> headers, String notice) {}

  private Seen seen(String door, String topic, String cursor, String token) throws Exception {
    String path = door + "?match=" + topic + "&last_event_id=" + cursor;
    try (var reader = token.isEmpty() ? StreamReader.open(server(), path) : open(path, token)) {
      Map<String, List<String>> headers = new TreeMap<>(reader.headers().map());
      // These differ from one connection to the next, whatever it asks for.
      headers.remove("courant-subscriber");
      headers.remove("x-request-id");
      headers.remove("date");
      Dispatched notice = reader.await(1).get(0);
      // Positions tell how much has happened in between, also elsewhere, and never what.
      String data = notice.data().replaceAll("#[0-9a-z]+-[0-9]+", "#position");
      return new Seen(headers, notice.type() + " " + data);
    }
  }

  private static String everythingOf(StreamReader reader) throws Exception {
    return reader.headers().map() + " " + reader.await(1);
  }

  private HttpResponse<String> post(String topic, String token) throws Exception {
    HubCaller caller = new HubCaller(server());
    return caller.send(
        caller
            .posting(HubCaller.form("topic", topic, "data", "x"))
            .header("Authorization", "Bearer " + token));
  }

  private static Map<String, List<String>> headers(HttpResponse<String> response) {
    Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
    headers.remove("x-request-id");
    headers.remove("date");
    return headers;
  }

  private StreamReader open(String path, String token, String... more) throws Exception {
    String[] headers = new String[more.length + 2];
    System.arraycopy(more, 0, headers, 2, more.length);
    headers[0] = "Authorization";
    headers[1] = "Bearer " + token;
    return StreamReader.open(server(), path, headers);
  }

  private String token(String action, String topic) throws Exception {
    return Issuers.token(Challenges.of(server()).hub(), details(action, topic));
  }

  private void publish(String topic, String id, String data) throws Exception {
    new HubCaller(server()).publish("topic", topic, "id", id, "data", data);
  }

  private void publishPrivately(String topic, String id, String data) throws Exception {
    new HubCaller(server()).publish("topic", topic, "id", id, "data", data, "private", "on");
  }
}
