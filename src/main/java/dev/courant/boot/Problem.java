package dev.courant.boot;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A refusal as an HTTP answer: problem details (RFC 9457), and what a client needs to do better
 * next time.
 *
 * @param status the status code
 * @param mediaType the media type of the body
 * @param headers the header fields that go with it
 * @param body the JSON, or the stream; empty where the status says it all
 */
record Problem(int status, String mediaType, Map<String, String> headers, String body) {
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final String RETRY_AFTER_SECONDS = "2";

  /**
   * The answer to a refusal, such that whoever has asked makes the best of it.
   *
   * @param resourceMetadata where a client can learn how to get a token (RFC 9728, section 5.1)
   */
  static Problem of(HttpServletRequest request, RefusedException refused, URI resourceMetadata) {
    if (refused.refusal().isTemporary() && Comeback.isUnderstoodBy(request)) {
      return new Problem(
          HttpServletResponse.SC_OK,
          Comeback.MEDIA_TYPE,
          headers(refused.refusal()),
          Comeback.body(refused.refusal(), ThreadLocalRandom.current().nextDouble()));
    }
    if (refused.refusal() == Refusal.DISMISSED) {
      // Without a body, at which a client does not come back (WHATWG HTML, section 9.2.3).
      return new Problem(refused.refusal().status(), MEDIA_TYPE, headers(refused.refusal()), "");
    }
    Problem problem = of(request, refused.refusal(), refused.detail());
    challenge(refused.refusal(), resourceMetadata)
        .ifPresent(challenge -> problem.headers().put("WWW-Authenticate", challenge));
    return problem;
  }

  /** The answer to a refusal with that sentence; for one that has nothing to do with tokens. */
  static Problem of(HttpServletRequest request, Refusal refusal, String detail) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("title", refusal.title())
            .add("status", refusal.status())
            .add("detail", detail);
    // No "instance" (RFC 9457, section 3.1.5), which is a URI: this is whatever token was brought.
    RequestId.of(request).ifPresent(id -> json.add("request_id", id));
    String body = json.build().toString();
    return new Problem(refusal.status(), MEDIA_TYPE, headers(refusal), body);
  }

  /** RFC 6750, section 3. Who has presented nothing is told no error. */
  private static Optional<String> challenge(Refusal refusal, URI resourceMetadata) {
    String metadata = "resource_metadata=\"%s\"".formatted(resourceMetadata);
    return switch (refusal) {
      case UNAUTHENTICATED -> Optional.of("Bearer " + metadata);
      case INVALID_TOKEN -> Optional.of("Bearer error=\"invalid_token\", " + metadata);
      case FORBIDDEN -> Optional.of("Bearer error=\"insufficient_scope\"");
      case MALFORMED_CREDENTIALS -> Optional.of("Bearer error=\"invalid_request\"");
      default -> Optional.empty();
    };
  }

  private static Map<String, String> headers(Refusal refusal) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    if (refusal.isTemporary()) {
      headers.put("Retry-After", RETRY_AFTER_SECONDS);
    }
    return headers;
  }
}
