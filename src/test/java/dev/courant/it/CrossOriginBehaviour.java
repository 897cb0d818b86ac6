package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Pages of other origins, with credentials (WHATWG Fetch, "CORS protocol"): those on the list may,
 * and no other. The tests run with {@code http://localhost:3050} on the list {@code
 * courant.cors.origins}.
 */
interface CrossOriginBehaviour {
  String LISTED = "http://localhost:3050";

  /** Not the listed one, however alike; and {@code null}, as sandboxed frames and files send it. */
  List<String> UNLISTED =
      List.of(
          "https://evil.example",
          "null",
          "https://localhost:3050",
          "http://localhost:30500",
          "http://localhost",
          "http://localhost:3050.evil.example",
          "http://evil.localhost:3050",
          "http://127.0.0.1:3050",
          "http://localhost:3050/",
          "http://localhost:3050 ,x",
          "*",
          "http://x@localhost:3050",
          "");

  String STREAM = HubCaller.HUB + "?match=/cors";
  String SINK = "api/events?match=/cors";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void aListedOriginMayReadEveryAnswerEvenErrors() throws Exception {
    String token = "Authorization: " + new HubCaller(server()).bearer();
    assertAllowed("GET", STREAM, 200);
    assertAllowed("HEAD", STREAM, 200);
    assertAllowed("GET", SINK, 200);
    assertAllowed("GET", "api/sse", 200);
    assertAllowed("GET", "api/admin/overview", 200, token);
    assertAllowed("GET", "", 200);
    assertAllowed("GET", HubCaller.HUB, 400);
    assertAllowed("GET", "api/events", 400);
    assertAllowed("GET", STREAM, 401, "Authorization: Bearer wrong");
    assertAllowed("GET", SINK, 401, "Authorization: Bearer wrong");
    assertAllowed("POST", HubCaller.HUB, 401, "Content-Length: 0");
    assertAllowed("POST", HubCaller.HUB, 415, "Content-Length: 0", token);
    assertAllowed("GET", "api/admin/overview", 401);
    assertAllowed("GET", "api/nothing/here", 404);
    assertAllowed("GET", "nothing/here", 404);
    assertAllowed("DELETE", HubCaller.HUB, 405);
  }

  @Test
  default void anOriginThatIsNotListedIsRefusedAtTheHubAndTheApi() throws Exception {
    String token = "Authorization: " + new HubCaller(server()).bearer();
    for (String origin : UNLISTED) {
      for (String path :
          List.of(STREAM, SINK, "api/sse", HubCaller.HUB, "api/nothing", "api/events")) {
        assertRefused("GET", path, origin);
        assertRefused("GET", path, origin, token);
      }
      assertRefused("HEAD", STREAM, origin);
      assertRefused("POST", HubCaller.HUB, origin, "Content-Length: 0", token);
      assertRefused("GET", "api/admin/overview", origin, token);
    }
  }

  @Test
  default void aPageOfAnyOriginMayBeLinkedToButNotRead() throws Exception {
    for (String origin : UNLISTED) {
      RawClient.Head head = head("GET", "", "Origin: " + origin);
      assertThat(head.status()).as(origin).isEqualTo(200);
      assertNothingAllowed(head, origin);
    }
  }

  @Test
  default void aPreflightOfAListedOriginTellsWhatIsAllowed() throws Exception {
    for (String path : List.of(STREAM, SINK, HubCaller.HUB, "api/sse", "api/admin/overview")) {
      RawClient.Head head = preflight(path, LISTED);
      assertThat(head.status()).as(path).isEqualTo(204);
      assertThat(head.all("Access-Control-Allow-Origin")).containsExactly(LISTED);
      assertThat(head.all("Access-Control-Allow-Credentials")).containsExactly("true");
      assertThat(list(head, "Access-Control-Allow-Methods")).contains("GET", "HEAD", "POST");
      assertThat(list(head, "Access-Control-Allow-Headers"))
          .contains("authorization", "cache-control", "content-type", "last-event-id")
          .doesNotContain("*");
      assertThat(head.all("Access-Control-Max-Age")).singleElement().asString().matches("[0-9]+");
      assertThat(head.all("Vary")).containsExactly("Origin");
    }
  }

  @Test
  default void aPreflightOfAnyOtherOriginIsRefused() throws Exception {
    for (String path : List.of(STREAM, SINK, HubCaller.HUB)) {
      for (String origin : UNLISTED) {
        RawClient.Head head = preflight(path, origin);
        assertThat(head.status()).as("%s for %s", path, origin).isEqualTo(403);
        assertNothingAllowed(head, origin);
      }
    }
  }

  @Test
  default void ourOwnPagesNeedNoList() throws Exception {
    String own = "http://" + server().base().getRawAuthority();
    for (String path : List.of(STREAM, SINK, "api/sse")) {
      for (String[] headers : new String[][] {{}, {"Origin: " + own}}) {
        RawClient.Head head = head("GET", path, headers);
        assertThat(head.status()).as(path).isEqualTo(200);
        assertNothingAllowed(head, path);
      }
    }
  }

  private void assertAllowed(String method, String path, int status, String... more)
      throws Exception {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.add("Origin: " + LISTED);
    RawClient.Head head = head(method, path, headers.toArray(String[]::new));
    String what = method + " " + path;
    assertThat(head.status()).as(what).isEqualTo(status);
    assertThat(head.all("Access-Control-Allow-Origin")).as(what).containsExactly(LISTED);
    assertThat(head.all("Access-Control-Allow-Credentials")).as(what).containsExactly("true");
    assertThat(list(head, "Access-Control-Expose-Headers"))
        .as(what)
        .contains("link", "courant-subscriber");
    assertThat(head.all("Vary")).as(what).containsOnlyOnce("Origin");
  }

  private void assertRefused(String method, String path, String origin, String... more)
      throws Exception {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.add("Origin: " + origin);
    RawClient.Head head = head(method, path, headers.toArray(String[]::new));
    String what = "%s %s from %s".formatted(method, path, origin);
    assertThat(head.status()).as(what).isEqualTo(403);
    assertThat(head.all("Content-Type"))
        .as(what)
        .singleElement()
        .asString()
        .startsWith("application/problem+json");
    assertNothingAllowed(head, what);
  }

  private static void assertNothingAllowed(RawClient.Head head, String what) {
    assertThat(head.lines()).as(what).noneMatch(l -> l.regionMatches(true, 0, "Access-", 0, 7));
    assertThat(head.all("Vary")).as(what).containsOnlyOnce("Origin");
  }

  private RawClient.Head preflight(String path, String origin) throws Exception {
    return head(
        "OPTIONS",
        path,
        "Origin: " + origin,
        "Access-Control-Request-Method: GET",
        "Access-Control-Request-Headers: last-event-id,authorization");
  }

  private RawClient.Head head(String method, String path, String... headers) throws Exception {
    try (var client = RawClient.connect(server()).send(method, path, headers)) {
      return client.readHead();
    }
  }

  private static List<String> list(RawClient.Head head, String name) {
    boolean names = !name.endsWith("Methods");
    String all = String.join(",", head.all(name));
    return List.of((names ? all.toLowerCase(Locale.ROOT) : all).split(" *, *"));
  }
}
