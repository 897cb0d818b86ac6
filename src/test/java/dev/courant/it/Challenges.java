package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a hub says to somebody whose credentials are not enough (RFC 6750, section 3; RFC 9728,
 * section 5.1).
 *
 * @param hub the hub's public URL, which is also whom tokens are for
 */
record Challenges(String hub) {
  static final String METADATA = ".well-known/oauth-protected-resource/.well-known/mercure";
  static final String NO_GRANT = "Bearer error=\"insufficient_scope\"";
  static final String MALFORMED = "Bearer error=\"invalid_request\"";

  private static final Pattern RESOURCE = Pattern.compile("\"resource\":\"([^\"]+)\"");

  /** Those of a running hub. */
  static Challenges of(ServerUnderTest server) throws Exception {
    Matcher resource = RESOURCE.matcher(new HubCaller(server).get(METADATA).body());
    assertThat(resource.find()).isTrue();
    return new Challenges(resource.group(1));
  }

  String noToken() {
    return "Bearer " + metadata();
  }

  String badToken() {
    return "Bearer error=\"invalid_token\", " + metadata();
  }

  /** Asserts that a request is answered with that status, that challenge and a problem. */
  static void assertRefused(
      ServerUnderTest server,
      String what,
      HttpRequest.Builder request,
      int status,
      String challenge)
      throws Exception {
    HttpResponse<String> response = new HubCaller(server).send(request);
    assertThat(response.statusCode()).as(what + ": " + response.body()).isEqualTo(status);
    assertThat(response.headers().allValues("WWW-Authenticate"))
        .as(what)
        .isEqualTo(challenge.isEmpty() ? List.of() : List.of(challenge));
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .as(what)
        .startsWith("application/problem+json");
    assertThat(response.headers().firstValue("Cache-Control")).as(what).hasValue("no-store");
    assertThat(response.body()).as(what).contains("\"status\":" + status, "\"detail\":\"");
  }

  private String metadata() {
    String root = hub.substring(0, hub.length() - "/.well-known/mercure".length());
    return "resource_metadata=\"%s/%s\"".formatted(root, METADATA);
  }
}
