package dev.courant.it;

import static dev.courant.it.Challenges.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tokens in a cookie, which a browser sends with requests that other sites cause too: so writing
 * with one needs a page that may (Mercure draft 08, "Cookie"; security rules of this project).
 */
interface CookieBehaviour {
  String LISTED = "http://localhost:3050";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aTokenInACookieReadsWithoutSayingWhereItComesFrom() throws Exception {
    for (String path : List.of(HubCaller.HUB + "?match=/cookie", "api/events?match=/cookie")) {
      try (var reader = StreamReader.open(server(), path, "Cookie", cookie())) {
        new HubCaller(server()).publish("topic", "/cookie", "data", "x", "private", "on");
        assertThat(reader.awaitData(1)).containsExactly("x");
      }
    }
  }

  @Test
  default void whoWritesWithACookieAndDoesNotSayFromWhereIsRefused() throws Exception {
    for (HttpRequest.Builder request : List.of(posting(), minting())) {
      Challenges.assertRefused(
          server(), "neither", request.header("Cookie", cookie()), 400, MALFORMED);
    }
  }

  @Test
  default void whoWritesWithACookieFromAPageOfOursOrOnTheListMay() throws Exception {
    String own = "http://" + server().base().getRawAuthority();
    for (String[] header :
        new String[][] {
          {"Origin", own},
          {"Origin", LISTED},
          {"Referer", own + "/courant/page?x=y"},
          {"Referer", LISTED + "/"}
        }) {
      for (HttpRequest.Builder request : List.of(posting(), minting())) {
        request.header("Cookie", cookie()).header(header[0], header[1]);
        assertThat(new HubCaller(server()).send(request).statusCode())
            .as(String.join(" ", header))
            .isEqualTo(200);
      }
    }
  }

  @Test
  default void whoWritesWithACookieFromAnywhereElseMayNot() throws Exception {
    for (String[] header :
        new String[][] {
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"Referer", "https://evil.example/" + LISTED},
          {"Referer", LISTED + "0/"},
          {"Referer", "about:blank"}
        }) {
      for (HttpRequest.Builder request : List.of(posting(), minting())) {
        request.header("Cookie", cookie()).header(header[0], header[1]);
        Challenges.assertRefused(server(), String.join(" ", header), request, 403, "");
      }
    }
    HttpRequest.Builder both = posting().header("Cookie", cookie());
    both.header("Origin", "https://evil.example").header("Referer", LISTED + "/");
    Challenges.assertRefused(server(), "both, and the origin counts", both, 403, "");
  }

  @Test
  default void theHeaderWinsOverTheCookie() throws Exception {
    HubCaller caller = new HubCaller(server());
    String name = cookie().split("=", 2)[0];
    HttpRequest.Builder good =
        posting().header("Cookie", name + "=nonsense").header("Authorization", caller.bearer());
    assertThat(caller.send(good).statusCode()).isEqualTo(200);
    HttpRequest.Builder bad =
        posting().header("Cookie", cookie()).header("Authorization", "Bearer nonsense");
    Challenges.assertRefused(
        server(), "a bad header", bad, 401, Challenges.of(server()).badToken());
  }

  @Test
  default void aCookieIsHeldToTheRulesOfEveryToken() throws Exception {
    String name = cookie().split("=", 2)[0];
    HttpRequest.Builder bad =
        new HubCaller(server())
            .request(HubCaller.HUB + "?match=/cookie")
            .header("Cookie", name + "=nonsense");
    Challenges.assertRefused(server(), "bad", bad, 401, Challenges.of(server()).badToken());
    HttpRequest.Builder other =
        posting().header("Cookie", cookie().replace(name, "mercureAuthorization"));
    Challenges.assertRefused(
        server(), "another name", other, 401, Challenges.of(server()).noToken());
  }

  private String cookie() throws Exception {
    String token = new HubCaller(server()).bearer().substring("Bearer ".length());
    return "__Secure-mercure_access_token=" + token;
  }

  private HttpRequest.Builder posting() {
    return new HubCaller(server()).posting(HubCaller.form("topic", "/cookie/none"));
  }

  private HttpRequest.Builder minting() {
    return new HubCaller(server())
        .posting("{\"subject\":\"x\"}")
        .uri(server().at("api/admin/tokens"))
        .setHeader("Content-Type", "application/json");
  }
}
