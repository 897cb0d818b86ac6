package dev.courant.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which credentials of a request count (Mercure draft 08, "Authorization"). */
class AuthenticationTest {
  private static final String COOKIE = AccessOptions.USUAL_COOKIE;
  private static final Origins ORIGINS =
      new Origins(
          Set.of("https://listed.example"), URI.create("https://hub.example/.well-known/mercure"));

  /** Takes every token for the name of its bearer, but for one. */
  private static final TokenVerifier BY_NAME =
      token -> {
        if (token.equals("bad")) {
          throw new RefusedException(Refusal.INVALID_TOKEN, "bad");
        }
        return named(token, Grant.ANONYMOUS);
      };

  private final List<String[]> headers = new ArrayList<>();
  private final List<Cookie> cookies = new ArrayList<>();
  private Optional<Caller> signedIn = Optional.empty();
  private final SessionReader session = request -> signedIn;
  private String method = "GET";
  private String query;

  @ParameterizedTest
  @ValueSource(strings = {"Bearer alice", "bearer alice", "BEARER   alice  "})
  void theHeaderTells(String value) {
    header("Authorization", value);
    assertThat(callerWith(options(false)).subject()).isEqualTo("alice");
  }

  @Test
  void theHeaderWinsAndTheCookieIsNotLookedAt() {
    header("Authorization", "Bearer alice");
    cookie(COOKIE, "bad");
    assertThat(callerWith(options(false)).subject()).isEqualTo("alice");
    headers.clear();
    header("Authorization", "Bearer bad");
    cookies.clear();
    cookie(COOKIE, "alice");
    assertRefused(Refusal.INVALID_TOKEN, options(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer a,b", "Bearer=a", "BearerX a"})
  void aHeaderThatCannotBeReadIsNotPassedOver(String value) {
    header("Authorization", value);
    cookie(COOKIE, "alice");
    assertRefused(Refusal.MALFORMED_CREDENTIALS, options(true));
  }

  @Test
  void twoHeadersAreRefusedWhateverTheySay() {
    header("Authorization", "Bearer alice");
    header("authorization", "Bearer alice");
    assertRefused(Refusal.MALFORMED_CREDENTIALS, options(false));
  }

  @Test
  void aTokenThatIsTooLongIsNotPassedOn() {
    header("Authorization", "Bearer " + "a".repeat(1024 * 1024));
    assertRefused(Refusal.INVALID_TOKEN, options(false));
  }

  @Test
  void theCookieOfTheConfiguredNameTellsAndNoOther() {
    cookie("mercure_access_token", "eve");
    cookie("mercureAuthorization", "eve");
    assertThat(callerWith(options(false))).isEqualTo(Caller.ANONYMOUS);
    cookie("mine", "alice");
    assertThat(callerWith(new AccessOptions("mine", false, true)).subject()).isEqualTo("alice");
    // Basic credentials are somebody else's.
    header("Authorization", "Basic eDp5");
    assertThat(callerWith(new AccessOptions("mine", false, true)).subject()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token=alice", "authorization=alice", "Authorization=alice"})
  void aTokenInTheUrlIsNotAToken(String inTheUrl) {
    query = inTheUrl;
    assertThat(callerWith(options(false))).isEqualTo(Caller.ANONYMOUS);
  }

  @Test
  void tokensArePresentedAsInTheOldProtocolWhereThatIsSwitchedOn() {
    cookie("mercureAuthorization", "carol");
    assertThat(callerWith(options(true)).subject()).isEqualTo("carol");
    cookie(COOKIE, "bob");
    assertThat(callerWith(options(true)).subject()).isEqualTo("bob");
    query = "topic=x&authorization=alice";
    assertThat(callerWith(options(true)).subject()).isEqualTo("alice");
    query = "access_token=alice&authorization=";
    assertThat(callerWith(options(true)).subject()).isEqualTo("bob");
  }

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
  void whoHasSignedInCountsWhereNoTokenIsPresented() {
    signedIn = Optional.of(named("sam", Grant.ANONYMOUS));
    assertThat(callerWith(options(false)).subject()).isEqualTo("sam");
    // A browser that has signed in goes on to show what it signed in with.
    header("Authorization", "Basic c2FtOng=");
    assertThat(callerWith(options(false)).subject()).isEqualTo("sam");
    cookie(COOKIE, "bob");
    assertThat(callerWith(options(false)).subject()).isEqualTo("bob");
    headers.clear();
    header("Authorization", "Bearer alice");
    assertThat(callerWith(options(false)).subject()).isEqualTo("alice");
  }

  @Test
  void aTokenThatIsNotGoodIsRefusedWhoeverHasSignedIn() {
    signedIn = Optional.of(named("sam", Grant.ALL));
    cookie(COOKIE, "bad");
    assertRefused(Refusal.INVALID_TOKEN, options(false));
    header("Authorization", "Bearer bad");
    assertRefused(Refusal.INVALID_TOKEN, options(false));
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

  @Test
  void eachActAsksForWhatItNeeds() {
    Authentication open = new Authentication(BY_NAME, session, ORIGINS, options(false));
    Authentication closed =
        new Authentication(BY_NAME, session, ORIGINS, new AccessOptions(COOKIE, false, false));
    assertThat(open.subscriberOf(request())).isEqualTo(Caller.ANONYMOUS);
    assertRefusal(Refusal.UNAUTHENTICATED, () -> closed.subscriberOf(request()));
    assertRefusal(Refusal.UNAUTHENTICATED, () -> open.publisherOf(request()));
    assertRefusal(Refusal.UNAUTHENTICATED, () -> open.administratorOf(request()));
    header("Authorization", "Bearer alice");
    assertThat(closed.subscriberOf(request()).subject()).isEqualTo("alice");
    assertRefusal(Refusal.FORBIDDEN, () -> open.publisherOf(request()));
    assertRefusal(Refusal.FORBIDDEN, () -> open.administratorOf(request()));
    Grant much = new Grant(Set.of(), Set.of(Matcher.parse("/a")), true);
    Authentication generous =
        new Authentication(t -> named(t, much), session, ORIGINS, options(false));
    assertThat(generous.publisherOf(request()).subject()).isEqualTo("alice");
    assertThat(generous.administratorOf(request()).subject()).isEqualTo("alice");
  }

  private static Caller named(String name, Grant grant) {
    return new Caller(name, Optional.of("i"), Optional.empty(), Optional.empty(), grant, List.of());
  }

  private static AccessOptions options(boolean legacy) {
    return new AccessOptions(COOKIE, legacy, true);
  }

  private void header(String name, String value) {
    headers.add(new String[] {name, value});
  }

  private void cookie(String name, String value) {
    cookies.add(new Cookie(name, value));
  }

  private Caller callerWith(AccessOptions options) {
    return new Authentication(BY_NAME, session, ORIGINS, options).callerOf(request());
  }

  private void assertRefused(Refusal refusal, AccessOptions options) {
    assertRefusal(refusal, () -> callerWith(options));
  }

  private static void assertRefusal(Refusal refusal, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }

  /** A request that knows what is asked of it here, and nothing else. */
  private HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getQueryString" -> query;
                  case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(new Cookie[0]);
                  case "getHeader" ->
                      values((String) arguments[0]).stream().findFirst().orElse(null);
                  case "getHeaders" -> Collections.enumeration(values((String) arguments[0]));
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private List<String> values(String name) {
    return headers.stream().filter(h -> h[0].equalsIgnoreCase(name)).map(h -> h[1]).toList();
  }
}
