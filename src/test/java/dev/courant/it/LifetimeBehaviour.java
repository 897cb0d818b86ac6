package dev.courant.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How long a stream may last, and how it goes on or ends before that. */
interface LifetimeBehaviour {
  String HUB = HubCaller.HUB + "?match=/lifetime/";
  String SINK = "api/events?match=/lifetime/";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aStreamIsToldOfItsEndAndEndsBeforeItsTokenExpires() throws Exception {
    HubCaller caller = new HubCaller(server());
    long ended = caller.overview("TOKEN_EXPIRED");
    for (String path : List.of(HUB, SINK)) {
      String token = token("ann", "/lifetime/end", 6);
      try (var reader = StreamReader.open(server(), path + "end", "Authorization", token)) {
        reader.awaitEnd();
        assertThat(Instant.now().getEpochSecond()).isLessThan(claim(token, "exp"));
        assertThat(reader.awaitData(2))
            .satisfiesExactly(
                notice -> assertThat(notice).matches("\\{\"status\":\"expiring\",\"in\":[3-6]}"),
                end -> assertThat(end).isEqualTo(ended("token-expired")));
      }
    }
    assertThat(caller.overview("TOKEN_EXPIRED")).isEqualTo(ended + 2);
  }

  @Test
  default void aTokenIsRenewedWithoutLosingTheStream() throws Exception {
    for (String path : List.of(HUB, SINK)) {
      String topic = "/lifetime/" + (path.equals(HUB) ? "renewed" : "renewed-sink");
      String token = token("ann", topic, 5);
      String match = path.replace("/lifetime/", topic);
      try (var reader = StreamReader.open(server(), match, "Authorization", token)) {
        String id = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
        assertThat(renew(id, token("ann", topic, 600)).statusCode()).isEqualTo(204);
        List<String> published = publishUntil(claim(token, "exp") + 1, topic);
        Eventually.holds(() -> assertThat(dataOf(reader)).isEqualTo(published));
        assertThat(reader.isOpen()).isTrue();
      }
    }
  }

  @Test
  default void theNewGrantCountsFromTheMomentItIsAnswered() throws Exception {
    HubCaller caller = new HubCaller(server());
    String less = token("ann", "/lifetime/none", 600);
    String more = token("ann", "/lifetime/grant", 600);
    try (var reader = StreamReader.open(server(), HUB + "grant", "Authorization", less)) {
      String id = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
      publishSecret("/lifetime/grant", "before");
      caller.publish("topic", "/lifetime/grant", "data", "between");
      reader.dataUpTo("between");
      assertThat(renew(id, more).statusCode()).isEqualTo(204);
      publishSecret("/lifetime/grant", "with it");
      reader.dataUpTo("with it");
      assertThat(renew(id, less).statusCode()).isEqualTo(204);
      publishSecret("/lifetime/grant", "after");
      caller.publish("topic", "/lifetime/grant", "data", "end");
      assertThat(reader.dataUpTo("end")).containsExactly("between", "with it", "end");
    }
  }

  @Test
  default void nobodyElseRenewsAndNobodyLearnsThatThereIsAStream() throws Exception {
    String ann = token("ann", "/lifetime/foreign", 600);
    try (var reader = StreamReader.open(server(), HUB + "foreign", "Authorization", ann);
        var open = StreamReader.on(server(), "/lifetime/foreign")) {
      String id = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
      String anonymous = open.headers().firstValue("Courant-Subscriber").orElseThrow();
      String bob = token("bob", "/lifetime/foreign", 600);
      HttpResponse<String> unknown = renew("urn:uuid:00000000-0000-4000-8000-000000000000", bob);
      assertThat(unknown.statusCode()).isEqualTo(404);
      for (HttpResponse<String> answer :
          List.of(renew(id, bob), renew(anonymous, bob), renew("nonsense", ann))) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(HubCaller.saidIn(answer)).isEqualTo(HubCaller.saidIn(unknown));
      }
      assertThat(renew(id, "Bearer nonsense").statusCode()).isEqualTo(401);
      HttpRequest.Builder none =
          new HubCaller(server()).request(tokenOf(id)).PUT(BodyPublishers.noBody());
      Challenges.assertRefused(
          server(), "without a token", none, 401, Challenges.of(server()).noToken());
      assertThat(renew(id, ann).statusCode()).isEqualTo(204);
    }
  }

  @Test
  default void whatIsTakenBackEndsStreamsAtOnceAndIsRefusedFromThenOn() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (boolean bySubject : new boolean[] {false, true}) {
      String token = token(bySubject ? "mallory" : "cid", "/lifetime/revoked", 600);
      String other = token("dan", "/lifetime/revoked", 600);
      String named =
          bySubject
              ? "{\"subject\":\"mallory\",\"issuer\":\"courant\"}"
              : "{\"token_id\":\"%s\"}".formatted(find(token, "\"jti\":\"([^\"]+)\""));
      try (var stream = StreamReader.open(server(), HUB + "revoked", "Authorization", token);
          var sink = StreamReader.open(server(), SINK + "revoked", "Authorization", token);
          var others = StreamReader.open(server(), HUB + "revoked", "Authorization", other)) {
        assertThat(revoke("POST", named).body()).contains("\"ended\":2", "\"lasting\":true");
        stream.awaitEnd();
        sink.awaitEnd();
        assertThat(List.of(stream.awaitData(1), sink.awaitData(1)))
            .containsOnly(List.of(ended("revoked")));
        for (String path : List.of(HUB + "revoked", SINK + "revoked")) {
          Challenges.assertRefused(
              server(),
              path,
              caller.request(path).header("Authorization", token),
              401,
              Challenges.of(server()).badToken());
        }
        publishSecret("/lifetime/revoked", "for the others");
        others.dataUpTo("for the others");
      }
      assertThat(caller.send(caller.sending("GET", "api/admin/revocations", "")).body())
          .contains(named.substring(1, named.indexOf('"', 13)));
    }
    String lifted = "api/admin/revocations?subject=mallory&issuer=courant";
    assertThat(caller.send(caller.sending("DELETE", lifted, "")).statusCode()).isEqualTo(204);
    assertThat(caller.send(caller.sending("DELETE", lifted, "")).statusCode()).isEqualTo(404);
    String again = token("mallory", "/lifetime/revoked", 60);
    StreamReader.open(server(), HUB + "revoked", "Authorization", again).close();
  }

  @Test
  default void oneStreamIsEndedByItsIdAndItsClientMayComeBack() throws Exception {
    String ann = token("ann", "/lifetime/one", 600);
    try (var one = StreamReader.open(server(), HUB + "one", "Authorization", ann);
        var other = StreamReader.open(server(), HUB + "one", "Authorization", ann)) {
      String id = one.headers().firstValue("Courant-Subscriber").orElseThrow();
      HubCaller caller = new HubCaller(server());
      String named = "{\"connection\":\"%s\"}".formatted(id);
      assertThat(caller.send(caller.sending("POST", "api/admin/dismissals", named)).body())
          .isEqualTo("{\"ended\":1}");
      one.awaitEnd();
      publishSecret("/lifetime/one", "x");
      assertThat(other.awaitData(1)).containsExactly("x");
    }
    StreamReader.open(server(), HUB + "one", "Authorization", ann).close();
  }

  @Test
  default void onlyAnAdministratorTakesBackAndOnlyWhatCanBe() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String body :
        List.of(
            "{}",
            "[]",
            "{\"token_id\":\"\"}",
            "{\"token_id\":1}",
            "{\"token_id\":\"a\",\"subject\":\"b\"}",
            "{\"subject\":\"a\",\"until\":\"tomorrow\"}",
            "{\"subject\":\"a\",\"until\":1e999}",
            "{\"connection\":\"x\"}")) {
      Challenges.assertRefused(
          server(), body, caller.sending("POST", "api/admin/revocations", body), 400, "");
    }
    String nobody = token("ann", "/lifetime/x", 60);
    for (String method : List.of("GET", "POST", "DELETE")) {
      String body = method.equals("POST") ? "{\"subject\":\"a\"}" : "";
      HttpRequest.Builder request =
          caller
              .sending(method, "api/admin/revocations?subject=a", body)
              .setHeader("Authorization", nobody);
      Challenges.assertRefused(server(), method, request, 403, Challenges.NO_GRANT);
    }
  }

  private static String ended(String reason) {
    return "{\"status\":\"ended\",\"reason\":\"%s\"}".formatted(reason);
  }

  private HttpResponse<String> renew(String id, String bearer) throws Exception {
    HubCaller caller = new HubCaller(server());
    return caller.send(
        caller.request(tokenOf(id)).PUT(BodyPublishers.noBody()).header("Authorization", bearer));
  }

  private static String tokenOf(String id) {
    return "api/connections/" + id + "/token";
  }

  private HttpResponse<String> revoke(String method, String json) throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpResponse<String> response =
        caller.send(caller.sending(method, "api/admin/revocations", json));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private void publishSecret(String topic, String data) throws Exception {
    new HubCaller(server()).publish("topic", topic, "data", data, "private", "on");
  }

  /** Publishes something private now and then, until that second. */
  private List<String> publishUntil(long epochSecond, String topic) throws Exception {
    List<String> published = new ArrayList<>();
    Eventually.holds(
        () -> {
          publishSecret(topic, "" + published.size());
          published.add("" + published.size());
          assertThat(Instant.now().getEpochSecond()).isGreaterThan(epochSecond);
        });
    return published;
  }

  /** The data of what has arrived, without what the hub says about the stream. */
  private static List<String> dataOf(StreamReader reader) throws Exception {
    return reader.await(0).stream()
        .filter(event -> !event.type().equals("courant"))
        .map(Dispatched::data)
        .toList();
  }

  private String token(String subject, String topic, int lifetimeSeconds) throws Exception {
    return new HubCaller(server())
        .mint(
            "{\"subject\":\"%s\",\"subscribe\":[\"%s\"],\"lifetime\":%d}"
                .formatted(subject, topic, lifetimeSeconds));
  }

  private static long claim(String token, String name) {
    return Long.parseLong(find(token, "\"%s\":(\\d+)".formatted(name)));
  }

  private static String find(String token, String claim) {
    String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
    Matcher matcher = Pattern.compile(claim).matcher(claims);
    assertThat(matcher.find()).as(claims).isTrue();
    return matcher.group(1);
  }
}
