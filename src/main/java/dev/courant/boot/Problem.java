package dev.courant.boot;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal as an HTTP answer: problem details (RFC 9457), and what a client needs to do better
 * next time.
 *
 * @param status the status code
 * @param headers the header fields that go with it
 * @param body the JSON
 */
record Problem(int status, Map<String, String> headers, String body) {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final String RETRY_AFTER_SECONDS = "2";

  /** The answer to a refusal. */
  static Problem of(RefusedException refused) {
    return of(refused.refusal(), refused.detail());
  }

  /** The answer to a refusal with that sentence. */
  static Problem of(Refusal refusal, String detail) {
    String json =
        Json.createObjectBuilder()
            .add("title", refusal.title())
            .add("status", refusal.status())
            .add("detail", detail)
            .build()
            .toString();
    return new Problem(refusal.status(), headers(refusal), json);
  }

  private static Map<String, String> headers(Refusal refusal) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    switch (refusal) {
      case UNAUTHENTICATED -> headers.put("WWW-Authenticate", "Bearer");
      case INVALID_TOKEN -> headers.put("WWW-Authenticate", "Bearer error=\"invalid_token\"");
      case FORBIDDEN -> headers.put("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
      case MALFORMED_CREDENTIALS ->
          headers.put("WWW-Authenticate", "Bearer error=\"invalid_request\"");
      case OVERLOADED, STOPPING, STORE_UNAVAILABLE ->
          headers.put("Retry-After", RETRY_AFTER_SECONDS);
      case INVALID, FOREIGN_ORIGIN, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, KEY_REUSED, NOT_STARTED -> {
        // The sentence says it all.
      }
    }
    return headers;
  }
}
