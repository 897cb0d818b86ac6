package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients of Mercure 0.x (draft 07), where {@code courant.mercure.legacy-tokens} lets them in. */
interface LegacyBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aTokenOfBeforePublishesAndReadsWhateverWayItIsPresented() throws Exception {
    String topic = "/legacy/private";
    String path = HubCaller.HUB + "?match=" + topic;
    String token = Issuers.legacyToken("{\"subscribe\":[\"%s\"]}".formatted(topic));
    try (var header = StreamReader.open(server(), path, "Authorization", "Bearer " + token);
        var cookie = StreamReader.open(server(), path, "Cookie", "mercureAuthorization=" + token);
        var url = StreamReader.open(server(), path + "&authorization=" + token);
        var anonymous = StreamReader.open(server(), path)) {
      String publisher = Issuers.legacyToken("{\"publish\":[\"*\"]}");
      published(publisher, "topic", topic, "data", "secret", "private", "on");
      published(publisher, "topic", topic, "data", "public");
      for (StreamReader reader : List.of(header, cookie, url)) {
        assertThat(reader.dataUpTo("public")).containsExactly("secret", "public");
      }
      assertThat(anonymous.dataUpTo("public")).containsExactly("public");
    }
  }

  @Test
  default void theCursorHasTheNamesOfBeforeToo() throws Exception {
    String topic = "/legacy/cursor";
    String publisher = Issuers.legacyToken("{\"publish\":[\"*\"]}");
    published(publisher, "topic", topic, "id", "urn:legacy:1", "data", "1");
    published(publisher, "topic", topic, "id", "urn:legacy:2", "data", "2");
    for (String name : List.of("lastEventID", "last_event_id")) {
      String path = HubCaller.HUB + "?match=" + topic + "&" + name + "=urn:legacy:1";
      try (var reader = StreamReader.open(server(), path, "Origin", "http://localhost:3050")) {
        assertThat(reader.awaitData(1)).startsWith("2");
        for (String header : List.of("Last-Event-ID", "Mercure-Last-Event-ID")) {
          assertThat(reader.headers().firstValue(header)).as(header).hasValue("urn:legacy:1");
          assertThat(reader.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
              .contains(header);
        }
      }
    }
  }

  @Test
  default void subscriptionsAreJsonLdUnlessJsonIsAskedFor() throws Exception {
    String api = HubCaller.HUB + "/subscriptions";
    String root = server().base().getPath() + api;
    String token = Issuers.legacyToken("{\"subscribe\":[\"*\"],\"payload\":{\"n\":1}}");
    String topic = "/legacy/listed";
    try (var reader =
        StreamReader.open(
            server(), HubCaller.HUB + "?match=" + topic, "Authorization", "Bearer " + token)) {
      String id = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
      String one = "/%2Flegacy%2Flisted/" + id.replace(":", "%3A");
      String document =
          """
          "id":"%s%s","type":"Subscription","topic":"%s","subscriber":"%s",\
          "active":true,"payload":{"n":1}}"""
              .formatted(root, one, topic, id);
      for (String path : List.of("", "/%2Flegacy%2Flisted", one)) {
        HttpResponse<String> response = get(api + path, token, "*/*");
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/ld+json");
        assertThat(response.body())
            .as(path)
            .startsWith("{\"@context\":\"https://mercure.rocks/\",\"lastEventID\":\"#")
            .contains(document);
      }
      for (String path : List.of("", "/exact/%2Flegacy%2Flisted", "/exact" + one)) {
        HttpResponse<String> response = get(api + path, token, "application/json");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body())
            .as(path)
            .contains("\"match_type\":\"exact\",\"match\":\"" + topic)
            .doesNotContain("@context");
      }
    }
  }

  @Test
  default void aTokenOfBeforeIsHeldToItsRights() throws Exception {
    String token = Issuers.legacyToken("{\"publish\":[\"/legacy/a\"]}");
    assertThat(posted(token, "topic", "/legacy/b").statusCode()).isEqualTo(403);
    assertThat(posted(token, "topic", "/legacy/a", "topic", "/legacy/b").statusCode())
        .isEqualTo(403);
    assertThat(get(HubCaller.HUB + "/subscriptions", token, "*/*").statusCode()).isEqualTo(403);
    assertThat(posted(token.replaceFirst("[^.]+$", "AAAA"), "topic", "/legacy/a").statusCode())
        .isEqualTo(401);
  }

  private HttpResponse<String> get(String path, String token, String accept) throws Exception {
    HubCaller caller = new HubCaller(server());
    return caller.send(
        caller.request(path).header("Authorization", "Bearer " + token).header("Accept", accept));
  }

  private void published(String token, String... fields) throws Exception {
    HttpResponse<String> response = posted(token, fields);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private HttpResponse<String> posted(String token, String... fields) throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpRequest.Builder request = caller.posting(HubCaller.form(fields));
    return caller.send(request.header("Authorization", "Bearer " + token));
  }
}
