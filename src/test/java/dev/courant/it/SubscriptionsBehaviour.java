package dev.courant.it;

import static dev.courant.it.Challenges.NO_GRANT;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who listens to what (Mercure draft 08, "Active Subscriptions"). */
interface SubscriptionsBehaviour {
  String API = HubCaller.HUB + "/subscriptions";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aSubscriptionIsADocumentOfItsOwnAndOneOfSeveral() throws Exception {
    String topic = "/subs/größe 1%2F";
    String payload = "{\"name\":\"Ann\",\"n\":[1,null]}";
    String token = token("subscribe", "*", payload);
    try (var reader =
        StreamReader.open(server(), match(topic), "Authorization", "Bearer " + token)) {
      String id = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
      String encoded = "exact/%2Fsubs%2Fgr%C3%B6%C3%9Fe%201%252F";
      String path = encoded + "/" + id.replace(":", "%3A");
      String document =
          """
          {"id":"%s%s/%s","type":"subscription","match_type":"exact",\
          "match":"%s","subscriber":"%s","active":true,"payload":%s}"""
              .formatted(server().base().getPath(), API, path, topic, id, payload);
      assertThat(get("/" + path).body()).isEqualTo(document);
      assertThat(get("/" + encoded).body())
          .isEqualTo(
              """
              {"id":"%s%s/%s","type":"subscriptions","subscriptions":[%s]}"""
                  .formatted(server().base().getPath(), API, encoded, document));
      assertThat(get("").body())
          .startsWith(
              """
              {"id":"%s%s","type":"subscriptions","subscriptions":["""
                  .formatted(server().base().getPath(), API))
          .contains(document);
    }
    Eventually.holds(() -> assertThat(get("").body()).doesNotContain("größe 1"));
  }

  @Test
  default void everyMatcherOfAConnectionIsASubscription() throws Exception {
    try (var servlet = StreamReader.on(server(), "/subs/m/1", "/subs/m/2", "*", "/subs/m/1");
        var sink = StreamReader.throughJaxRs(server(), "/subs/m/1")) {
      String id = servlet.headers().firstValue("Courant-Subscriber").orElseThrow();
      assertThat(sink.isOpen()).isTrue();
      assertThat(subscriptions("/exact/%2Fsubs%2Fm%2F1")).hasSize(2);
      assertThat(subscriptions("/exact/%2Fsubs%2Fm%2F2")).hasSize(1);
      assertThat(subscriptions("/exact/%2Fsubs%2Fm%2F3")).isEmpty();
      assertThat(subscriptions("/exact/%2A")).anyMatch(s -> s.getString("subscriber").equals(id));
      assertThat(get("/exact/%2A/" + id.replace(":", "%3A")).statusCode()).isEqualTo(200);
      assertThat(get("/exact/%2Fsubs%2Fm%2F3/" + id.replace(":", "%3A")).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  default void patternsAreSubscriptionsOfTheirOwnTypes() throws Exception {
    String query = "?match_urlpattern=/subs/:id%3F&topic=/subs/%7Bid%7D&topic=/subs/plain";
    try (var reader = StreamReader.open(server(), HubCaller.HUB + query)) {
      assertThat(reader.isOpen()).isTrue();
      for (String path :
          List.of(
              "/urlpattern/%2Fsubs%2F%3Aid%3F",
              "/uritemplate/%2Fsubs%2F%7Bid%7D", "/exact/%2Fsubs%2Fplain")) {
        assertThat(subscriptions(path)).as(path).hasSize(1);
        String id = subscriptions(path).get(0).getString("id");
        assertThat(id).contains("/subscriptions" + path + "/urn%3Auuid%3A");
        assertThat(path).startsWith("/" + subscriptions(path).get(0).getString("match_type"));
      }
    }
  }

  @Test
  default void aPatternMayGrantLookingAtSubscriptions() throws Exception {
    String pattern = server().base().getPath() + API + "/exact/:match/:subscriber";
    String details = Issuers.details("subscribe", pattern);
    String token =
        Issuers.token(
            Challenges.of(server()).hub(),
            details.replace("\"}]", "\",\"match_type\":\"urlpattern\"}]"));
    try (var reader = StreamReader.on(server(), "/subs/granted")) {
      String id = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
      String one = "/exact/%2Fsubs%2Fgranted/" + id.replace(":", "%3A");
      assertThat(new HubCaller(server()).send(bearing(one, token)).statusCode()).isEqualTo(200);
      refused("/exact/%2Fsubs%2Fgranted", token, 403, NO_GRANT);
      refused("", token, 403, NO_GRANT);
    }
  }

  @Test
  default void theAnswerTellsWhereToGoOnFromAndMayBeKept() throws Exception {
    HubCaller caller = new HubCaller(server());
    String cursor = caller.publish("topic", "/subs/head", "data", "x", "private", "on");
    HttpResponse<String> response = get("/exact/%2Fsubs%2Fnobody");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.headers().allValues("Link")).hasSize(1);
    assertThat(response.headers().firstValue("Link").orElseThrow())
        .startsWith("<" + Challenges.of(server()).hub() + ">; rel=\"mercure\"; last-event-id=\"#")
        .endsWith("; type=\"mercure\"; content-type=\"application/json\"");
    assertThat(offsetIn(response)).isGreaterThanOrEqualTo(offset(cursor));
    assertThat(response.headers().firstValue("Cache-Control").orElse(""))
        .contains("must-revalidate");

    String tag = response.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).matches("\"[^\"]+\"");
    HttpRequest.Builder again = request("/exact/%2Fsubs%2Fnobody").header("If-None-Match", tag);
    HttpResponse<String> same = caller.send(again);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("ETag")).hasValue(tag);
    try (var reader = StreamReader.on(server(), "/subs/nobody")) {
      assertThat(reader.isOpen()).isTrue();
      assertThat(caller.send(again).statusCode()).isEqualTo(200);
    }
  }

  @Test
  default void whoMayNotKnowLearnsNothingNotEvenWhetherThereIsSomething() throws Exception {
    Challenges challenges = Challenges.of(server());
    try (var reader = StreamReader.on(server(), "/subs/secret")) {
      String id = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
      String there = "/exact/%2Fsubs%2Fsecret/" + id.replace(":", "%3A");
      String absent = "/exact/%2Fsubs%2Fsecret/urn%3Auuid%3A0";
      for (String path : List.of(there, absent, "", "/exact/%2Fsubs%2Fsecret", "/exact/%2Fno")) {
        refused(path, "", 401, challenges.noToken());
        refused(path, "nonsense", 401, challenges.badToken());
        refused(path, token("subscribe", "/subs/secret", "{}"), 403, NO_GRANT);
        refused(path, token("publish", "*", "{}"), 403, NO_GRANT);
      }
      String granted = server().base().getPath() + API + there;
      assertThat(new HubCaller(server()).send(bearing(there, token("subscribe", granted, "{}"))))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(200);
      refused("", token("subscribe", granted, "{}"), 403, NO_GRANT);
      refused(absent, token("subscribe", granted, "{}"), 403, NO_GRANT);
    }
  }

  @Test
  default void whatIsNotThereIsNotFoundAndWhatIsNoTypeIsRefused() throws Exception {
    for (String path : List.of("/exact/%2Fx/urn%3Auuid%3A0", "/exact", "/exact/x/y/z", "/")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    for (String path : List.of("/regex/x", "/regex/x/y", "/Exact/x")) {
      HttpResponse<String> response = get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(400);
      assertThat(response.body()).as(path).contains("\"status\":400");
    }
  }

  @Test
  default void whatIsTooLongForAPathIsListedAllTheSame() throws Exception {
    // Three times as long as a part of a path.
    String topic = "/subs/" + "/".repeat(1400);
    try (var reader = StreamReader.open(server(), HubCaller.HUB + "?match=" + topic)) {
      String id = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
      // A list is cut: those of other tests may have to be noticed to be gone first.
      Eventually.holds(
          () ->
              assertThat(subscriptions(""))
                  .filteredOn(s -> s.getString("subscriber").equals(id))
                  .singleElement()
                  .satisfies(s -> assertThat(s.getString("match")).isEqualTo(topic)));
      String path = "/exact/" + HubCaller.encode(topic) + "/" + id.replace(":", "%3A");
      assertThat(get(path).statusCode()).isEqualTo(400);
    }
  }

  @Test
  default void aListIsCutAndSaysSo() throws Exception {
    List<StreamReader> readers = new ArrayList<>();
    try {
      for (int i = 0; i < 11; i++) {
        String[] matches = new String[100];
        for (int j = 0; j < matches.length; j++) {
          matches[j] = "/subs/many/" + i + "/" + j;
        }
        readers.add(StreamReader.on(server(), matches));
      }
      assertThat(subscriptions("")).hasSize(1000);
      assertThat(get("").body()).contains("\"truncated\":true");
      assertThat(subscriptions("/exact/%2Fsubs%2Fmany%2F10%2F99")).hasSize(1);
      assertThat(get("/exact/%2Fsubs%2Fmany%2F10%2F99").body()).doesNotContain("truncated");
    } finally {
      for (StreamReader reader : readers) {
        reader.close();
      }
    }
  }

  private void refused(String path, String token, int status, String challenge) throws Exception {
    HttpRequest.Builder request = new HubCaller(server()).request(API + path);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    Challenges.assertRefused(server(), path, request, status, challenge);
  }

  private List<JsonObject> subscriptions(String path) throws Exception {
    JsonObject document = Json.createReader(new StringReader(get(path).body())).readObject();
    return document.getJsonArray("subscriptions").getValuesAs(JsonObject.class);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return new HubCaller(server()).send(request(path));
  }

  private HttpRequest.Builder request(String path) throws Exception {
    HubCaller caller = new HubCaller(server());
    return caller.request(API + path).header("Authorization", caller.bearer());
  }

  private HttpRequest.Builder bearing(String path, String token) {
    return new HubCaller(server()).request(API + path).header("Authorization", "Bearer " + token);
  }

  private String token(String action, String topic, String payload) throws Exception {
    String details = Issuers.details(action, topic);
    return Issuers.token(
        Challenges.of(server()).hub(),
        details.replaceFirst("\"topics\"", "\"payload\":" + payload + ",\"topics\""));
  }

  private static long offsetIn(HttpResponse<String> response) {
    String link = response.headers().firstValue("Link").orElseThrow();
    return offset(link.replaceFirst(".*last-event-id=\"([^\"]+)\".*", "$1"));
  }

  private static long offset(String position) {
    return Long.parseLong(position.replaceFirst("#.*-", ""));
  }

  private static String match(String topic) {
    return HubCaller.HUB + "?match=" + HubCaller.encode(topic);
  }
}
