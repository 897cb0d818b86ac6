package dev.courant.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.StreamReader;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The admin API answers what its OpenAPI file says, and what has happened. */
public interface ApiBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void everyAnswerIsAsTheContractSays() throws Exception {
    Contract contract = Contract.of(server());
    HubCaller caller = new HubCaller(server());
    String id = caller.publish("topic", "/admin/contract", "data", "x", "type", "t", "ttl", "600");
    try (var reader =
        open("?match=/admin/contract&match_urlpattern=/admin/:any&last_event_id=" + id)) {
      post("api/admin/dismissals", "{\"subject\":\"nobody\",\"stay_away_seconds\":60}");
      post("api/admin/revocations", "{\"token_id\":\"contract\",\"until\":9999999999}");
      contract.check("post", "/admin/retention", post("api/admin/retention", "{}"));
      contract.check(
          "post",
          "/admin/publish",
          post("api/admin/publish", "{\"topics\":[\"/admin/contract\"],\"data\":\"y\"}"));
      Eventually.holds(() -> assertThat(get("api/admin/overview/recording")).contains("\"at\":"));
      for (var path : contract.paths()) {
        JsonObject get = ((JsonObject) path.getValue()).getJsonObject("get");
        if (get == null || path.getKey().equals("/metrics") || path.getKey().contains("{")) {
          continue;
        }
        contract.check("get", path.getKey(), get("api" + path.getKey()));
      }
      String connection = reader.headers().firstValue("Courant-Subscriber").orElseThrow();
      contract.check("get", "/admin/connections/{id}", get("api/admin/connections/" + connection));
      contract.check("get", "/admin/history/{offset}", get("api/admin/history/" + offset(id)));
      contract.check("get", "/admin/history", get("api/admin/history?data=true"));
    }
  }

  @Test
  default void aConnectionIsSeenWithAllThatIsKnownOfIt() throws Exception {
    HubCaller caller = new HubCaller(server());
    String ann = caller.mint("{\"subject\":\"ann\",\"subscribe\":[\"/admin/seen\"]}");
    try (var reader =
        StreamReader.open(
            server(),
            HubCaller.HUB + "?match=/admin/seen&delivery=latest&max_rate=4",
            "Authorization",
            ann,
            "User-Agent",
            "The one we look for")) {
      caller.publish("topic", "/admin/seen", "data", "x", "private", "on");
      reader.awaitData(1);
      JsonObject seen =
          Contract.parse(get("api/admin/connections?q=the%20ONE%20we&sort=sent_events"))
              .getJsonArray("connections")
              .getJsonObject(0);
      assertThat(seen.getString("subject")).isEqualTo("ann");
      assertThat(seen.getString("transport")).isEqualTo("sse");
      assertThat(seen.getString("delivery")).isEqualTo("latest, 4/s");
      assertThat(seen.getString("state")).isEqualTo("live");
      assertThat(seen.getInt("sent_events")).isEqualTo(1);
      assertThat(seen.getInt("lag_events")).isZero();
      assertThat(seen.getJsonArray("matchers").toString())
          .isEqualTo("[{\"match\":\"/admin/seen\",\"match_type\":\"exact\"}]");
      for (String filter : List.of("subject=ann", "topic=/admin/seen", "transport=sse")) {
        assertThat(get("api/admin/connections?" + filter)).contains(seen.getString("id"));
      }
      for (String filter :
          List.of("subject=bob", "topic=/admin/unseen", "transport=websocket", "address=x")) {
        assertThat(get("api/admin/connections?" + filter)).doesNotContain(seen.getString("id"));
      }
    }
  }

  @Test
  default void whatIsAskedBadlyIsRefusedWithASentence() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String query :
        List.of(
            "connections?sort=beauty",
            "connections?limit=0",
            "connections?limit=201",
            "topics?sort=beauty",
            "history?time=yesterday",
            "history?direction=sideways",
            "history?position=x",
            "history?before=x",
            "history?pattern=(",
            "audit?limit=x")) {
      HttpResponse<String> refused =
          caller.send(
              caller
                  .request("api/admin/" + query.replace("(", "%28"))
                  .header("Authorization", caller.bearer()));
      assertThat(refused.statusCode()).as(query + refused.body()).isEqualTo(400);
      assertThat(refused.body()).as(query).contains("\"detail\":\"");
    }
    for (String body :
        List.of(
            "{}",
            "{\"connection\":\"a\",\"subject\":\"b\"}",
            "{\"subject\":\"\"}",
            "{\"subject\":\"a\",\"stay_away_seconds\":-1}",
            "{\"subject\":\"a\",\"stay_away_seconds\":86401}",
            "{\"subject\":\"a\",\"for\":1}")) {
      assertThat(caller.send(caller.sending("POST", "api/admin/dismissals", body)).statusCode())
          .as(body)
          .isEqualTo(400);
    }
    for (String body :
        List.of(
            "{}",
            "{\"topics\":[]}",
            "{\"topics\":[\"\"]}",
            "{\"topics\":[\"/a\"],\"ttl_seconds\":-1}",
            "{\"topics\":[\"urn:courant:hub:sample\"]}",
            "{\"topics\":[\"/a\"],\"what\":1}")) {
      assertThat(caller.send(caller.sending("POST", "api/admin/publish", body)).statusCode())
          .as(body)
          .isEqualTo(400);
    }
  }

  @Test
  default void everyActIsInTheAuditLogAlsoOneThatWasRefused() throws Exception {
    HubCaller caller = new HubCaller(server());
    post("api/admin/publish", "{\"topics\":[\"/admin/audited\"]}");
    caller.send(caller.sending("DELETE", "api/admin/dismissals/unknown", ""));
    String log = get("api/admin/audit?limit=2");
    assertThat(log)
        .containsSubsequence(
            "\"act\":\"let-back\"",
            "\"outcome\":\"NOT_FOUND\"",
            "\"act\":\"publish\"",
            "/admin/audited",
            "\"outcome\":\"done\"");
    assertThat(server().dataDirectory().resolve("audit.log")).content().contains("/admin/audited");
  }

  @Test
  default void theLevelOfALoggerIsSet() throws Exception {
    HubCaller caller = new HubCaller(server());
    String set = "{\"logger\":\"dev.courant.hub\",\"level\":\"FINE\"}";
    assertThat(caller.send(caller.sending("PUT", "api/admin/log-levels", set)).body())
        .contains(set);
    assertThat(get("api/admin/log-levels")).contains(set);
    String back = set.replace("FINE", "INFO");
    assertThat(caller.send(caller.sending("PUT", "api/admin/log-levels", back)).body())
        .contains(back);
    for (String bad :
        List.of("{\"logger\":\"org\",\"level\":\"FINE\"}", set.replace("FINE", "LOUD"))) {
      assertThat(caller.send(caller.sending("PUT", "api/admin/log-levels", bad)).statusCode())
          .isEqualTo(400);
    }
  }

  private StreamReader open(String query) throws Exception {
    return StreamReader.open(server(), HubCaller.HUB + query.replace("#", "%23"));
  }

  private String get(String path) throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpResponse<String> answer =
        caller.send(caller.request(path).header("Authorization", caller.bearer()));
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private String post(String path, String body) throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpResponse<String> answer = caller.send(caller.sending("POST", path, body));
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static String offset(String id) {
    return id.substring(id.lastIndexOf('-') + 1);
  }
}
