package dev.courant.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** A request made by hand, and what comes of it: tests that look at credentials begin with it. */
abstract class HandmadeRequest {
  static final String COOKIE = AccessOptions.USUAL_COOKIE;
  static final Origins ORIGINS =
      new Origins(
          Set.of("https://listed.example"), URI.create("https://hub.example/.well-known/mercure"));

  /** Takes every token for the name of its bearer, but for one. */
  static final TokenVerifier BY_NAME =
      token -> {
        if (token.equals("bad")) {
          throw new RefusedException(Refusal.INVALID_TOKEN, "bad");
        }
        return named(token, Grant.ANONYMOUS);
      };

  final List<String[]> headers = new ArrayList<>();
  final List<Cookie> cookies = new ArrayList<>();
  Optional<Caller> signedIn = Optional.empty();
  final SessionReader session = request -> signedIn;
  String method = "GET";
  String query;

  static Caller named(String name, Grant grant) {
    return new Caller(name, Optional.of("i"), Optional.empty(), Optional.empty(), grant, List.of());
  }

  static AccessOptions options(boolean legacy) {
    return new AccessOptions(COOKIE, legacy, true);
  }

  void header(String name, String value) {
    headers.add(new String[] {name, value});
  }

  void cookie(String name, String value) {
    cookies.add(new Cookie(name, value));
  }

  Caller callerWith(AccessOptions options) {
    return new Authentication(BY_NAME, session, ORIGINS, options).callerOf(request());
  }

  void assertRefused(Refusal refusal, AccessOptions options) {
    assertRefusal(refusal, () -> callerWith(options));
  }

  static void assertRefusal(Refusal refusal, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }

  /** A request that knows what is asked of it here, and nothing else. */
  HttpServletRequest request() {
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

  List<String> values(String name) {
    return headers.stream().filter(h -> h[0].equalsIgnoreCase(name)).map(h -> h[1]).toList();
  }
}
