package dev.courant.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever writes with what a browser sends by itself has to come from a page that may. */
class WritingPagesTest extends HandmadeRequest {
  @ParameterizedTest
  @CsvSource({
    "Origin, https://hub.example, true",
    "Origin, http://here.example:8080, true",
    "Origin, https://listed.example, true",
    "Origin, https://listed.example:8443, false",
    "Origin, http://listed.example, false",
    "Origin, https://evil.example, false",
    "Origin, null, false",
    "Origin, '', false",
    "Referer, https://hub.example/page?x#y, true",
    "Referer, http://here.example:8080/, true",
    "Referer, https://listed.example, true",
    "Referer, HTTPS://listed.example/x, false",
    "Referer, https://listed.example.evil.example/, false",
    "Referer, https://listed.example@evil.example/, false",
    "Referer, https://evil.example/https://listed.example/, false",
    "Referer, about:blank, false",
    "Referer, '', false"
  })
  void whoWritesWithACookieComesFromAPageThatMay(String name, String value, boolean may) {
    cookie(COOKIE, "alice");
    header("Host", "here.example:8080");
    header(name, value);
    for (String writing : List.of("POST", "PUT", "PATCH", "DELETE", "X")) {
      method = writing;
      if (may) {
        assertThat(callerWith(options(false)).subject()).isEqualTo("alice");
      } else {
        assertRefused(Refusal.FOREIGN_ORIGIN, options(false));
      }
    }
  }

  @Test
  void whoHasSignedInWritesAsWithACookie() {
    signedIn = Optional.of(named("sam", Grant.ALL));
    method = "POST";
    header("Host", "hub.example");
    assertRefused(Refusal.MALFORMED_CREDENTIALS, options(false));
    header("Referer", "https://evil.example/");
    assertRefused(Refusal.FOREIGN_ORIGIN, options(false));
    header("Origin", "https://hub.example");
    assertThat(callerWith(options(false)).subject()).isEqualTo("sam");
    headers.clear();
    header("Authorization", "Bearer alice");
    assertThat(callerWith(options(false)).subject()).isEqualTo("alice");
    method = "GET";
    headers.clear();
    assertThat(callerWith(options(false)).subject()).isEqualTo("sam");
  }

  @Test
  void whoWritesWithACookieSaysWhereItComesFrom() {
    header("Host", "hub.example");
    cookie(COOKIE, "alice");
    method = "POST";
    assertRefused(Refusal.MALFORMED_CREDENTIALS, options(false));
    header("Referer", "https://hub.example/");
    header("Origin", "https://evil.example");
    assertRefused(Refusal.FOREIGN_ORIGIN, options(false));
  }

  @Test
  void aTokenInTheHeaderNeedsNoPageAndNeitherDoesReading() {
    method = "POST";
    header("Authorization", "Bearer alice");
    assertThat(callerWith(options(false)).subject()).isEqualTo("alice");
    headers.clear();
    cookie(COOKIE, "bob");
    for (String reading : List.of("GET", "HEAD", "OPTIONS", "QUERY")) {
      method = reading;
      assertThat(callerWith(options(false)).subject()).isEqualTo("bob");
    }
  }
}
