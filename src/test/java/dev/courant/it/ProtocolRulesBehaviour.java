package dev.courant.it;

import static dev.courant.it.Issuers.details;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of subscribing and publishing that are easily got wrong (Mercure draft 08). */
interface ProtocolRulesBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void namesAndValuesCountAsTheyAreDecoded() throws Exception {
    HubCaller caller = new HubCaller(server());
    String path = HubCaller.HUB + "?m%61tch=%2Frules%2Fa+b&match%5Fexact=/rules/c%2Bd&x&=y";
    try (var reader = StreamReader.open(server(), path)) {
      caller.publish("topic", "/rules/a b", "data", "1");
      caller.publish("topic", "/rules/c+d", "data", "2");
      assertThat(reader.awaitData(2)).containsExactly("1", "2");
    }
    assertThat(caller.get(HubCaller.HUB + "?match=/x&M%61tch=/x").statusCode()).isEqualTo(400);
  }

  @Test
  default void anAsteriskIsEveryTopicWhateverParameterItIsIn() throws Exception {
    for (String name : List.of("match", "match_exact")) {
      try (var reader = StreamReader.open(server(), HubCaller.HUB + "?" + name + "=*")) {
        new HubCaller(server()).publish("topic", "/rules/any", "data", "to " + name);
        assertThat(reader.dataUpTo("to " + name)).isNotEmpty();
      }
    }
  }

  @Test
  default void whatIsAskedForGrantsNothing() throws Exception {
    HubCaller caller = new HubCaller(server());
    String[] paths = {"?match=*", "?match=/rules/private", "?match=/rules/private&private=on"};
    for (String path : paths) {
      try (var reader = StreamReader.open(server(), HubCaller.HUB + path)) {
        caller.publish("topic", "/rules/private", "data", "secret", "private", "");
        caller.publish("topic", "/rules/private", "data", "the end");
        assertThat(reader.dataUpTo("the end")).doesNotContain("secret");
      }
    }
  }

  @Test
  default void aRightOnAnyTopicOfAnEventIsEnoughToReadIt() throws Exception {
    HubCaller caller = new HubCaller(server());
    String token = token(details("subscribe", "/rules/alternate"));
    try (var reader =
        StreamReader.open(
            server(),
            HubCaller.HUB + "?match=/rules/canonical",
            "Authorization",
            "Bearer " + token)) {
      caller.publish(
          "topic", "/rules/canonical", "topic", "/rules/alternate", "data", "1", "private", "");
      caller.publish("topic", "/rules/canonical", "data", "2", "private", "");
      caller.publish("topic", "/rules/canonical", "data", "3");
      assertThat(reader.dataUpTo("3")).containsExactly("1", "3");
    }
  }

  @Test
  default void whatNobodyMayPublishIsABadRequestWhateverTheTokenGrants() throws Exception {
    String hub = server().base().getPath() + HubCaller.HUB;
    for (String topic :
        List.of(
            "*",
            hub,
            hub + "/",
            hub + "/subscriptions/exact/a/b",
            "https://elsewhere.example" + hub + "/x",
            hub.replace("known", "kn%6Fwn"),
            "/a/.." + hub)) {
      for (String rights : List.of(details("publish", "/rules/a"), details("publish", "*"))) {
        HttpResponse<String> response = post(token(rights), "topic", topic, "data", "x");
        assertThat(response.statusCode()).as(topic).isEqualTo(400);
      }
    }
    assertThat(post(token(details("publish", "/rules/a")), "topic", "/rules/b").statusCode())
        .isEqualTo(403);
    String beside = hub + "x";
    assertThat(post(token(details("publish", "*")), "topic", beside).statusCode()).isEqualTo(200);
  }

  @Test
  default void everyTopicOfAPublicationHasToBeGranted() throws Exception {
    String two =
        """
        [{"type":"https://mercure.rocks/authorization-detail","actions":["publish"],
          "topics":[{"match":"/rules/a"},{"match":"/rules/b"}]}]""";
    assertThat(post(token(two), "topic", "/rules/a", "topic", "/rules/b").statusCode())
        .isEqualTo(200);
    try (var reader = StreamReader.on(server(), "/rules/a", "/rules/b", "/rules/c")) {
      HttpResponse<String> response =
          post(token(two), "topic", "/rules/a", "topic", "/rules/b", "topic", "/rules/c");
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.headers().allValues("WWW-Authenticate"))
          .containsExactly(Challenges.NO_GRANT);
      new HubCaller(server()).publish("topic", "/rules/c", "data", "the end");
      assertThat(reader.dataUpTo("the end")).containsExactly("the end");
    }
  }

  private String token(String details) throws Exception {
    return Issuers.token(Challenges.of(server()).hub(), details);
  }

  private HttpResponse<String> post(String token, String... fields) throws Exception {
    HubCaller caller = new HubCaller(server());
    HttpRequest.Builder request = caller.posting(HubCaller.form(fields));
    return caller.send(request.header("Authorization", "Bearer " + token));
  }
}
