package dev.courant.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How refusals are told over HTTP (RFC 9457, RFC 6750, RFC 9728). */
class ProblemTest {
  private static final URI METADATA = URI.create("https://hub.example/.well-known/x");

  @Test
  void aChallengeTellsWhatIsWrongWithTheCredentialsAndNothingElseDoes() {
    Map<Refusal, String> challenges = new EnumMap<>(Refusal.class);
    for (Refusal refusal : Refusal.values()) {
      String challenge = problem(refusal).headers().get("WWW-Authenticate");
      if (challenge != null) {
        challenges.put(refusal, challenge);
      }
    }
    String metadata = "resource_metadata=\"https://hub.example/.well-known/x\"";
    assertThat(challenges)
        .isEqualTo(
            Map.of(
                Refusal.UNAUTHENTICATED,
                "Bearer " + metadata,
                Refusal.INVALID_TOKEN,
                "Bearer error=\"invalid_token\", " + metadata,
                Refusal.FORBIDDEN,
                "Bearer error=\"insufficient_scope\"",
                Refusal.MALFORMED_CREDENTIALS,
                "Bearer error=\"invalid_request\""));
  }

  @ParameterizedTest
  @EnumSource
  void whatMayGoWellLaterIsToldSo(Refusal refusal) {
    boolean temporary =
        Set.of(429, 503).contains(refusal.status()) && refusal != Refusal.NOT_STARTED;
    assertThat(problem(refusal).headers().containsKey("Retry-After")).isEqualTo(temporary);
    assertThat(problem(refusal).headers()).containsEntry("Cache-Control", "no-store");
    if (refusal == Refusal.DISMISSED) {
      assertThat(problem(refusal).body()).as("204 has no body").isEmpty();
      return;
    }
    assertThat(problem(refusal).body())
        .contains("\"status\":" + refusal.status(), "\"detail\":\"a \\\"sentence\\\"\"");
  }

  private static Problem problem(Refusal refusal) {
    return Problem.of(posting(), new RefusedException(refusal, "a \"sentence\""), METADATA);
  }

  private static HttpServletRequest posting() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ProblemTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> method.getName().equals("getMethod") ? "POST" : null);
  }
}
