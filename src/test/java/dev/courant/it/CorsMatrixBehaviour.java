package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Forty origins, each with every method and every kind of outcome, errors included (WHATWG Fetch,
 * "CORS protocol"): only the one that is listed, and our own, may read anything.
 */
interface CorsMatrixBehaviour {
  String THE_LISTED = "http://localhost:3050";

  /** Those that resemble it or us, those that browsers send for odd pages, and plain strangers. */
  List<String> STRANGERS =
      List.of(
          "null",
          "*",
          "http://localhost",
          "http://localhost:80",
          "http://localhost:3049",
          "http://localhost:3051",
          "http://localhost:30500",
          "http://localhost:305",
          "http://localhost:03050",
          "http://localhost:3050/",
          "http://localhost:3050/x",
          "http://localhost:3050?x",
          "http://localhost:3050#x",
          "http://localhost.:3050",
          "http://localhost:3050.evil.example",
          "http://localhost.evil.example:3050",
          "http://evil.example/http://localhost:3050",
          "http://evil.localhost:3050",
          "http://evillocalhost:3050",
          "http://x@localhost:3050",
          "http://localhost:3050@evil.example",
          "http://[::1]:3050",
          "http://127.0.0.1:3050",
          "http://127.1:3050",
          "https://localhost:3050",
          "ws://localhost:3050",
          "HTTP://LOCALHOST:3050",
          "localhost:3050",
          "//localhost:3050",
          "http:localhost:3050",
          "http://localhost:3050 http://evil.example",
          "http://localhost:3050, http://evil.example",
          "http://evil.example",
          "https://evil.example",
          "https://intranet.example",
          "chrome-extension://abcdefghijklmnop",
          "moz-extension://0000",
          "file://",
          "data:text/html,x");

  String GOOD = HubCaller.HUB + "?match=/cors/matrix";
  String FORM = "Content-Type: application/x-www-form-urlencoded";

  /**
   * A request, and how it is answered to a page that may.
   *
   * @param headers those beside the origin
   */
  record Row(String method, String path, int status, List<String> headers) {
    Row(String method, String path, int status, String... headers) {
      this(method, path, status, List.of(headers));
    }

    @Override
    public String toString() {
      return method + " " + path + " -> " + status;
    }
  }

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void noStrangerReadsAnythingWhateverItAsksFor() throws Exception {
    assertThat(STRANGERS).hasSize(39).doesNotHaveDuplicates();
    for (Row row : rows()) {
      for (String origin : STRANGERS) {
        RawClient.Head head = head(row, origin);
        String what = row + " from " + origin;
        assertThat(head.status()).as(what).isEqualTo(403);
        assertThat(head.lines()).as(what).noneMatch(CorsMatrixBehaviour::allowsSomething);
        assertThat(head.all("Vary").toString()).as(what).contains("Origin");
        assertThat(head.all("Set-Cookie")).as(what).isEmpty();
      }
    }
  }

  @Test
  default void theListedOriginReadsEveryOutcome() throws Exception {
    for (Row row : rows()) {
      RawClient.Head head = head(row, THE_LISTED);
      String what = row.toString();
      assertThat(head.status()).as(what).isEqualTo(row.status());
      assertThat(head.all("Access-Control-Allow-Origin")).as(what).containsExactly(THE_LISTED);
      assertThat(head.all("Access-Control-Allow-Credentials")).as(what).containsExactly("true");
      assertThat(head.all("Vary").toString()).as(what).contains("Origin");
      if (!row.method().equals("OPTIONS")) {
        assertThat(head.all("Access-Control-Expose-Headers").toString())
            .as(what)
            .contains("Link", "Mercure-Last-Event-ID", "Courant-Subscriber", "Retry-After");
      } else {
        assertThat(head.all("Access-Control-Allow-Methods"))
            .as(what)
            .containsExactly("GET, HEAD, PATCH, POST, PUT, QUERY");
      }
    }
  }

  private List<Row> rows() throws Exception {
    String token = "Authorization: " + new HubCaller(server()).bearer();
    String bad = "Authorization: Bearer nope";
    String none = "Content-Length: 0";
    List<Row> rows = new ArrayList<>();
    for (String method : List.of("GET", "HEAD")) {
      rows.add(new Row(method, GOOD, 200));
      rows.add(new Row(method, GOOD + "&last_event_id=", 200, token));
      rows.add(new Row(method, HubCaller.HUB, 400));
      rows.add(new Row(method, GOOD, 400, "Authorization: Bearer"));
      rows.add(new Row(method, GOOD, 401, bad));
      rows.add(new Row(method, HubCaller.HUB + "/subscriptions", 200, token));
      rows.add(new Row(method, HubCaller.HUB + "/subscriptions", 401));
      rows.add(new Row(method, HubCaller.HUB + "/subscriptions/exact/x/y", 404, token));
      rows.add(new Row(method, "api/nothing/here", 404));
      rows.add(new Row(method, Challenges.METADATA, 200));
    }
    rows.add(new Row("QUERY", GOOD, 200, none, FORM));
    rows.add(new Row("QUERY", HubCaller.HUB, 400, none, FORM));
    rows.add(new Row("QUERY", GOOD, 401, none, FORM, bad));
    rows.add(new Row("QUERY", GOOD, 415, none));
    rows.add(new Row("POST", HubCaller.HUB, 400, none, FORM, token));
    rows.add(new Row("POST", HubCaller.HUB, 401, none, FORM));
    rows.add(new Row("POST", HubCaller.HUB, 403, none, FORM, withoutRights()));
    rows.add(new Row("POST", HubCaller.HUB, 415, none, token));
    rows.add(new Row("POST", HubCaller.HUB, 413, "Content-Length: 5000000", FORM, token));
    rows.add(new Row("DELETE", HubCaller.HUB, 405));
    rows.add(new Row("PUT", HubCaller.HUB, 405));
    for (String method : List.of("GET", "POST", "QUERY")) {
      rows.add(new Row("OPTIONS", GOOD, 204, "Access-Control-Request-Method: " + method));
    }
    return rows;
  }

  private String withoutRights() throws Exception {
    return "Authorization: Bearer " + Issuers.token(Challenges.of(server()).hub(), "[]");
  }

  private RawClient.Head head(Row row, String origin) throws Exception {
    List<String> headers = new ArrayList<>(row.headers());
    headers.add("Origin: " + origin);
    try (var client =
        RawClient.connect(server())
            .send(row.method(), row.path(), headers.toArray(String[]::new))) {
      return client.readHead();
    }
  }

  private static boolean allowsSomething(String line) {
    return line.toLowerCase(Locale.ROOT).startsWith("access-control-");
  }
}
