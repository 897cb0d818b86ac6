package dev.courant.access;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out who calls, from the credentials in its request (Mercure draft 08, "Authorization").
 * What is presented in the {@code Authorization} header counts, else a token in a cookie, and else
 * who has signed in with the container. A cookie goes with requests that other sites cause too, be
 * it the token's or the session's: so one that writes must come from a page of ours or of an origin
 * on the list. Any thread may call it.
 */
public final class Authentication {
  /** The cookie of Mercure 0.x. */
  static final String LEGACY_COOKIE = "mercureAuthorization";

  /** The query parameter of Mercure 0.x. */
  private static final String LEGACY_PARAMETER = "authorization";

  /** RFC 6750, section 2.1; the scheme is case-insensitive (RFC 9110, section 11.1). */
  private static final Pattern BEARER =
      Pattern.compile("Bearer(?: +([A-Za-z0-9._~+/-]+=*))? *", Pattern.CASE_INSENSITIVE);

  /** Room for the longest token, and a little for the scheme. */
  private static final int MAX_HEADER_CHARS = 17 * 1024;

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "QUERY");

  private final TokenVerifier verifier;
  private final SessionReader session;
  private final Origins origins;
  private final AccessOptions options;

  /** Authentication by the tokens that {@code verifier} takes, and by {@code session}. */
  public Authentication(
      TokenVerifier verifier, SessionReader session, Origins origins, AccessOptions options) {
    this.verifier = verifier;
    this.session = session;
    this.origins = origins;
    this.options = options;
  }

  /**
   * Who calls; {@link Caller#ANONYMOUS} when it presents no token and has not signed in.
   *
   * @throws RefusedException when it presents a token that cannot be read or is not good, or writes
   *     by a cookie with a request that does not come from a page that may
   */
  public Caller callerOf(HttpServletRequest request) {
    boolean isWriting = !READING.contains(request.getMethod());
    return callerOf(request, header(request).or(() -> parameter(request)), isWriting);
  }

  /**
   * Who speaks through a token that has come on a connection, and with no request.
   *
   * @throws RefusedException as {@link TokenVerifier#verify} does
   */
  public Caller callerOf(String token) {
    return verifier.verify(token);
  }

  private Caller callerOf(
      HttpServletRequest request, Optional<String> presented, boolean isFromPageOnly) {
    if (presented.isPresent()) {
      return verifier.verify(presented.get());
    }
    Optional<String> cookie = cookie(request);
    Optional<Caller> signedIn = cookie.isPresent() ? Optional.empty() : session.callerOf(request);
    if (isFromPageOnly && (cookie.isPresent() || signedIn.isPresent())) {
      origins.requirePage(request);
    }
    return cookie.map(verifier::verify).or(() -> signedIn).orElse(Caller.ANONYMOUS);
  }

  /**
   * Who wants to read: for as long as it likes, and no longer than its session lives.
   *
   * @throws RefusedException as {@link #callerOf} does; and ({@link Refusal#UNAUTHENTICATED}) when
   *     it is nobody we know where only those may read
   */
  public Caller subscriberOf(HttpServletRequest request) {
    Caller caller = callerOf(request);
    SessionHold.release(request);
    return options.anonymousSubscribe() ? caller : identified(caller, "Reading");
  }

  /**
   * Who wants to read by a WebSocket, which takes orders too: so what a browser adds by itself
   * counts only where the page is one that may, though the request is a GET (RFC 6455, section
   * 10.2). A browser always says of which origin the page is; and no token is in the URL.
   *
   * @throws RefusedException as {@link #subscriberOf} does
   */
  public Caller socketCallerOf(HttpServletRequest request) {
    Caller caller = callerOf(request, header(request), true);
    SessionHold.release(request);
    return options.anonymousSubscribe() ? caller : identified(caller, "Reading");
  }

  /**
   * Who wants to publish, on whatever topics.
   *
   * @throws RefusedException as {@link #callerOf} does; and when it may not publish at all
   */
  public Caller publisherOf(HttpServletRequest request) {
    Caller caller = identified(callerOf(request), "Publishing");
    if (caller.grant().publish().isEmpty()) {
      throw new RefusedException(Refusal.FORBIDDEN, "Publishing is not granted");
    }
    return caller;
  }

  /**
   * Who wants to administer the hub.
   *
   * @throws RefusedException as {@link #callerOf} does; and when it may not
   */
  public Caller administratorOf(HttpServletRequest request) {
    Caller caller = identified(callerOf(request), "Administration");
    if (!caller.grant().admin()) {
      throw new RefusedException(Refusal.FORBIDDEN, "Administration is not granted");
    }
    return caller;
  }

  /**
   * Who wants to look how the hub does.
   *
   * @throws RefusedException as {@link #callerOf} does; and when it may not
   */
  public Caller observerOf(HttpServletRequest request) {
    Caller caller = identified(callerOf(request), "Administration");
    if (!caller.grant().observes()) {
      throw new RefusedException(Refusal.FORBIDDEN, "Administration is not granted");
    }
    return caller;
  }

  /**
   * Who wants to do what nobody may do without a token, whatever else it takes.
   *
   * @param act what it is about, as the beginning of a sentence
   * @throws RefusedException as {@link #callerOf} does; and ({@link Refusal#UNAUTHENTICATED}) when
   *     it presents no token
   */
  public Caller identifiedOf(HttpServletRequest request, String act) {
    return identified(callerOf(request), act);
  }

  private static Caller identified(Caller caller, String act) {
    if (caller.isAnonymous()) {
      throw new RefusedException(
          Refusal.UNAUTHENTICATED,
          act + " needs a token, \"Authorization: Bearer ...\", or a sign-in");
    }
    return caller;
  }

  private static Optional<String> header(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.size() > 1) {
      throw malformed("There is more than one Authorization header");
    }
    if (headers.isEmpty() || !headers.get(0).regionMatches(true, 0, "Bearer", 0, 6)) {
      return Optional.empty();
    }
    if (headers.get(0).length() > MAX_HEADER_CHARS) {
      throw new RefusedException(Refusal.INVALID_TOKEN, "The token is too long");
    }
    Matcher bearer = BEARER.matcher(headers.get(0));
    if (!bearer.matches() || bearer.group(1) == null) {
      throw malformed("The Authorization header is not \"Bearer\" and a token");
    }
    return Optional.of(bearer.group(1));
  }

  private Optional<String> parameter(HttpServletRequest request) {
    return options.legacyTokens()
        ? FormFields.ofQuery(request).first(LEGACY_PARAMETER)
        : Optional.empty();
  }

  private Optional<String> cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    Stream<String> names =
        options.legacyTokens()
            ? Stream.of(options.cookie(), LEGACY_COOKIE)
            : Stream.of(options.cookie());
    return names
        .flatMap(name -> Arrays.stream(cookies).filter(c -> c.getName().equals(name)))
        .map(Cookie::getValue)
        .filter(value -> value != null && !value.isEmpty())
        .findFirst();
  }

  private static RefusedException malformed(String detail) {
    return new RefusedException(Refusal.MALFORMED_CREDENTIALS, detail);
  }
}
