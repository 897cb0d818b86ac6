package dev.courant.it;

import static dev.courant.it.Challenges.MALFORMED;
import static dev.courant.it.Challenges.NO_GRANT;
import static dev.courant.it.Issuers.details;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may do what, by the tokens of configured issuers (Mercure draft 08, "Authorization"). */
interface AccessBehaviour {
  String STREAM = HubCaller.HUB + "?match=/access/a";
  String SINK = "api/events?match=/access/a";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void whereATokenIsNeededNoneIsTellsWhereToGetOne() throws Exception {
    String challenge = Challenges.of(server()).noToken();
    refused("publish", posting("/access/a"), 401, challenge);
    refused("overview", get("api/admin/overview"), 401, challenge);
    refused("mint", minting("{}"), 401, challenge);
    refused(
        "another scheme",
        posting("/access/a").header("Authorization", "Signature eDp5"),
        401,
        challenge);
    refused(
        "in the URL", get("api/admin/overview?access_token=" + good("publish")), 401, challenge);
  }

  @Test
  default void aTokenThatIsNotGoodIsRefusedWhateverItIsFor() throws Exception {
    Challenges challenges = Challenges.of(server());
    String hub = challenges.hub();
    String rights = details("publish", "/access/a");
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("no token at all", "nonsense");
    bad.put("expired", Issuers.token(hub, "authorization_details", rights, "exp", "1"));
    bad.put(
        "not yet valid",
        Issuers.token(hub, "authorization_details", rights, "nbf", "" + Issuers.inSeconds(600)));
    bad.put("for another hub", Issuers.token("https://other.example", rights));
    bad.put("of nobody we know", Issuers.token(hub, rights).replaceFirst("\\.", ".x"));
    bad.put("of an issuer that may not", Issuers.legacyToken("{\"publish\":[\"*\"]}"));
    bad.put("a bad detail", Issuers.token(hub, "[" + rights + "]"));
    bad.put(
        "an unknown kind of matcher",
        Issuers.token(hub, rights.replace("\"/access/a\"", "\"x\",\"match_type\":\"regex\"")));
    bad.put(
        "another's signature",
        Issuers.remoteToken(hub, "it", rights).replaceFirst("[^.]+$", "AAAA"));
    for (var token : bad.entrySet()) {
      for (HttpRequest.Builder request :
          List.of(
              posting("/access/a"),
              get(STREAM),
              get(SINK),
              get("api/admin/overview"),
              minting("{}"))) {
        refused(token.getKey(), bearing(request, token.getValue()), 401, challenges.badToken());
      }
    }
  }

  @Test
  default void aTokenWithoutTheRightIsGoodAndNotEnough() throws Exception {
    String hub = Challenges.of(server()).hub();
    refused("another topic", bearing(posting("/access/b"), good("publish")), 403, NO_GRANT);
    refused(
        "one of two topics",
        bearing(
            new HubCaller(server()).posting("topic=/access/a&topic=/access/b"), good("publish")),
        403,
        NO_GRANT);
    refused("only reading", bearing(posting("/access/a"), good("subscribe")), 403, NO_GRANT);
    refused("no rights", bearing(posting("/access/a"), Issuers.token(hub, "[]")), 403, NO_GRANT);
    refused("no admin", bearing(get("api/admin/overview"), good("publish")), 403, NO_GRANT);
    refused("no admin to mint", bearing(minting("{}"), good("publish")), 403, NO_GRANT);
    String claimed = Issuers.token(hub, "courant_admin", "true");
    refused("admin by its own claim", bearing(get("api/admin/overview"), claimed), 403, NO_GRANT);
  }

  @Test
  default void credentialsThatCannotBeReadAreABadRequest() throws Exception {
    for (String path : List.of(STREAM, SINK, "api/admin/overview")) {
      for (String bad : List.of("Bearer", "Bearer a b", "Bearer a,b", "Bearer=a")) {
        refused(bad, get(path).header("Authorization", bad), 400, MALFORMED);
      }
      String token = "Authorization: Bearer " + good("subscribe");
      try (var client = RawClient.connect(server()).send("GET", path, token, token)) {
        RawClient.Head head = client.readHead();
        assertThat(head.status()).as(path).isEqualTo(400);
        assertThat(head.all("WWW-Authenticate")).as(path).containsExactly(MALFORMED);
      }
    }
  }

  @Test
  default void aTokenOfAnIssuerPublishesAndReadsWhatItGrants() throws Exception {
    String hub = Challenges.of(server()).hub();
    for (String path : List.of(STREAM, SINK)) {
      try (var granted = bearer(path, good("subscribe"));
          var remote =
              bearer(path, Issuers.remoteToken(hub, "it", details("subscribe", "/access/a")));
          var other = bearer(path, Issuers.token(hub, details("subscribe", "/access/b")));
          var anonymous = StreamReader.open(server(), path)) {
        published(posting("/access/a", "data", "secret", "private", "on"), good("publish"));
        published(
            posting("/access/a", "data", "public"),
            Issuers.remoteToken(hub, "it", details("publish", "*")));
        assertThat(granted.dataUpTo("public")).containsExactly("secret", "public");
        assertThat(remote.dataUpTo("public")).containsExactly("secret", "public");
        assertThat(other.dataUpTo("public")).containsExactly("public");
        assertThat(anonymous.dataUpTo("public")).containsExactly("public");
      }
    }
  }

  @Test
  default void theRolesOfAnIdentityProviderGrantWhatIsConfigured() throws Exception {
    String clerk = Issuers.roleToken("o'neil", "clerk");
    published(posting("/access/news"), clerk);
    refused("another topic", bearing(posting("/access/a"), clerk), 403, NO_GRANT);
    refused("no admin", bearing(get("api/admin/overview"), clerk), 403, NO_GRANT);
    String stranger = Issuers.roleToken("x", "other");
    refused("no role of ours", bearing(posting("/access/news"), stranger), 403, NO_GRANT);
    String boss = Issuers.roleToken("x", "boss");
    assertThat(new HubCaller(server()).send(bearing(get("api/admin/overview"), boss)).statusCode())
        .isEqualTo(200);

    String inbox = HubCaller.HUB + "?match=" + HubCaller.encode("/access/users/o%27neil");
    try (var own = bearer(inbox, clerk);
        var others = bearer(inbox, Issuers.roleToken("mallory", "clerk"))) {
      new HubCaller(server())
          .publish("topic", "/access/users/o%27neil", "data", "for you", "private", "on");
      new HubCaller(server()).publish("topic", "/access/users/o%27neil", "data", "for all");
      assertThat(own.dataUpTo("for all")).containsExactly("for you", "for all");
      assertThat(others.dataUpTo("for all")).containsExactly("for all");
    }
  }

  private StreamReader bearer(String path, String token) throws Exception {
    return StreamReader.open(server(), path, "Authorization", "Bearer " + token);
  }

  private String good(String action) throws Exception {
    return Issuers.token(Challenges.of(server()).hub(), details(action, "/access/a"));
  }

  private void published(HttpRequest.Builder request, String token) throws Exception {
    var response = new HubCaller(server()).send(bearing(request, token));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private void refused(String what, HttpRequest.Builder request, int status, String challenge)
      throws Exception {
    Challenges.assertRefused(server(), what, request, status, challenge);
  }

  private static HttpRequest.Builder bearing(HttpRequest.Builder request, String token) {
    return request.setHeader("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder get(String path) {
    return new HubCaller(server()).request(path);
  }

  private HttpRequest.Builder posting(String topic, String... more) {
    String rest = more.length == 0 ? "" : "&" + HubCaller.form(more);
    return new HubCaller(server()).posting(HubCaller.form("topic", topic) + rest);
  }

  private HttpRequest.Builder minting(String json) {
    return new HubCaller(server())
        .posting(json)
        .uri(server().at("api/admin/tokens"))
        .setHeader("Content-Type", "application/json");
  }
}
